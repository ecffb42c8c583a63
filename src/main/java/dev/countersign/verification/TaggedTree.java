package dev.countersign.verification;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of the release's commit with their digests. Each digest was taken over bytes whose Git
 * blob id equals the entry's. Immutable.
 */
public final class TaggedTree {
  private final String commit;
  private final String rootTree;
  private final TreeListing entries;
  private final Map<Digest.Algorithm, FileDigests> digests;
  private final boolean whollyListed;
  private final @Nullable String incomplete;

  private TaggedTree(Builder builder) {
    this.commit = builder.commit;
    this.rootTree = builder.rootTree;
    this.entries = builder.entries;
    this.digests = new EnumMap<>(builder.digests);
    this.whollyListed = builder.whollyListed;
    this.incomplete = builder.incomplete;
  }

  /**
   * A small tree.
   *
   * @param commit object id of the commit
   * @param rootTree object id of its root tree
   * @param entries the recursive listing: files, links, submodules and directories
   * @param digests of each {@link TreeEntry.Kind#FILE}, by path
   * @throws IllegalArgumentException if a digest is missing, or a path is there twice
   */
  public TaggedTree(
      String commit, String rootTree, List<TreeEntry> entries, Map<String, Digest> digests) {
    this(commit, rootTree, entries, digests, Optional.empty());
  }

  /**
   * The same, where reading may have stopped.
   *
   * @param incomplete why digests are missing
   */
  public TaggedTree(
      String commit,
      String rootTree,
      List<TreeEntry> entries,
      Map<String, Digest> digests,
      Optional<String> incomplete) {
    this(over(commit, rootTree, entries, digests, incomplete));
  }

  private static Builder over(
      String commit,
      String rootTree,
      List<TreeEntry> entries,
      Map<String, Digest> digests,
      Optional<String> incomplete) {
    TreeListing listing = TreeListing.copyOf(entries);
    Builder builder = new Builder(commit, rootTree, listing, Set.of());
    digests.forEach((path, digest) -> builder.digest(listing.find(path), digest));
    incomplete.ifPresent(builder::incomplete);
    if (incomplete.isEmpty()) {
      listing.forEach(entry -> requireDigest(entry, digests));
    }
    builder.check();
    return builder;
  }

  private static void requireDigest(TreeEntry entry, Map<String, Digest> digests) {
    if (entry.kind() == TreeEntry.Kind.FILE && !digests.containsKey(entry.path())) {
      throw new IllegalArgumentException("no digest for " + entry.path());
    }
  }

  /** Object id of the commit. */
  public String commit() {
    return commit;
  }

  /** Object id of its root tree. */
  public String rootTree() {
    return rootTree;
  }

  /** The recursive listing: files, links, submodules and directories. */
  public TreeListing entries() {
    return entries;
  }

  /** The digest of the file at {@code path}, if it is one and was read. */
  public Optional<Digest> digest(String path, Digest.Algorithm algorithm) {
    FileDigests ofAlgorithm = digests.get(algorithm);
    int index = entries.find(path);
    return ofAlgorithm == null || index < 0 ? Optional.empty() : ofAlgorithm.get(index);
  }

  /** Why not every file could be read, to follow "could not verify: "; empty if each was. */
  public Optional<String> incomplete() {
    return Optional.ofNullable(incomplete);
  }

  /** Whether a path that is no entry is certainly none of the tag's. */
  public boolean whollyListed() {
    return whollyListed;
  }

  /** Object ids that the tagged commit consists of: itself, its trees and its blobs. */
  public Set<String> objectIds() {
    Set<String> ids = new HashSet<>();
    ids.add(commit);
    ids.add(rootTree);
    for (int i = 0; i < entries.size(); i++) {
      if (entries.mode(i) != GitMode.SUBMODULE) {
        ids.add(entries.objectId(i));
      }
    }
    return ids;
  }

  /** Gathers the digests of a tree. */
  public static final class Builder {
    private final String commit;
    private final String rootTree;
    private final TreeListing entries;
    private final Set<Digest.Algorithm> demanded;
    private final Map<Digest.Algorithm, FileDigests> digests =
        new EnumMap<>(Digest.Algorithm.class);
    private boolean whollyListed = true;
    private @Nullable String incomplete;

    /**
     * Starts without digests.
     *
     * @param algorithms of which each file has to have a digest
     */
    public Builder(
        String commit, String rootTree, TreeListing entries, Set<Digest.Algorithm> algorithms) {
      ObjectIds.require(commit);
      ObjectIds.require(rootTree);
      this.commit = commit;
      this.rootTree = rootTree;
      this.entries = entries;
      this.demanded = Set.copyOf(algorithms);
    }

    /** Adds a digest of the file at an index of the listing. */
    public void digest(int index, Digest.Algorithm algorithm, byte[] value) {
      of(algorithm).set(index, value);
    }

    /** Says why digests are missing. */
    public void incomplete(String reason) {
      incomplete = reason;
    }

    /** Says why entries are missing. */
    public void notWhollyListed(String reason) {
      whollyListed = false;
      incomplete = reason;
    }

    /**
     * The tree.
     *
     * @throws IllegalArgumentException if a digest is missing without a reason, since what was not
     *     read cannot be compared, or a path is there twice, since nobody could tell which was
     */
    public TaggedTree build() {
      check();
      return new TaggedTree(this);
    }

    private void digest(int index, Digest digest) {
      if (index >= 0) {
        digest(index, digest.algorithm(), digest.bytes());
      }
    }

    private FileDigests of(Digest.Algorithm algorithm) {
      return digests.computeIfAbsent(algorithm, a -> new FileDigests(a, entries.size()));
    }

    private void check() {
      if (incomplete != null) {
        return;
      }
      for (int i = 0; i < entries.size(); i++) {
        if (entries.isRepeated(i)) {
          throw new IllegalArgumentException("two entries of the path " + entries.path(i));
        }
        if (entries.mode(i).kind() == TreeEntry.Kind.FILE && !isRead(i)) {
          throw new IllegalArgumentException("no digest for " + entries.path(i));
        }
      }
    }

    private boolean isRead(int index) {
      return demanded.stream().allMatch(algorithm -> of(algorithm).has(index));
    }
  }
}
