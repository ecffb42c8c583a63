package dev.countersign.report;

import static dev.countersign.report.Markdown.code;

import dev.countersign.verification.ContentsResult;
import dev.countersign.verification.EntryResult;
import dev.countersign.verification.EntryResult.GitInternalConfirmed;
import dev.countersign.verification.EntryResult.GitInternalNotCheckable;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The details about a manifest's entries: the numbers, then what is wrong, then all the rest. */
final class EntriesText {
  /** Git internals of one kind that are named: the good ones, and those that are not checkable. */
  private static final int MAX_EXAMPLES = 5;

  private static final int MAX_NAMED = 50;

  private static final int MAX_PATH = 200;

  private EntriesText() {}

  static void add(ContentsResult contents, BoundedMarkdown markdown) {
    markdown.add("**Contents:** " + ContentsCount.of(contents));
    int wrong = (int) wrong(contents).count();
    if (wrong > 0) {
      markdown.add("**Entries that need attention**");
      markdown.within(
          markdown.room() * 2 / 3, () -> entries(wrong, wrong(contents).iterator(), markdown));
    }
    markdown.within(
        markdown.room() / 2,
        () ->
            markdown.fold(
                "Files of the tag that the manifest does not list (%s)"
                    .formatted(Wording.number(contents.unlisted().size())),
                () -> unlisted(contents, markdown)));
    markdown.fold(
        "Entries below .git/ (%s)".formatted(Wording.number(gitInternals(contents).count())),
        () -> gitInternals(contents, markdown));
    int others = contents.entries().size() - wrong;
    markdown.fold(
        "All %sentries (%s)".formatted(wrong > 0 ? "other " : "", Wording.number(others)),
        () -> entries(others, others(contents).iterator(), markdown));
  }

  private static void unlisted(ContentsResult contents, BoundedMarkdown markdown) {
    markdown.table(
        Markdown.tableHead("File"),
        contents.unlisted(),
        path -> Markdown.row(code(path, MAX_PATH)));
  }

  private static void entries(int count, Iterator<EntryResult> results, BoundedMarkdown markdown) {
    markdown.table(
        Markdown.tableHead("Line", "Path", "Result", "Digest in the manifest"),
        count,
        results,
        EntriesText::row);
  }

  private static String row(EntryResult result) {
    EntryText text = EntryText.of(result);
    return Markdown.row(
        Wording.number(result.entry().line()),
        code(result.entry().path(), MAX_PATH),
        text.mark() + " " + text.outcome().apply(Markup.MARKDOWN),
        code(result.entry().digest().hex()));
  }

  private static void gitInternals(ContentsResult contents, BoundedMarkdown markdown) {
    for (GitInternalsText group : GitInternalsText.of(contents)) {
      int most = group.confirmed() ? MAX_EXAMPLES : MAX_NAMED;
      add(group.title(Markup.MARKDOWN), group.results(), most, markdown);
    }
  }

  private static void add(
      String title, List<? extends EntryResult> results, int most, BoundedMarkdown markdown) {
    String named =
        results.stream()
            .limit(most)
            .map(result -> code(result.entry().path(), MAX_PATH))
            .collect(Collectors.joining(", "));
    String more =
        results.size() > most
            ? " and %s more".formatted(Wording.number(results.size() - most))
            : "";
    markdown.add(title + " " + named + more);
  }

  private static Stream<EntryResult> wrong(ContentsResult contents) {
    return contents.entries().stream().filter(EntriesText::isWrong);
  }

  private static Stream<EntryResult> others(ContentsResult contents) {
    return contents.entries().stream().filter(result -> !isWrong(result));
  }

  private static Stream<EntryResult> gitInternals(ContentsResult contents) {
    return contents.entries().stream()
        .filter(
            result ->
                result instanceof GitInternalConfirmed
                    || result instanceof GitInternalNotCheckable);
  }

  /** Whether the entry needs attention. */
  static boolean isWrong(EntryResult result) {
    return EntryText.of(result).remark().isPresent();
  }
}
