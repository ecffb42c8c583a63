package dev.countersign.port;

import dev.countersign.verification.ObjectIds;
import dev.countersign.verification.TreeEntry;
import dev.countersign.verification.TreeListing;
import java.util.List;

/**
 * The recursive listing of one commit.
 *
 * @param commit object id of the commit
 * @param rootTree object id of its root tree
 * @param entries files, links, submodules and directories, or those of them that were asked for
 * @param truncated whether there may be more of them, because there are too many to list at once
 */
public record Tree(String commit, String rootTree, TreeListing entries, boolean truncated) {
  public Tree {
    ObjectIds.require(commit);
    ObjectIds.require(rootTree);
  }

  /** A complete listing. */
  public Tree(String commit, String rootTree, List<TreeEntry> entries) {
    this(commit, rootTree, TreeListing.copyOf(entries), false);
  }
}
