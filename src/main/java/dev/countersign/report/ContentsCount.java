package dev.countersign.report;

import static dev.countersign.report.Wording.count;
import static dev.countersign.report.Wording.number;

import dev.countersign.verification.ContentsResult;
import dev.countersign.verification.EntryResult.DiffersFromAsset;
import dev.countersign.verification.EntryResult.DiffersFromTag;
import dev.countersign.verification.EntryResult.GitInternalConfirmed;
import dev.countersign.verification.EntryResult.GitInternalNotCheckable;
import dev.countersign.verification.EntryResult.ManifestItself;
import dev.countersign.verification.EntryResult.ManifestItselfDiffers;
import dev.countersign.verification.EntryResult.MatchesAsset;
import dev.countersign.verification.EntryResult.MatchesTag;
import dev.countersign.verification.EntryResult.Missing;
import dev.countersign.verification.EntryResult.NotAFile;
import dev.countersign.verification.EntryResult.NotRead;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The comparison with the tag in one line, numbers first and the bad ones before the good ones. */
final class ContentsCount {
  private ContentsCount() {}

  static String of(ContentsResult contents) {
    if (contents.equals(ContentsResult.NOTHING_COMPARED)) {
      return "nothing was compared with the tag";
    }
    List<String> parts = new ArrayList<>();
    Map<Class<?>, Integer> counts = new HashMap<>();
    contents.entries().forEach(result -> counts.merge(result.getClass(), 1, Integer::sum));
    int differing = counts.getOrDefault(DiffersFromTag.class, 0);
    int differingAssets = counts.getOrDefault(DiffersFromAsset.class, 0);
    int unread = counts.getOrDefault(NotRead.class, 0);
    int assets = counts.getOrDefault(MatchesAsset.class, 0);
    int earlier = contents.earlierMaterials().size();
    int missing = counts.getOrDefault(Missing.class, 0);
    int notFiles = counts.getOrDefault(NotAFile.class, 0);
    int matching = counts.getOrDefault(MatchesTag.class, 0);
    int itself = counts.getOrDefault(ManifestItself.class, 0);
    int confirmed = counts.getOrDefault(GitInternalConfirmed.class, 0);
    int notCheckable = counts.getOrDefault(GitInternalNotCheckable.class, 0);
    int unlisted = contents.unlisted().size();
    if (differing > 0) {
      parts.add(
          count(differing, "file") + (differing == 1 ? " differs" : " differ") + " from the tag");
    }
    if (differingAssets > 0) {
      parts.add(
          count(differingAssets, "asset")
              + (differingAssets == 1 ? " differs" : " differ")
              + " from the signed one");
    }
    if (missing > 0) {
      parts.add(
          count(missing, "listed file") + (missing == 1 ? " is" : " are") + " not in the release");
    }
    if (notFiles > 0) {
      parts.add(
          count(notFiles, "listed path") + (notFiles == 1 ? " is no" : " are no") + " plain file");
    }
    if (unread > 0) {
      parts.add(count(unread, "listed file") + (unread == 1 ? " was" : " were") + " not read");
    }
    if (counts.containsKey(ManifestItselfDiffers.class)) {
      parts.add("the manifest's entry about itself is not confirmed");
    }
    parts.add(count(matching, "file") + (matching == 1 ? " matches" : " match") + " the tag");
    if (assets > 0) {
      parts.add(
          count(assets, "asset") + (assets == 1 ? " matches" : " match") + " the release's page");
    }
    if (itself > 0) {
      parts.add(itself + " self " + (itself == 1 ? "entry" : "entries"));
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
    if (earlier > 0) {
      parts.add(count(earlier, "file") + " of earlier releases' materials left out");
    }
    return String.join("; ", parts);
  }
}
