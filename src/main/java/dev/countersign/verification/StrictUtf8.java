package dev.countersign.verification;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/** UTF-8 as it is defined, without replacements for what is not UTF-8 (RFC 3629). */
final class StrictUtf8 {
  private StrictUtf8() {}

  /**
   * The text that {@code bytes} stand for.
   *
   * @throws CharacterCodingException if they are not UTF-8
   */
  static String text(byte[] bytes) throws CharacterCodingException {
    return endOfAscii(bytes, 0) == bytes.length
        ? new String(bytes, StandardCharsets.ISO_8859_1)
        : characters(bytes).toString();
  }

  /**
   * The characters that {@code bytes} stand for, in an array from its beginning.
   *
   * @throws CharacterCodingException if they are not UTF-8
   */
  static CharBuffer characters(byte[] bytes) throws CharacterCodingException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer text = CharBuffer.allocate(bytes.length);
    int at = 0;
    while (at < bytes.length) {
      int end = endOfAscii(bytes, at);
      putAscii(bytes, at, end, text);
      at = endOfOthers(bytes, end);
      text.put(decoder.decode(ByteBuffer.wrap(bytes, end, at - end)));
    }
    return text.flip();
  }

  /** The JDK copies many of these at a time, but decodes them one by one. */
  private static void putAscii(byte[] bytes, int begin, int end, CharBuffer text) {
    int length = end - begin;
    new String(bytes, begin, length, StandardCharsets.ISO_8859_1)
        .getChars(0, length, text.array(), text.position());
    text.position(text.position() + length);
  }

  private static int endOfAscii(byte[] bytes, int begin) {
    int end = begin;
    while (end < bytes.length && bytes[end] >= 0) {
      end++;
    }
    return end;
  }

  /** Characters beyond ASCII consist of bytes beyond ASCII. */
  private static int endOfOthers(byte[] bytes, int begin) {
    int end = begin;
    while (end < bytes.length && bytes[end] < 0) {
      end++;
    }
    return end;
  }
}
