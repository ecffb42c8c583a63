package dev.countersign.materials;

import dev.countersign.port.Tree;
import dev.countersign.verification.Digest;
import dev.countersign.verification.GitMode;
import dev.countersign.verification.TreeHash.HashedTree;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one download of a commit's archive brings: digests, and a listing where one is needed. */
final class ArchiveReading {
  private final TreeLimits limits;
  private final InstantSource clock;
  private final Tree tree;
  private final ContentHash hash;
  private final ContentDigests digests;
  private @Nullable HashedTree archived;
  private @Nullable String stoppedBy;

  /**
   * Nothing so far.
   *
   * @param tree what GitHub lists of the commit
   */
  ArchiveReading(
      TreeLimits limits,
      InstantSource clock,
      Set<Digest.Algorithm> algorithms,
      Tree tree,
      Random random) {
    this.limits = limits;
    this.clock = clock;
    this.tree = tree;
    this.hash = new ContentHash(algorithms, tree.rootTree());
    this.digests = new ContentDigests(algorithms, hash.idLength(), random);
  }

  /** Reads the archive, as far as the limits allow. */
  void read(InputStream tarGz) throws IOException {
    ArchivedTree listed = new ArchivedTree();
    CommitArchive.Visitor visitor = tree.truncated() ? new Both(listed) : new DigestsOnly();
    try {
      new CommitArchive(limits, clock, hash, visitor).read(tarGz);
    } catch (LimitReachedException e) {
      stoppedBy = e.reason();
      return;
    }
    if (tree.truncated()) {
      archived = listed.hashed(tree.rootTree());
    }
  }

  /** Which limit was reached, if one was. */
  Optional<String> stoppedBy() {
    return Optional.ofNullable(stoppedBy);
  }

  /** The digests that were taken. */
  ContentDigests digests() {
    return digests;
  }

  /** The tree of the archive, where GitHub does not list all of it. */
  HashedTree tree() {
    if (archived == null) {
      throw new IllegalStateException("no archive was read to its end");
    }
    return archived;
  }

  private class DigestsOnly implements CommitArchive.Visitor {
    @Override
    public void file(String path, GitMode mode, byte[] id, long size) throws IOException {
      digests.put(id, hash.digests());
    }

    @Override
    public void other(String path, GitMode mode, byte[] id, long size) throws IOException {}
  }

  private final class Both extends DigestsOnly {
    private final ArchivedTree listed;

    Both(ArchivedTree listed) {
      this.listed = listed;
    }

    @Override
    public void file(String path, GitMode mode, byte[] id, long size) throws IOException {
      super.file(path, mode, id, size);
      listed.file(path, mode, id, size);
    }

    @Override
    public void other(String path, GitMode mode, byte[] id, long size) throws IOException {
      listed.other(path, mode, id, size);
    }
  }
}
