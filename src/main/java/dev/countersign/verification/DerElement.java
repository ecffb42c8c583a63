package dev.countersign.verification;

import java.io.ByteArrayOutputStream;
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
  private static final int OCTET_STRING = 4;
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
   * The content of the one octet string that {@code der} is, in its one encoding.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static byte[] octets(byte[] der) {
    DerElement element = of(der);
    byte[] octets = Arrays.copyOfRange(der, element.content, element.end);
    require(element.hasTag(OCTET_STRING) && Arrays.equals(element.withContent(octets), der));
    return octets;
  }

  /** Whether it has this tag. */
  boolean hasTag(int tag) {
    return Byte.toUnsignedInt(bytes[begin]) == tag;
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

  /** The bytes of an element with the tag of this one and another content. */
  byte[] withContent(byte[] other) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(other.length + 2 + MAX_LENGTH_BYTES);
    out.write(bytes[begin]);
    if (other.length < LONG_FORM) {
      out.write(other.length);
    } else {
      int lengthBytes = other.length < 1 << 8 ? 1 : other.length < 1 << 16 ? 2 : MAX_LENGTH_BYTES;
      out.write(LONG_FORM | lengthBytes);
      for (int i = lengthBytes - 1; i >= 0; i--) {
        out.write(other.length >> (i * Byte.SIZE));
      }
    }
    out.writeBytes(other);
    return out.toByteArray();
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
