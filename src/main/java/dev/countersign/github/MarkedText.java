package dev.countersign.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A text of ours that ends in the line by which it is found again, and which readers do not see.
 *
 * @param marker our id of the text
 * @param markdown what readers see
 */
record MarkedText(String marker, String markdown) {
  /** The longest text of a comment or an issue that GitHub takes, this line included. */
  static final int MAX_CHARACTERS = 65_536;

  private static final Pattern MARKER = Pattern.compile("(?!.*--)[\\x20-\\x7e&&[^>]]+");

  MarkedText {
    Objects.requireNonNull(markdown, "markdown");
    if (!MARKER.matcher(marker).matches()) {
      throw new IllegalArgumentException("cannot be hidden in a comment of HTML: " + marker);
    }
    int length = body(marker, markdown).length();
    if (length > MAX_CHARACTERS) {
      throw new IllegalArgumentException(
          "expected at most %d characters, found %d".formatted(MAX_CHARACTERS, length));
    }
  }

  /** The whole text as it is sent. */
  String body() {
    return body(marker, markdown);
  }

  /**
   * Whether a comment or an issue is this App's with this marker. Anybody can write the marker:
   * only GitHub says who did.
   */
  boolean isOf(JsonNode node, long appId) {
    String body = readable(node);
    String last = body.substring(body.lastIndexOf('\n') + 1);
    return node.at("/performed_via_github_app/id").asLong(-1) == appId && last.equals(line(marker));
  }

  /** Whether a comment or an issue reads so already. */
  boolean isSaidBy(JsonNode node) {
    return readable(node).equals(body());
  }

  /** GitHub may hand out other line ends than it was given. */
  private static String readable(JsonNode node) {
    return node.path("body").asText("").replace("\r\n", "\n").stripTrailing();
  }

  private static String body(String marker, String markdown) {
    return markdown.replace("\r\n", "\n").stripTrailing() + "\n\n" + line(marker);
  }

  private static String line(String marker) {
    return "<!-- countersign:" + marker + " -->";
  }
}
