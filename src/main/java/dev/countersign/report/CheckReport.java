package dev.countersign.report;

import java.util.Objects;
import java.util.Optional;

/**
 * The content of a check run, ready to be posted.
 *
 * @param conclusion how it ended; empty while it is in progress
 * @param title one line
 * @param summary Markdown, at most {@link #MAX_BYTES} bytes of UTF-8
 * @param text Markdown, at most {@link #MAX_BYTES} bytes of UTF-8
 * @see <a href="https://docs.github.com/en/rest/checks/runs">REST API: check runs</a>
 */
public record CheckReport(
    Optional<Conclusion> conclusion, String title, String summary, String text) {
  /** Name of the check run, as a branch protection rule refers to it. */
  public static final String NAME = "Countersign";

  /** Largest summary and text that GitHub stores, in bytes of UTF-8. */
  public static final int MAX_BYTES = 65_535;

  public CheckReport {
    Objects.requireNonNull(conclusion, "conclusion");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(summary, "summary");
    Objects.requireNonNull(text, "text");
  }

  /**
   * How a check run ends. {@code neutral} and {@code skipped} pass a required check: never used.
   */
  public enum Conclusion {
    SUCCESS,
    FAILURE,
    TIMED_OUT,
    ACTION_REQUIRED
  }
}
