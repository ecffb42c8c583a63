package dev.countersign.verification;

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
    if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
      throw new IllegalArgumentException("base64 in another than its canonical form");
    }
    return bytes;
  }
}
