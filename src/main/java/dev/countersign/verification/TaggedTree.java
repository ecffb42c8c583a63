package dev.countersign.verification;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files of the release's commit with their digests.
 *
 * @param commit object id of the commit
 * @param rootTree object id of its root tree
 * @param entries the recursive listing: files, links, submodules and directories
 * @param digests SHA-256 of the content of each {@link TreeEntry.Kind#FILE}, by path; each was
 *     taken over bytes whose Git blob id equals the entry's
 * @param incomplete which limit was reached before every file was read, in words; empty where each
 *     file has its digest
 */
public record TaggedTree(
    String commit,
    String rootTree,
    List<TreeEntry> entries,
    Map<String, Digest> digests,
    Optional<String> incomplete) {
  /**
   * Rejects a tree where a file lacks its digest without a reason, since what was not read cannot
   * be compared, and one with a path twice, since nobody could tell which of the two was compared.
   */
  public TaggedTree {
    ObjectIds.require(commit);
    ObjectIds.require(rootTree);
    entries = List.copyOf(entries);
    digests = Map.copyOf(digests);
    Objects.requireNonNull(incomplete, "incomplete");
    Set<String> paths = new HashSet<>();
    for (TreeEntry entry : entries) {
      if (!paths.add(entry.path())) {
        throw new IllegalArgumentException("two entries of the path " + entry.path());
      }
      if (incomplete.isEmpty()
          && entry.kind() == TreeEntry.Kind.FILE
          && !digests.containsKey(entry.path())) {
        throw new IllegalArgumentException("no digest for " + entry.path());
      }
    }
  }

  /** A tree of which every file was read. */
  public TaggedTree(
      String commit, String rootTree, List<TreeEntry> entries, Map<String, Digest> digests) {
    this(commit, rootTree, entries, digests, Optional.empty());
  }

  /** The digest of the file at {@code path}; empty where it was not taken. */
  public Optional<Digest> digest(String path, Digest.Algorithm algorithm) {
    return Optional.ofNullable(digests.get(path)).filter(digest -> digest.algorithm() == algorithm);
  }

  /** Object ids that the tagged commit consists of: itself, its trees and its blobs. */
  public Set<String> objectIds() {
    Set<String> ids = new TreeSet<>();
    ids.add(commit);
    ids.add(rootTree);
    for (TreeEntry entry : entries) {
      if (entry.kind() != TreeEntry.Kind.SUBMODULE) {
        ids.add(entry.objectId());
      }
    }
    return ids;
  }
}
