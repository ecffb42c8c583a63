package dev.countersign.port;

import dev.countersign.verification.TreeEntry;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

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

  /** The files by path, in the order of their paths; links, submodules and directories are none. */
  public SortedMap<String, TreeEntry> files() {
    SortedMap<String, TreeEntry> files = new TreeMap<>();
    for (TreeEntry entry : entries) {
      if (entry.kind() == TreeEntry.Kind.FILE) {
        files.put(entry.path(), entry);
      }
    }
    return files;
  }
}
