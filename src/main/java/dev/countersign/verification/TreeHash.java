package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;

/**
 * Computes the object ids of trees from what is in them.
 *
 * @see <a href="https://git-scm.com/book/en/v2/Git-Internals-Git-Objects">Git objects</a>
 */
public final class TreeHash {
  private final TreeListing listing;
  private final String like;
  private final byte[] ids;
  private final Deque<Directory> open = new ArrayDeque<>();

  private TreeHash(TreeListing listing, String like) {
    this.listing = listing;
    this.like = like;
    this.ids = listing.ids();
  }

  /**
   * The id of one tree.
   *
   * @param entries what is directly in it, directories with their ids
   * @param like an id of the same repository
   */
  public static String ofEntries(TreeListing entries, String like) {
    Directory directory = new Directory(-1);
    for (int i = 0; i < entries.size(); i++) {
      directory.add(entries, i, entries.id(i));
    }
    return HexFormat.of().formatHex(directory.id(like));
  }

  /**
   * The ids of a tree and of all directories in it, from the ids of its files alone.
   *
   * @param listing all entries; the ids of directories are not looked at
   * @param like an id of the same repository
   * @throws IllegalArgumentException if a directory of an entry is no entry itself
   */
  public static HashedTree ofWhole(TreeListing listing, String like) {
    return new TreeHash(listing, like).hash();
  }

  private HashedTree hash() {
    Directory root = new Directory(-1);
    open.push(root);
    for (int i = 0; i < listing.size(); i++) {
      while (!listing.isBelow(i, open.element().index)) {
        closeInnermost();
      }
      if (!listing.isChild(i, open.element().index)) {
        throw new IllegalArgumentException("no entry for the directory of " + listing.path(i));
      }
      if (listing.mode(i) == GitMode.DIRECTORY) {
        open.push(new Directory(i));
      } else {
        open.element().add(listing, i, listing.id(i));
      }
    }
    while (open.element() != root) {
      closeInnermost();
    }
    return new HashedTree(listing.withIds(ids), HexFormat.of().formatHex(root.id(like)));
  }

  private void closeInnermost() {
    Directory closed = open.pop();
    byte[] id = closed.id(like);
    System.arraycopy(id, 0, ids, closed.index * id.length, id.length);
    open.element().add(listing, closed.index, id);
  }

  /**
   * A tree whose directories have computed ids.
   *
   * @param entries all of them
   * @param rootTree id of the whole
   */
  public record HashedTree(TreeListing entries, String rootTree) {}

  /** A tree object in the making. */
  private static final class Directory {
    private final int index;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    Directory(int index) {
      this.index = index;
    }

    void add(TreeListing listing, int entry, byte[] id) {
      body.writeBytes((listing.mode(entry).octal() + " ").getBytes(US_ASCII));
      body.writeBytes(listing.name(entry));
      body.write(0);
      body.writeBytes(id);
    }

    byte[] id(String like) {
      return ObjectIds.ofTree(body.toByteArray(), like);
    }
  }
}
