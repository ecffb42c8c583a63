package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;

/** Gathers the entries of a {@link TreeListing} in any order. */
public final class TreeListingBuilder {
  private static final int FIRST = 16;

  private byte[] paths = new byte[FIRST * FIRST];
  private int[] ends = new int[FIRST];
  private byte[] modes = new byte[FIRST];
  private byte[] ids = new byte[0];
  private long[] sizes = new long[FIRST];
  private int idLength;
  private int count;

  /** How many there are. */
  public int count() {
    return count;
  }

  /** Bytes of all paths together. */
  public int pathBytes() {
    return count == 0 ? 0 : ends[count - 1];
  }

  /**
   * Adds an entry.
   *
   * @param path from the root, without a slash at its end
   * @param objectId in hex, as long as all others
   * @param size bytes of a blob, 0 for the others
   * @throws IllegalArgumentException for what no tree has
   */
  public void add(String path, GitMode mode, String objectId, long size) {
    ObjectIds.require(objectId);
    add(path, mode, HexFormat.of().parseHex(objectId), size);
  }

  /** Adds an entry with its id as bytes. */
  public void add(String path, GitMode mode, byte[] id, long size) {
    if (path.isEmpty() || path.endsWith("/") || size < 0) {
      throw new IllegalArgumentException("expected an entry of a tree, found '" + path + "'");
    }
    if (count == 0) {
      idLength = id.length;
      ids = new byte[FIRST * idLength];
    } else if (id.length != idLength) {
      throw new IllegalArgumentException(
          "expected object ids of one length, found %d and %d bytes"
              .formatted(idLength, id.length));
    }
    byte[] key = (mode == GitMode.DIRECTORY ? path + "/" : path).getBytes(UTF_8);
    int start = pathBytes();
    int end = Math.addExact(start, key.length);
    grow(end);
    System.arraycopy(key, 0, paths, start, key.length);
    System.arraycopy(id, 0, ids, count * idLength, idLength);
    ends[count] = end;
    modes[count] = (byte) TreeListing.MODES.indexOf(mode);
    sizes[count] = size;
    count++;
  }

  /** Adds an entry of another listing below {@code prefix}, which is empty or ends with a slash. */
  public void add(String prefix, TreeListing from, int index) {
    add(prefix + from.path(index), from.mode(index), from.id(index), from.size(index));
  }

  /** The entries so far. */
  public TreeListing build() {
    return new TreeListing(
            Arrays.copyOf(paths, pathBytes()),
            Arrays.copyOf(ends, count),
            Arrays.copyOf(modes, count),
            Arrays.copyOf(ids, count * idLength),
            idLength,
            Arrays.copyOf(sizes, count))
        .sorted();
  }

  private void grow(int pathBytes) {
    if (pathBytes > paths.length) {
      paths = Arrays.copyOf(paths, Math.max(pathBytes, larger(paths.length)));
    }
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, larger(count));
      modes = Arrays.copyOf(modes, larger(count));
      ids = Arrays.copyOf(ids, Math.multiplyExact(larger(count), idLength));
      sizes = Arrays.copyOf(sizes, larger(count));
    }
  }

  private static int larger(int length) {
    return Math.addExact(length, length / 2);
  }
}
