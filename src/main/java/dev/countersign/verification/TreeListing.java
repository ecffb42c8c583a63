package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.stream.IntStream;

/**
 * Entries of a tree in Git's order, a directory before what is in it. Paths are compared as bytes
 * of UTF-8. An entry takes its path, its id and some fifteen bytes, not the objects that it is read
 * as: a hundred thousand of them fit into ten megabytes. Immutable.
 */
public final class TreeListing extends AbstractList<TreeEntry> implements RandomAccess {
  /** A mode is kept as its place in here. */
  static final List<GitMode> MODES = List.of(GitMode.values());

  private static final byte SLASH = '/';

  /** Paths one after the other; a directory's ends with a slash, which makes the order Git's. */
  private final byte[] paths;

  private final int[] ends;
  private final byte[] modes;
  private final byte[] ids;
  private final int idLength;
  private final long[] sizes;

  TreeListing(byte[] paths, int[] ends, byte[] modes, byte[] ids, int idLength, long[] sizes) {
    this.paths = paths;
    this.ends = ends;
    this.modes = modes;
    this.ids = ids;
    this.idLength = idLength;
    this.sizes = sizes;
  }

  /** The same entries in Git's order. */
  public static TreeListing copyOf(Collection<TreeEntry> entries) {
    if (entries instanceof TreeListing listing) {
      return listing;
    }
    TreeListingBuilder builder = new TreeListingBuilder();
    for (TreeEntry entry : entries) {
      builder.add(entry.path(), GitMode.of(entry.kind()), entry.objectId(), entry.size());
    }
    return builder.build();
  }

  @Override
  public int size() {
    return ends.length;
  }

  @Override
  public TreeEntry get(int index) {
    return new TreeEntry(path(index), mode(index).kind(), objectId(index), sizes[index]);
  }

  /** Path from the root, without a slash at its end. */
  public String path(int index) {
    return new String(paths, start(index), endOfName(index) - start(index), UTF_8);
  }

  /** What the entry is. */
  public GitMode mode(int index) {
    return MODES.get(modes[index]);
  }

  /** Object id in hex. */
  public String objectId(int index) {
    return HexFormat.of().formatHex(ids, index * idLength, (index + 1) * idLength);
  }

  /** Object id as bytes. */
  public byte[] id(int index) {
    return Arrays.copyOfRange(ids, index * idLength, (index + 1) * idLength);
  }

  /** Bytes of a blob, 0 for the others. */
  public long size(int index) {
    return sizes[index];
  }

  /** Index of an entry of this path, or -1. */
  public int find(String path) {
    byte[] key = path.getBytes(UTF_8);
    int found = search(key, key.length);
    if (found >= 0) {
      return found;
    }
    key = Arrays.copyOf(key, key.length + 1);
    key[key.length - 1] = SLASH;
    return Math.max(-1, search(key, key.length));
  }

  /** The entry of this path. */
  public Optional<TreeEntry> entry(String path) {
    int index = find(path);
    return index < 0 ? Optional.empty() : Optional.of(get(index));
  }

  /** Index after the last entry below a directory. */
  public int endOf(int directory) {
    int next = directory + 1;
    while (next < size() && startsWith(next, directory)) {
      next++;
    }
    return next;
  }

  /**
   * Whether another entry has the same path. Git's names are bytes: two that are no UTF-8 may be
   * listed as one and the same text.
   */
  public boolean isRepeated(int index) {
    return (index > 0 && samePath(index - 1, index))
        || (index + 1 < size() && samePath(index, index + 1))
        || (mode(index) == GitMode.DIRECTORY && isFileToo(index));
  }

  /** Whether the path of {@code index} starts with that of {@code directory}. */
  private boolean startsWith(int index, int directory) {
    int length = ends[directory] - start(directory);
    return ends[index] - start(index) > length
        && Arrays.equals(
            paths, start(index), start(index) + length, paths, start(directory), ends[directory]);
  }

  private boolean samePath(int one, int other) {
    return compare(one, other) == 0;
  }

  private boolean isFileToo(int directory) {
    byte[] key = Arrays.copyOfRange(paths, start(directory), endOfName(directory));
    return search(key, key.length) >= 0;
  }

  private int search(byte[] key, int length) {
    int low = 0;
    int high = size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Arrays.compareUnsigned(paths, start(middle), ends[middle], key, 0, length);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  private int compare(int one, int other) {
    return Arrays.compareUnsigned(paths, start(one), ends[one], paths, start(other), ends[other]);
  }

  private int start(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  private int endOfName(int index) {
    return mode(index) == GitMode.DIRECTORY ? ends[index] - 1 : ends[index];
  }

  /** The same entries with other ids, all of the same length, one after the other. */
  TreeListing withIds(byte[] otherIds) {
    return new TreeListing(paths, ends, modes, otherIds, idLength, sizes);
  }

  /** Copy of all ids, one after the other. */
  byte[] ids() {
    return ids.clone();
  }

  /** Name inside its directory, as bytes: what a tree object has. */
  byte[] name(int index) {
    int end = endOfName(index);
    int start = end;
    while (start > start(index) && paths[start - 1] != SLASH) {
      start--;
    }
    return Arrays.copyOfRange(paths, start, end);
  }

  /** Whether the entry is directly in {@code directory}, or in the root if that is -1. */
  boolean isChild(int index, int directory) {
    int prefix = directory < 0 ? 0 : ends[directory] - start(directory);
    return (directory < 0 || startsWith(index, directory))
        && endOfName(index) - start(index) - prefix == name(index).length;
  }

  /** Whether the entry is somewhere below {@code directory}, or below the root if that is -1. */
  boolean isBelow(int index, int directory) {
    return directory < 0 || startsWith(index, directory);
  }

  /** The entries in Git's order; the same listing if they are in it. */
  TreeListing sorted() {
    if (IntStream.range(1, size()).allMatch(i -> compare(i - 1, i) <= 0)) {
      return this;
    }
    int[] order =
        IntStream.range(0, size()).boxed().sorted(this::compare).mapToInt(i -> i).toArray();
    return permuted(order);
  }

  private TreeListing permuted(int[] order) {
    byte[] newPaths = new byte[paths.length];
    int[] newEnds = new int[order.length];
    byte[] newModes = new byte[order.length];
    byte[] newIds = new byte[ids.length];
    long[] newSizes = new long[order.length];
    int end = 0;
    for (int i = 0; i < order.length; i++) {
      int from = order[i];
      int length = ends[from] - start(from);
      System.arraycopy(paths, start(from), newPaths, end, length);
      end += length;
      newEnds[i] = end;
      newModes[i] = modes[from];
      System.arraycopy(ids, from * idLength, newIds, i * idLength, idLength);
      newSizes[i] = sizes[from];
    }
    return new TreeListing(newPaths, newEnds, newModes, newIds, idLength, newSizes);
  }
}
