package dev.countersign.materials;

import dev.countersign.verification.GitMode;
import dev.countersign.verification.TreeHash;
import dev.countersign.verification.TreeHash.HashedTree;
import dev.countersign.verification.TreeListing;
import dev.countersign.verification.TreeListingBuilder;
import java.io.IOException;

/**
 * The tree that an archive unpacks to, with the object ids that follow from it. Where its id is the
 * commit's, the archive is the whole tree and nobody needs to list it.
 */
final class ArchivedTree implements CommitArchive.Visitor {
  private static final int LONGEST_NAMES = 256 << 20;

  private final TreeListingBuilder entries = new TreeListingBuilder();

  @Override
  public void file(String path, GitMode mode, byte[] id, long size) throws IOException {
    add(path, mode, id, size);
  }

  @Override
  public void other(String path, GitMode mode, byte[] id, long size) throws IOException {
    add(path, mode, id, size);
  }

  private void add(String path, GitMode mode, byte[] id, long size) throws IOException {
    if (entries.pathBytes() > LONGEST_NAMES) {
      throw new LimitReachedException("the names of the tag's files take too much memory");
    }
    try {
      entries.add(path, mode, id, size);
    } catch (IllegalArgumentException e) {
      throw new IOException("expected an archive of a commit", e);
    }
  }

  /**
   * The tree.
   *
   * @param like an object id of the repository
   */
  HashedTree hashed(String like) throws IOException {
    TreeListing listing = entries.build();
    try {
      return TreeHash.ofWhole(listing, like);
    } catch (IllegalArgumentException e) {
      throw new IOException("expected an archive of a commit", e);
    }
  }
}
