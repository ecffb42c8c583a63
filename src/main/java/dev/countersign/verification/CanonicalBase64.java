package dev.countersign.verification;

import java.nio.charset.StandardCharsets;
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
    return decode(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * The bytes that a text stands for.
   *
   * @throws IllegalArgumentException if it is no canonical base64
   */
  static byte[] decode(byte[] text) {
    byte[] bytes = Base64.getDecoder().decode(text);
    // The decoder takes no other characters, so that only the last group has several spellings.
    int lastGroup = Math.max(0, bytes.length - 1) / 3 * 3;
    byte[] last = Base64.getEncoder().encode(Arrays.copyOfRange(bytes, lastGroup, bytes.length));
    if (text.length % 4 != 0
        || !Arrays.equals(Arrays.copyOfRange(text, text.length - last.length, text.length), last)) {
      throw new IllegalArgumentException("base64 in another than its canonical form");
    }
    return bytes;
  }

  /** Base64 that is broken into lines, as one line. */
  static byte[] joined(byte[] lines) {
    byte[] line = new byte[lines.length];
    int kept = 0;
    for (byte character : lines) {
      if (!isWhiteSpace(character)) {
        line[kept++] = character;
      }
    }
    return Arrays.copyOf(line, kept);
  }

  private static boolean isWhiteSpace(byte character) {
    return character == ' ' || (character >= '\t' && character <= '\r');
  }
}
