package dev.countersign.report;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A remark on one line of a file, shown as plain text beside it and in the check run.
 *
 * @param path of the file, from the repository's root
 * @param line from 1
 * @param level how bad it is
 * @param title one line, at most {@link #MAX_TITLE} chars
 * @param message lines of text, at most {@link #MAX_MESSAGE_BYTES} bytes of UTF-8
 * @see <a href="https://docs.github.com/en/rest/checks/runs#update-a-check-run">REST API: update a
 *     check run</a>
 */
public record Annotation(String path, int line, Level level, String title, String message) {
  /** Longest title that GitHub takes, in chars. */
  public static final int MAX_TITLE = 255;

  /** Largest message that GitHub takes, in bytes of UTF-8. */
  public static final int MAX_MESSAGE_BYTES = 64 * 1024;

  public Annotation {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(level, "level");
    if (line < 1) {
      throw new IllegalArgumentException("lines count from 1, found: " + line);
    }
    if (title.length() > MAX_TITLE) {
      throw new IllegalArgumentException(
          "expected a title of at most %d chars, found %d".formatted(MAX_TITLE, title.length()));
    }
    int bytes = message.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > MAX_MESSAGE_BYTES) {
      throw new IllegalArgumentException(
          "expected a message of 1 to %d bytes, found %d".formatted(MAX_MESSAGE_BYTES, bytes));
    }
  }

  /** How bad it is, the worst first. */
  public enum Level {
    FAILURE,
    WARNING,
    NOTICE
  }
}
