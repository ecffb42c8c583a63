package dev.countersign.report;

import static dev.countersign.report.Markdown.code;

import dev.countersign.verification.ContentsResult;
import dev.countersign.verification.EntryResult;
import dev.countersign.verification.EntryResult.DiffersFromTag;
import dev.countersign.verification.EntryResult.GitInternal;
import dev.countersign.verification.EntryResult.GitInternalConfirmed;
import dev.countersign.verification.EntryResult.GitInternalNotCheckable;
import dev.countersign.verification.EntryResult.ManifestItself;
import dev.countersign.verification.EntryResult.ManifestItselfDiffers;
import dev.countersign.verification.EntryResult.MatchesTag;
import dev.countersign.verification.EntryResult.MissingFromTag;
import dev.countersign.verification.EntryResult.NotAFile;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The details about a manifest's entries: first what is wrong, then what is right. */
final class EntriesText {
  /** Git internals of one kind that are named. */
  private static final int MAX_NAMED = 20;

  private static final int MAX_PATH = 200;

  private EntriesText() {}

  static void add(ContentsResult contents, BoundedMarkdown markdown) {
    List<EntryResult> wrong = select(contents, EntriesText::isWrong);
    List<EntryResult> right = select(contents, EntriesText::isRight);
    List<EntryResult> internals = select(contents, EntriesText::isGitInternal);
    if (!wrong.isEmpty()) {
      markdown.add("**Entries that are not as the tag has them**");
      entries(wrong, markdown);
    }
    if (!contents.unlisted().isEmpty()) {
      markdown.fold(
          "Files of the tag that the manifest does not list (%s)"
              .formatted(Wording.number(contents.unlisted().size())),
          () ->
              markdown.table(
                  Markdown.tableHead("File"),
                  contents.unlisted(),
                  path -> Markdown.row(code(path, MAX_PATH))));
    }
    if (!internals.isEmpty()) {
      markdown.fold(
          "Entries below .git/ (%s)".formatted(Wording.number(internals.size())),
          () -> gitInternals(contents, markdown));
    }
    if (!right.isEmpty()) {
      markdown.fold(
          "Entries that match (%s)".formatted(Wording.number(right.size())),
          () -> entries(right, markdown));
    }
  }

  private static void entries(List<EntryResult> results, BoundedMarkdown markdown) {
    markdown.table(
        Markdown.tableHead("Line", "Path", "Result", "SHA-256 in the manifest"),
        results,
        result ->
            Markdown.row(
                Integer.toString(result.entry().line()),
                code(result.entry().path(), MAX_PATH),
                outcome(result),
                code(result.entry().digest().hex())));
  }

  private static void gitInternals(ContentsResult contents, BoundedMarkdown markdown) {
    List<GitInternalConfirmed> confirmed = contents.ofKind(GitInternalConfirmed.class);
    for (GitInternal kind : GitInternal.values()) {
      group(
          origin(kind),
          confirmed.stream().filter(result -> result.kind() == kind).toList(),
          markdown);
    }
    group(
        "➖ **Not checkable:** they belong to the machine that made the release. That is harmless:"
            + " Git never takes these files from a repository, so they reach nobody",
        contents.ofKind(GitInternalNotCheckable.class),
        markdown);
  }

  private static void group(
      String title, List<? extends EntryResult> results, BoundedMarkdown markdown) {
    if (results.isEmpty()) {
      return;
    }
    String named =
        results.stream()
            .limit(MAX_NAMED)
            .map(result -> code(result.entry().path(), MAX_PATH))
            .collect(Collectors.joining(", "));
    String more =
        results.size() > MAX_NAMED
            ? " and %s more".formatted(Wording.number(results.size() - MAX_NAMED))
            : "";
    markdown.add("%s (%s): %s%s".formatted(title, Wording.number(results.size()), named, more));
  }

  private static String origin(GitInternal kind) {
    return switch (kind) {
      case DETERMINED_BY_TAG -> "✅ **Confirmed, they follow from the tag**";
      case OBJECT_OF_TAG -> "✅ **Confirmed, they are named after objects of the tagged commit**";
      case STOCK_TEMPLATE -> "✅ **Confirmed, they are templates that Git installs unchanged**";
    };
  }

  private static boolean isGitInternal(EntryResult result) {
    return result instanceof GitInternalConfirmed || result instanceof GitInternalNotCheckable;
  }

  private static boolean isRight(EntryResult result) {
    return result instanceof MatchesTag || result instanceof ManifestItself;
  }

  private static boolean isWrong(EntryResult result) {
    return !isRight(result) && !isGitInternal(result);
  }

  private static String outcome(EntryResult result) {
    if (result instanceof MatchesTag) {
      return "✅ matches the tag";
    } else if (result instanceof ManifestItself) {
      return "✅ the manifest itself: digest of the lines above this one";
    } else if (result instanceof DiffersFromTag differing) {
      return "❌ differs: the tag has " + code(differing.actual().hex());
    } else if (result instanceof MissingFromTag) {
      return "❌ not at the tag";
    } else if (result instanceof NotAFile other) {
      return "❌ no plain file but a " + Wording.words(other.kind());
    } else if (result instanceof ManifestItselfDiffers differing) {
      return "❌ the manifest itself, expected " + code(differing.expected().hex());
    }
    throw new IllegalArgumentException("grouped, not listed: " + result);
  }

  private static List<EntryResult> select(
      ContentsResult contents, Predicate<EntryResult> predicate) {
    return contents.entries().stream().filter(predicate).toList();
  }
}
