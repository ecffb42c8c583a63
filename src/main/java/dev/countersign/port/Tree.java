package dev.countersign.port;

import dev.countersign.verification.TreeEntry;
import java.util.List;
import java.util.Objects;

/**
 * The complete recursive listing of one commit.
 *
 * @param commit object id of the commit
 * @param rootTree object id of its root tree
 * @param entries files, links, submodules and directories
 */
public record Tree(String commit, String rootTree, List<TreeEntry> entries) {
  public Tree {
    Objects.requireNonNull(commit, "commit");
    Objects.requireNonNull(rootTree, "rootTree");
    entries = List.copyOf(entries);
  }
}
