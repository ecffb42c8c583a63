package dev.countersign.report;

import java.nio.charset.StandardCharsets;

/** One line of plain text for the list of checks. */
final class Title {
  /** Most chars of a foreign name within a title. */
  static final int MAX_NAME = 60;

  private static final int MAX_BYTES = 255;

  private Title() {}

  /** A foreign name for use within a title. */
  static String name(String foreign) {
    return VisibleText.of(foreign, MAX_NAME);
  }

  /** The line, shortened to 255 bytes of UTF-8. */
  static String of(String line) {
    int length = MAX_BYTES;
    String title = VisibleText.of(line, length);
    while (title.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      title = VisibleText.of(line, --length);
    }
    return title;
  }
}
