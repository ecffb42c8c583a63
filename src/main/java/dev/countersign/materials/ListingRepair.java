package dev.countersign.materials;

import dev.countersign.port.ContentLimitException;
import dev.countersign.port.MaterialSource;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.verification.GitMode;
import dev.countersign.verification.TreeHash.HashedTree;
import dev.countersign.verification.TreeListing;
import dev.countersign.verification.TreeListingBuilder;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Makes the listing of a commit from an archive that leaves out or changes some of it: only the
 * directories whose ids are not the commit's are listed.
 */
final class ListingRepair {
  private final MaterialSource source;
  private final RepositoryTarget target;
  private final TreeListing archived;
  private final int mostDirectories;
  private final TreeListingBuilder repaired = new TreeListingBuilder();
  private final Deque<Directory> differing = new ArrayDeque<>();

  private ListingRepair(
      MaterialSource source, RepositoryTarget target, TreeListing archived, int mostDirectories) {
    this.source = source;
    this.target = target;
    this.archived = archived;
    this.mostDirectories = mostDirectories;
  }

  /**
   * The entries of a commit.
   *
   * @param rootTree object id of its tree
   * @throws ContentLimitException if more than {@code mostDirectories} differ
   */
  static TreeListing listing(
      MaterialSource source,
      RepositoryTarget target,
      HashedTree archived,
      String rootTree,
      int mostDirectories) {
    return archived.rootTree().equals(rootTree)
        ? archived.entries()
        : new ListingRepair(source, target, archived.entries(), mostDirectories).from(rootTree);
  }

  private TreeListing from(String rootTree) {
    differing.add(new Directory("", rootTree));
    for (int listed = 0; !differing.isEmpty(); listed++) {
      if (listed == mostDirectories) {
        throw new ContentLimitException(
            "the archive of the tag leaves out or changes files in more than %d folders"
                .formatted(mostDirectories));
      }
      Directory directory = differing.remove();
      TreeListing entries = source.directory(target, directory.tree());
      for (int i = 0; i < entries.size(); i++) {
        add(directory.prefix(), entries, i);
      }
    }
    return repaired.build();
  }

  private void add(String prefix, TreeListing entries, int index) {
    repaired.add(prefix, entries, index);
    if (entries.mode(index) != GitMode.DIRECTORY) {
      return;
    }
    String path = prefix + entries.path(index);
    String id = entries.objectId(index);
    int same = archived.find(path);
    if (same < 0
        || archived.mode(same) != GitMode.DIRECTORY
        || !archived.objectId(same).equals(id)) {
      differing.add(new Directory(path + "/", id));
      return;
    }
    int end = archived.endOf(same);
    for (int below = same + 1; below < end; below++) {
      repaired.add("", archived, below);
    }
  }

  /**
   * A directory to list.
   *
   * @param prefix of its entries' paths: empty, or ends with a slash
   * @param tree its object id
   */
  private record Directory(String prefix, String tree) {}
}
