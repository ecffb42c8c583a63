package dev.countersign.report;

import static dev.countersign.report.Wording.count;
import static dev.countersign.report.Wording.number;

import dev.countersign.verification.ContentsResult;
import dev.countersign.verification.EntryResult.DiffersFromTag;
import dev.countersign.verification.EntryResult.GitInternalConfirmed;
import dev.countersign.verification.EntryResult.GitInternalNotCheckable;
import dev.countersign.verification.EntryResult.ManifestItself;
import dev.countersign.verification.EntryResult.ManifestItselfDiffers;
import dev.countersign.verification.EntryResult.MatchesTag;
import dev.countersign.verification.EntryResult.MissingFromTag;
import dev.countersign.verification.EntryResult.NotAFile;
import java.util.ArrayList;
import java.util.List;

/** The comparison with the tag in one line, numbers first and the bad ones before the good ones. */
final class ContentsCount {
  private ContentsCount() {}

  static String of(ContentsResult contents) {
    if (contents.equals(ContentsResult.NOTHING_COMPARED)) {
      return "nothing was compared with the tag";
    }
    List<String> parts = new ArrayList<>();
    int differing = contents.ofKind(DiffersFromTag.class).size();
    int missing = contents.ofKind(MissingFromTag.class).size();
    int notFiles = contents.ofKind(NotAFile.class).size();
    int matching = contents.ofKind(MatchesTag.class).size();
    int itself = contents.ofKind(ManifestItself.class).size();
    int confirmed = contents.ofKind(GitInternalConfirmed.class).size();
    int notCheckable = contents.ofKind(GitInternalNotCheckable.class).size();
    int unlisted = contents.unlisted().size();
    if (differing > 0) {
      parts.add(
          count(differing, "file") + (differing == 1 ? " differs" : " differ") + " from the tag");
    }
    if (missing > 0) {
      parts.add(
          count(missing, "listed file") + (missing == 1 ? " is" : " are") + " not at the tag");
    }
    if (notFiles > 0) {
      parts.add(
          count(notFiles, "listed path") + (notFiles == 1 ? " is no" : " are no") + " plain file");
    }
    if (!contents.ofKind(ManifestItselfDiffers.class).isEmpty()) {
      parts.add("the manifest's entry about itself is wrong");
    }
    parts.add(count(matching, "file") + (matching == 1 ? " matches" : " match") + " the tag");
    if (itself > 0) {
      parts.add(
          (itself == 1 ? "1 entry is" : number(itself) + " entries are") + " the manifest itself");
    }
    if (confirmed + notCheckable > 0) {
      parts.add(
          count(confirmed, "Git internal")
              + " confirmed"
              + (notCheckable > 0 ? ", " + number(notCheckable) + " not checkable" : ""));
    }
    parts.add(
        unlisted == 0
            ? "nothing unlisted"
            : count(unlisted, "file")
                + " of the tag "
                + (unlisted == 1 ? "is" : "are")
                + " unlisted");
    return String.join("; ", parts);
  }
}
