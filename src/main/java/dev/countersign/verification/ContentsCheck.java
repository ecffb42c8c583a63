package dev.countersign.verification;

import dev.countersign.verification.EntryResult.DiffersFromAsset;
import dev.countersign.verification.EntryResult.DiffersFromTag;
import dev.countersign.verification.EntryResult.ManifestItselfDiffers;
import dev.countersign.verification.EntryResult.MatchesAsset;
import dev.countersign.verification.EntryResult.MatchesTag;
import dev.countersign.verification.EntryResult.Missing;
import dev.countersign.verification.EntryResult.NotAFile;
import dev.countersign.verification.EntryResult.NotRead;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Compares every entry of a manifest with the release, and the tagged tree with the manifest. */
final class ContentsCheck {
  private static final int NAMED = 3;

  /** Most of the manifest's own entries that are warned of one by one. */
  private static final int MAX_OWN = 20;

  private final VerificationInput input;
  private final EntryComparison comparison;

  ContentsCheck(VerificationInput input) {
    this.input = input;
    this.comparison = new EntryComparison(input.release(), input.files());
  }

  ContentsResult check(MaterialSet set, Findings findings) {
    Manifest manifest = set.listing();
    manifest.problems().forEach(findings::add);
    if (!manifest.isRead()) {
      return ContentsResult.NOTHING_COMPARED;
    }
    findings.passUnlessFailed(Check.MANIFEST, count(manifest.entries().size(), "entry", "entries"));
    ManifestEntries manifests = new ManifestEntries(set, input.materialSets());
    List<EntryResult> results =
        manifest.entries().stream().map(entry -> explain(entry, manifests)).toList();
    ContentsResult contents = contents(results, set.manifest().path());
    judge(contents, findings);
    return contents;
  }

  private EntryResult explain(ManifestEntry entry, ManifestEntries manifests) {
    return manifests.areAbout(entry.path()) && !comparison.matchesTag(entry)
        ? manifests.explain(entry)
        : comparison.explain(entry);
  }

  private ContentsResult contents(List<EntryResult> results, String manifest) {
    Set<String> listed = new HashSet<>();
    results.forEach(result -> listed.add(result.entry().path()));
    listed.add(manifest);
    Set<String> earlier = input.contents().earlierMaterials();
    List<String> notListed =
        input.files().tree().entries().stream()
            .filter(entry -> entry.kind() != TreeEntry.Kind.DIRECTORY)
            .map(TreeEntry::path)
            .filter(path -> !listed.contains(path))
            .sorted()
            .toList();
    return new ContentsResult(
        results,
        notListed.stream()
            .filter(path -> !earlier.contains(path) && input.contents().wantsListed(path))
            .toList(),
        notListed.stream().filter(earlier::contains).toList());
  }

  private void judge(ContentsResult contents, Findings findings) {
    fail(
        findings,
        ReasonCode.CONTENTS_DIFFER,
        "the content at the tag",
        contents.ofKind(DiffersFromTag.class));
    fail(findings, ReasonCode.FILE_MISSING, "files of the tag", contents.ofKind(Missing.class));
    fail(findings, ReasonCode.NOT_A_REGULAR_FILE, "regular files", contents.ofKind(NotAFile.class));
    fail(
        findings,
        ReasonCode.ASSET_MISMATCH,
        "the signed assets",
        contents.ofKind(DiffersFromAsset.class));
    contents.ofKind(ManifestItselfDiffers.class).stream()
        .limit(MAX_OWN)
        .forEach(
            own ->
                findings.warn(
                    Check.CONTENTS,
                    ReasonCode.SELF_ENTRY_DIFFERS,
                    own.expected().hex(),
                    own.entry().digest().hex()));
    judgeUnlisted(contents.unlisted(), findings);
    judgeUnread(contents, findings);
    int matching = contents.ofKind(MatchesTag.class).size();
    int assets = contents.ofKind(MatchesAsset.class).size();
    if (matching + assets == 0 && contents.ofKind(NotRead.class).isEmpty()) {
      findings.fail(
          Check.CONTENTS,
          ReasonCode.NOTHING_MATCHED,
          "at least one file of the release",
          "none among " + count(contents.entries().size(), "entry", "entries"));
    }
    findings.passUnlessFailed(
        Check.CONTENTS,
        count(matching, "file matches", "files match")
            + " commit "
            + input.release().commit()
            + (assets == 0 ? "" : "; " + count(assets, "asset matches", "assets match")));
  }

  /** What a limit left unread is neither good nor bad, and no verdict is complete without it. */
  private void judgeUnread(ContentsResult contents, Findings findings) {
    List<NotRead> unread = contents.ofKind(NotRead.class);
    if (!unread.isEmpty() || input.files().tree().incomplete().isPresent()) {
      findings.undecided(
          Check.CONTENTS,
          ReasonCode.CONTENT_LIMIT_REACHED,
          "every listed file read",
          Stream.of(input.files().tree().incomplete(), input.files().unreadAssets())
                  .flatMap(Optional::stream)
                  .map(reason -> reason + "; ")
                  .reduce("", String::concat)
              + (unread.isEmpty() ? "every listed file was read" : "not read: " + name(unread)));
    }
  }

  private void judgeUnlisted(List<String> unlisted, Findings findings) {
    if (unlisted.isEmpty()) {
      return;
    }
    String expected = "every file of the tag listed";
    String actual =
        namePaths(unlisted.subList(0, Math.min(NAMED, unlisted.size())), unlisted.size());
    switch (input.contents().unlisted()) {
      case FAIL -> findings.fail(Check.CONTENTS, ReasonCode.FILE_UNLISTED, expected, actual);
      case WARN -> findings.warn(Check.CONTENTS, ReasonCode.FILE_UNLISTED, expected, actual);
      case IGNORE -> {}
    }
  }

  private static void fail(
      Findings findings, ReasonCode reason, String expected, List<? extends EntryResult> results) {
    if (!results.isEmpty()) {
      findings.fail(Check.CONTENTS, reason, expected, name(results));
    }
  }

  private static String name(List<? extends EntryResult> results) {
    return namePaths(
        results.stream().limit(NAMED).map(result -> result.entry().path()).toList(),
        results.size());
  }

  private static String namePaths(List<String> first, int all) {
    String named = String.join(", ", first);
    return all <= first.size() ? named : named + " and " + (all - first.size()) + " more";
  }

  private static String count(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
