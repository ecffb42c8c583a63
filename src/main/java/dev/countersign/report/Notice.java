package dev.countersign.report;

import dev.countersign.report.CheckReport.Conclusion;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * A comment or an issue about a check run, in the same words: a check run on a commit notifies
 * nobody.
 *
 * @param title one line
 * @param markdown at most {@link #MAX_BYTES} bytes of UTF-8; it mentions nobody
 */
public record Notice(String title, String markdown) {
  /** Largest text: GitHub stores 65,536 characters of a comment. */
  public static final int MAX_BYTES = 60_000;

  public Notice {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(markdown, "markdown");
  }

  /**
   * What a check run says, for those who do not see it.
   *
   * @param page where more is said
   */
  public static Notice of(CheckReport report, Optional<URI> page) {
    BoundedMarkdown markdown = new BoundedMarkdown(MAX_BYTES);
    markdown.add("### %s %s".formatted(mark(report), Markdown.sentence(report.title())));
    BoundedMarkdown.blocks(report.summary()).stream()
        .filter(block -> !BoundedMarkdown.isFold(block))
        .forEach(markdown::add);
    page.filter(Markdown::isPlainAddress)
        .ifPresent(address -> markdown.add("[The whole verdict](%s)".formatted(address)));
    return new Notice(report.title(), markdown.finish());
  }

  /** What is said when the release verifies again. */
  public static String resolved(String tag) {
    return "%s is verified now, so this is settled.".formatted(Markdown.code(tag, Title.MAX_NAME));
  }

  /** What is said when there is nothing to tell of any more: the report's title. */
  public static String closing(CheckReport report) {
    return Markdown.sentence(report.title()) + ".";
  }

  private static String mark(CheckReport report) {
    return switch (report.conclusion().orElse(Conclusion.TIMED_OUT)) {
      case SUCCESS, NEUTRAL -> "✅";
      case FAILURE -> "❌";
      case TIMED_OUT, ACTION_REQUIRED -> "❔";
    };
  }
}
