package dev.countersign.verification;

import dev.countersign.verification.EntryResult.DiffersFromTag;
import dev.countersign.verification.EntryResult.ManifestItself;
import dev.countersign.verification.EntryResult.ManifestItselfDiffers;
import dev.countersign.verification.EntryResult.MatchesTag;
import dev.countersign.verification.EntryResult.MissingFromTag;
import dev.countersign.verification.EntryResult.NotAFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares every entry of a manifest with the tagged tree, and the tree with the manifest. */
final class ContentsCheck {
  private static final Digest OF_NOTHING = Digest.sha256(new byte[0]);
  private static final int NAMED = 3;

  private final VerificationInput input;
  private final Map<String, TreeEntry> byPath;
  private final GitInternals gitInternals;

  ContentsCheck(VerificationInput input) {
    this.input = input;
    this.byPath =
        input.tree().entries().stream()
            .collect(Collectors.toMap(TreeEntry::path, Function.identity()));
    this.gitInternals = new GitInternals(input.release(), input.tree());
  }

  ContentsResult check(MaterialFile manifestFile, Findings findings) {
    Manifest manifest = Manifest.parse(manifestFile.content());
    checkManifest(manifest, findings);
    Map<Integer, Digest> above = manifest.digestsAbove(manifestFile.path());
    List<EntryResult> results = new ArrayList<>();
    for (Manifest.Line line : manifest.lines()) {
      Digest prefix = above.get(line.offset());
      results.add(prefix == null ? compare(line.entry()) : itself(line.entry(), prefix));
    }
    ContentsResult contents = new ContentsResult(results, unlisted(manifest, manifestFile));
    judge(contents, findings);
    return contents;
  }

  private static void checkManifest(Manifest manifest, Findings findings) {
    manifest.problems().forEach(findings::add);
    if (manifest.lines().isEmpty()) {
      findings.fail(Check.MANIFEST, ReasonCode.MANIFEST_EMPTY, "at least one entry", "no entry");
    }
    Map<String, ManifestEntry> seen = new HashMap<>();
    int conflicts = 0;
    for (Manifest.Line line : manifest.lines()) {
      ManifestEntry entry = line.entry();
      ManifestEntry earlier = seen.putIfAbsent(entry.path(), entry);
      if (earlier != null
          && !earlier.digest().equals(entry.digest())
          && conflicts++ < Manifest.MAX_PROBLEMS) {
        findings.fail(
            Check.MANIFEST,
            ReasonCode.MANIFEST_ENTRY_CONFLICT,
            "line " + earlier.line() + ": " + earlier.digest() + " " + entry.path(),
            "line " + entry.line() + ": " + entry.digest() + " " + entry.path());
      }
    }
    findings.passUnlessFailed(Check.MANIFEST, count(manifest.lines().size(), "entry", "entries"));
  }

  private static EntryResult itself(ManifestEntry entry, Digest above) {
    return entry.digest().equals(above) || entry.digest().equals(OF_NOTHING)
        ? new ManifestItself(entry)
        : new ManifestItselfDiffers(entry, above);
  }

  private EntryResult compare(ManifestEntry entry) {
    if (GitInternals.isInternal(entry.path())) {
      return gitInternals.explain(entry);
    }
    TreeEntry found = byPath.get(entry.path());
    if (found == null) {
      return new MissingFromTag(entry);
    }
    if (found.kind() != TreeEntry.Kind.FILE) {
      return new NotAFile(entry, found.kind());
    }
    Digest actual = Objects.requireNonNull(input.tree().digests().get(entry.path()));
    return actual.equals(entry.digest())
        ? new MatchesTag(entry)
        : new DiffersFromTag(entry, actual);
  }

  private List<String> unlisted(Manifest manifest, MaterialFile manifestFile) {
    Set<String> listed = new HashSet<>();
    manifest.lines().forEach(line -> listed.add(line.entry().path()));
    listed.add(manifestFile.path());
    return input.tree().entries().stream()
        .filter(entry -> entry.kind() != TreeEntry.Kind.DIRECTORY)
        .map(TreeEntry::path)
        .filter(path -> !listed.contains(path))
        .filter(input.contents()::wantsListed)
        .sorted()
        .toList();
  }

  private void judge(ContentsResult contents, Findings findings) {
    fail(
        findings,
        ReasonCode.CONTENTS_DIFFER,
        "the content at the tag",
        contents.ofKind(DiffersFromTag.class));
    fail(
        findings,
        ReasonCode.FILE_MISSING,
        "files of the tag",
        contents.ofKind(MissingFromTag.class));
    fail(findings, ReasonCode.NOT_A_REGULAR_FILE, "regular files", contents.ofKind(NotAFile.class));
    contents.ofKind(ManifestItselfDiffers.class).stream()
        .limit(Manifest.MAX_PROBLEMS)
        .forEach(
            own ->
                findings.warn(
                    Check.CONTENTS,
                    ReasonCode.SELF_ENTRY_DIFFERS,
                    own.expected().hex(),
                    own.entry().digest().hex()));
    judgeUnlisted(contents.unlisted(), findings);
    int matching = contents.ofKind(MatchesTag.class).size();
    if (matching == 0) {
      findings.fail(
          Check.CONTENTS,
          ReasonCode.NOTHING_MATCHED,
          "at least one file of the tag",
          "none among " + count(contents.entries().size(), "entry", "entries"));
    }
    findings.passUnlessFailed(
        Check.CONTENTS,
        count(matching, "file matches", "files match") + " commit " + input.release().commit());
  }

  private void judgeUnlisted(List<String> unlisted, Findings findings) {
    if (unlisted.isEmpty()) {
      return;
    }
    String expected = "every file of the tag listed";
    String actual = name(unlisted);
    switch (input.contents().unlisted()) {
      case FAIL -> findings.fail(Check.CONTENTS, ReasonCode.FILE_UNLISTED, expected, actual);
      case WARN -> findings.warn(Check.CONTENTS, ReasonCode.FILE_UNLISTED, expected, actual);
      case IGNORE -> {}
    }
  }

  private static void fail(
      Findings findings, ReasonCode reason, String expected, List<? extends EntryResult> results) {
    if (!results.isEmpty()) {
      findings.fail(
          Check.CONTENTS,
          reason,
          expected,
          name(results.stream().map(result -> result.entry().path()).toList()));
    }
  }

  private static String name(List<String> paths) {
    String named = String.join(", ", paths.subList(0, Math.min(NAMED, paths.size())));
    return paths.size() <= NAMED ? named : named + " and " + (paths.size() - NAMED) + " more";
  }

  private static String count(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
