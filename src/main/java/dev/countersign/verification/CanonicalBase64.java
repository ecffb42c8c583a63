package dev.countersign.verification;

import java.util.Arrays;
import java.util.Base64;

/**
 * Base64 in its one canonical form: the standard alphabet, padded, no bits left over. Of several
 * spellings of the same bytes only this one is read.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4648#section-3.5">RFC 4648, 3.5</a>
 */
final class CanonicalBase64 {
  private CanonicalBase64() {}

  /**
   * The bytes that {@code text} stands for.
   *
   * @throws IllegalArgumentException if it is no canonical base64
   */
  static byte[] decode(String text) {
    byte[] bytes = Base64.getDecoder().decode(text);
    // The decoder takes no other characters, so that only the last group has several spellings.
    int lastGroup = Math.max(0, bytes.length - 1) / 3 * 3;
    byte[] last = Arrays.copyOfRange(bytes, lastGroup, bytes.length);
    if (!text.endsWith(Base64.getEncoder().encodeToString(last))) {
      throw new IllegalArgumentException("base64 in another than its canonical form");
    }
    return bytes;
  }

  /** Base64 that is broken into lines, as one line. */
  static String joined(String lines) {
    char[] characters = lines.toCharArray();
    int kept = 0;
    for (char character : characters) {
      if (!isWhiteSpace(character)) {
        characters[kept++] = character;
      }
    }
    return new String(characters, 0, kept);
  }

  private static boolean isWhiteSpace(char character) {
    return character == ' ' || (character >= '\t' && character <= '\r');
  }
}
