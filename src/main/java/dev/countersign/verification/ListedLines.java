package dev.countersign.verification;

import dev.countersign.verification.ManifestLine.Listed;
import java.security.MessageDigest;
import java.util.BitSet;
import java.util.stream.LongStream;

/**
 * The lines of a manifest that list a file, in its order. Only where they stand is kept, eight
 * bytes for each; what they say is read when it is asked for.
 */
final class ListedLines {
  private final byte[] content;
  private final long[] positions;

  private ListedLines(byte[] content, long[] positions) {
    this.content = content;
    this.positions = positions;
  }

  static ListedLines none() {
    return new ListedLines(new byte[0], new long[0]);
  }

  int size() {
    return positions.length;
  }

  /** What the line says. */
  Listed listed(int index) {
    int start = offset(index);
    return (Listed) ManifestLineReader.read(content, start, endOfLine(content, start));
  }

  /** Number of the line in the manifest, from 1. */
  int number(int index) {
    return (int) positions[index];
  }

  /** How many bytes are above the line. */
  int offset(int index) {
    return (int) (positions[index] >>> 32);
  }

  /** Feeds {@code hash} the bytes from {@code start} to before {@code end}. */
  void hash(int start, int end, MessageDigest hash) {
    hash.update(content, start, end - start);
  }

  /** Those of {@code indexes} alone. */
  ListedLines only(BitSet indexes) {
    return new ListedLines(content, indexes.stream().mapToLong(i -> positions[i]).toArray());
  }

  /** Where the line that begins at {@code start} has its line feed, or the content its end. */
  static int endOfLine(byte[] content, int start) {
    int end = start;
    while (end < content.length && content[end] != '\n') {
      end++;
    }
    return end;
  }

  /** Gathers lines as they are found. */
  static final class Builder {
    private final byte[] content;
    private final LongStream.Builder positions = LongStream.builder();

    /** Lines of {@code content}, which is kept uncopied and must not change. */
    Builder(byte[] content) {
      this.content = content;
    }

    void add(int offset, int number) {
      positions.add((long) offset << 32 | number);
    }

    ListedLines build() {
      return new ListedLines(content, positions.build().toArray());
    }
  }
}
