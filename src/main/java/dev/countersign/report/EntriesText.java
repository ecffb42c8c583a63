package dev.countersign.report;

import static dev.countersign.report.Markdown.code;

import dev.countersign.verification.ContentsResult;
import dev.countersign.verification.EntryResult;
import dev.countersign.verification.EntryResult.DiffersFromAsset;
import dev.countersign.verification.EntryResult.DiffersFromTag;
import dev.countersign.verification.EntryResult.GitInternal;
import dev.countersign.verification.EntryResult.GitInternalConfirmed;
import dev.countersign.verification.EntryResult.GitInternalNotCheckable;
import dev.countersign.verification.EntryResult.ManifestItself;
import dev.countersign.verification.EntryResult.ManifestItselfDiffers;
import dev.countersign.verification.EntryResult.MatchesAsset;
import dev.countersign.verification.EntryResult.MatchesTag;
import dev.countersign.verification.EntryResult.Missing;
import dev.countersign.verification.EntryResult.NotAFile;
import dev.countersign.verification.EntryResult.NotRead;
import dev.countersign.verification.Resemblance;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The details about a manifest's entries: first what is wrong, then what is right. */
final class EntriesText {
  /** Git internals of one kind that are named: the good ones, and those that are not checkable. */
  private static final int MAX_EXAMPLES = 5;

  private static final int MAX_NAMED = 50;

  private static final int MAX_PATH = 200;

  private EntriesText() {}

  static void add(ContentsResult contents, BoundedMarkdown markdown) {
    List<EntryResult> wrong = select(contents, EntriesText::isWrong);
    List<EntryResult> right = select(contents, EntriesText::isRight);
    List<EntryResult> internals = select(contents, EntriesText::isGitInternal);
    if (!wrong.isEmpty()) {
      markdown.add("**Entries that are not as the tag has them**");
      markdown.within(markdown.room() * 2 / 3, () -> entries(wrong, markdown));
    }
    markdown.within(
        markdown.room() / 2,
        () ->
            markdown.fold(
                "Files of the tag that the manifest does not list (%s)"
                    .formatted(Wording.number(contents.unlisted().size())),
                () -> unlisted(contents, markdown)));
    markdown.fold(
        "Entries below .git/ (%s)".formatted(Wording.number(internals.size())),
        () -> gitInternals(contents, markdown));
    markdown.fold(
        "Entries that match (%s)".formatted(Wording.number(right.size())),
        () -> entries(right, markdown));
  }

  private static void unlisted(ContentsResult contents, BoundedMarkdown markdown) {
    markdown.table(
        Markdown.tableHead("File"),
        contents.unlisted(),
        path -> Markdown.row(code(path, MAX_PATH)));
  }

  private static void entries(List<EntryResult> results, BoundedMarkdown markdown) {
    markdown.table(
        Markdown.tableHead("Line", "Path", "Result", "SHA-256 in the manifest"),
        results,
        result ->
            Markdown.row(
                Wording.number(result.entry().line()),
                code(result.entry().path(), MAX_PATH),
                outcome(result),
                code(result.entry().digest().hex())));
  }

  private static void gitInternals(ContentsResult contents, BoundedMarkdown markdown) {
    List<GitInternalConfirmed> confirmed = contents.ofKind(GitInternalConfirmed.class);
    for (GitInternal kind : GitInternal.values()) {
      List<GitInternalConfirmed> results =
          confirmed.stream().filter(result -> result.kind() == kind).toList();
      group("✅ **Confirmed (%s):** " + origin(kind), results, MAX_EXAMPLES, markdown);
    }
    group(
        "➖ **Not checkable (%s):** they belong to the machine that made the release. This is"
            + " harmless, because Git never takes these files from a repository, so nobody gets"
            + " them.",
        contents.ofKind(GitInternalNotCheckable.class), MAX_NAMED, markdown);
  }

  private static void group(
      String title, List<? extends EntryResult> results, int most, BoundedMarkdown markdown) {
    if (results.isEmpty()) {
      return;
    }
    String named =
        results.stream()
            .limit(most)
            .map(result -> code(result.entry().path(), MAX_PATH))
            .collect(Collectors.joining(", "));
    String more =
        results.size() > most
            ? " and %s more".formatted(Wording.number(results.size() - most))
            : "";
    markdown.add(title.formatted(Wording.number(results.size())) + " " + named + more);
  }

  private static String origin(GitInternal kind) {
    return switch (kind) {
      case DETERMINED_BY_TAG -> "their content follows from the tag.";
      case OBJECT_OF_TAG -> "they are named after objects of the tagged commit.";
      case STOCK_TEMPLATE -> "they are templates that Git installs unchanged.";
    };
  }

  private static boolean isGitInternal(EntryResult result) {
    return result instanceof GitInternalConfirmed || result instanceof GitInternalNotCheckable;
  }

  private static boolean isRight(EntryResult result) {
    return result instanceof MatchesTag
        || result instanceof MatchesAsset
        || result instanceof ManifestItself;
  }

  private static boolean isWrong(EntryResult result) {
    return !isRight(result) && !isGitInternal(result);
  }

  private static String outcome(EntryResult result) {
    if (result instanceof MatchesTag) {
      return "✅ matches the tag";
    } else if (result instanceof MatchesAsset) {
      return "✅ matches the release's asset";
    } else if (result instanceof ManifestItself) {
      return "✅ a manifest of this release, as far as it was written";
    } else if (result instanceof DiffersFromTag differing) {
      return "❌ differs: the tag has "
          + code(differing.actual().hex())
          + differing.resemblance().map(what -> "; listed is " + words(what)).orElse("");
    } else if (result instanceof DiffersFromAsset differing) {
      return "❌ differs: the release's asset has " + code(differing.actual().hex());
    } else if (result instanceof Missing missing) {
      return "❌ neither at the tag nor an asset of the release"
          + missing.nearest().map(path -> "; the tag has " + code(path, MAX_PATH)).orElse("");
    } else if (result instanceof NotAFile other) {
      return "❌ no plain file but a " + Wording.words(other.kind());
    } else if (result instanceof NotRead) {
      return "❔ not read: a limit was reached";
    } else if (result instanceof ManifestItselfDiffers differing) {
      return "⚠️ a manifest of this release, which has " + code(differing.expected().hex());
    }
    throw new IllegalArgumentException("grouped, not listed: " + result);
  }

  private static String words(Resemblance resemblance) {
    return switch (resemblance) {
      case CRLF_LINE_ENDS -> "the same file with CR LF line ends";
      case LF_LINE_ENDS -> "the same file with LF line ends";
      case LFS_OBJECT -> "the Git LFS object that the tag's file points to";
      case LFS_POINTER -> "a Git LFS pointer to the tag's file";
      case DEFAULT_BRANCH -> "the file as it is on the default branch now";
      case CASE_ALIAS -> "the tag's file of a path that differs in case only";
    };
  }

  private static List<EntryResult> select(
      ContentsResult contents, Predicate<EntryResult> predicate) {
    return contents.entries().stream().filter(predicate).toList();
  }
}
