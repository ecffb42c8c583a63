package dev.countersign.verification;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One element among bytes in DER, by its place: whoever writes a structure again without one of its
 * parts leaves the others as they were, byte by byte.
 *
 * @param bytes what it stands in; not copied
 * @param begin where its tag is, which takes one byte
 * @param content where its content begins
 * @param end behind its content
 * @see <a href="https://www.itu.int/rec/T-REC-X.690">X.690, 8.1 and 10.1</a>
 */
record DerElement(byte[] bytes, int begin, int content, int end) {
  /** Tag of a BOOLEAN. */
  static final int BOOLEAN = 0x01;

  /** Tag of an INTEGER. */
  static final int INTEGER = 0x02;

  /** Tag of an OCTET STRING. */
  static final int OCTET_STRING = 0x04;

  /** Tag of an OBJECT IDENTIFIER. */
  static final int OBJECT_IDENTIFIER = 0x06;

  /** Tag of a UTF8String. */
  static final int UTF8_STRING = 0x0c;

  /** Tag of a SEQUENCE. */
  static final int SEQUENCE = 0x30;

  private static final int LONG_FORM = 0x80;
  private static final int MAX_LENGTH_BYTES = 3;

  /**
   * The one element that {@code bytes} are.
   *
   * @throws IllegalArgumentException if they are something else
   */
  static DerElement of(byte[] bytes) {
    DerElement element = at(bytes, 0, bytes.length);
    require(element.end == bytes.length);
    return element;
  }

  /**
   * The content of the one element with this tag that {@code der} is, in its one encoding.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static byte[] onlyValue(int tag, byte[] der) {
    DerElement element = of(der);
    require(element.hasShortestLength());
    return element.value(tag);
  }

  /** Whether it has this tag. */
  boolean hasTag(int tag) {
    return Byte.toUnsignedInt(bytes[begin]) == tag;
  }

  /** Whether its length is written in as few bytes as it can be (10.1). */
  boolean hasShortestLength() {
    return content - begin == 2 + lengthBytes(end - content);
  }

  /**
   * Its content, where it has this tag, whatever the form of its length.
   *
   * @throws IllegalArgumentException if it has another
   */
  byte[] value(int tag) {
    require(hasTag(tag));
    return Arrays.copyOfRange(bytes, content, end);
  }

  /**
   * The first of the elements that its content consists of.
   *
   * @throws IllegalArgumentException if it consists of something else
   */
  DerElement first() {
    return at(bytes, content, end);
  }

  /**
   * The one element that its content is.
   *
   * @throws IllegalArgumentException if it is something else
   */
  DerElement only() {
    DerElement only = first();
    require(only.end == end);
    return only;
  }

  /**
   * The elements that its content consists of.
   *
   * @throws IllegalArgumentException if it consists of something else
   */
  List<DerElement> parts() {
    List<DerElement> parts = new ArrayList<>();
    int next = content;
    while (next < end) {
      DerElement part = at(bytes, next, end);
      parts.add(part);
      next = part.end;
    }
    return parts;
  }

  /** Its bytes. */
  byte[] encoded() {
    return Arrays.copyOfRange(bytes, begin, end);
  }

  /** Writes its bytes. */
  void writeTo(ByteArrayOutputStream out) {
    out.write(bytes, begin, end - begin);
  }

  /** The bytes of an element with the tag of this one and another content. */
  byte[] withContent(byte[] other) {
    int lengthBytes = lengthBytes(other.length);
    ByteBuffer out = ByteBuffer.allocate(2 + lengthBytes + other.length).put(bytes[begin]);
    if (lengthBytes == 0) {
      out.put((byte) other.length);
    } else {
      out.put((byte) (LONG_FORM | lengthBytes));
      for (int i = lengthBytes - 1; i >= 0; i--) {
        out.put((byte) (other.length >> (i * Byte.SIZE)));
      }
    }
    return out.put(other).array();
  }

  /** How many bytes the shortest way to write a length takes, besides the first. */
  private static int lengthBytes(int length) {
    return length < LONG_FORM ? 0 : length < 1 << 8 ? 1 : length < 1 << 16 ? 2 : MAX_LENGTH_BYTES;
  }

  private static DerElement at(byte[] bytes, int begin, int limit) {
    require(begin + 2 <= limit);
    int length = Byte.toUnsignedInt(bytes[begin + 1]);
    int content = begin + 2;
    if (length >= LONG_FORM) {
      int lengthBytes = length - LONG_FORM;
      require(
          lengthBytes >= 1 && lengthBytes <= MAX_LENGTH_BYTES && content + lengthBytes <= limit);
      length = 0;
      for (int i = 0; i < lengthBytes; i++) {
        length = (length << Byte.SIZE) | Byte.toUnsignedInt(bytes[content + i]);
      }
      content += lengthBytes;
    }
    require(length <= limit - content);
    return new DerElement(bytes, begin, content, content + length);
  }

  private static void require(boolean wellFormed) {
    if (!wellFormed) {
      throw new IllegalArgumentException("not well-formed DER");
    }
  }
}
