package dev.countersign.simulation.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Whole directory trees: from paths to nested tree objects, and back. */
public final class Trees {
  private final ObjectStore store;

  public Trees(ObjectStore store) {
    this.store = store;
  }

  /**
   * Stores the tree objects for a flat listing; the id of the root. A commit without files has the
   * empty tree.
   *
   * @param files by path; the names of the nodes are not looked at
   */
  public String store(Map<String, TreeNode> files) {
    Directory root = new Directory();
    files.forEach((path, node) -> root.add(path, node));
    return root.store(store);
  }

  /** Files, links and submodules below a tree, by path. */
  public SortedMap<String, TreeNode> files(String treeId) {
    SortedMap<String, TreeNode> files = new TreeMap<>();
    for (TreeNode node : list(treeId)) {
      if (node.mode() != FileMode.DIRECTORY) {
        files.put(node.name(), node);
      }
    }
    return files;
  }

  /** Everything below a tree, each directory before what is in it, as GitHub lists it. */
  public List<TreeNode> list(String treeId) {
    List<TreeNode> all = new ArrayList<>();
    walk("", treeId, all);
    return all;
  }

  /** What is at {@code path}; the empty path is the tree itself. */
  public Optional<TreeNode> find(String treeId, String path) {
    TreeNode current = new TreeNode(FileMode.DIRECTORY, "", treeId);
    if (path.isEmpty()) {
      return Optional.of(current);
    }
    for (String name : path.split("/", -1)) {
      Optional<TreeNode> next =
          store.tree(current.id()).orElse(List.of()).stream()
              .filter(node -> node.name().equals(name))
              .findFirst();
      if (next.isEmpty()) {
        return Optional.empty();
      }
      current = next.get();
    }
    return Optional.of(new TreeNode(current.mode(), path, current.id()));
  }

  private void walk(String prefix, String treeId, List<TreeNode> all) {
    List<TreeNode> nodes =
        store.tree(treeId).orElseThrow(() -> new IllegalArgumentException("no tree " + treeId));
    for (TreeNode node : nodes) {
      all.add(new TreeNode(node.mode(), prefix + node.name(), node.id()));
      if (node.mode() == FileMode.DIRECTORY) {
        walk(prefix + node.name() + "/", node.id(), all);
      }
    }
  }

  /** A directory while its tree object is being put together. */
  private static final class Directory {
    private final Map<String, Directory> directories = new TreeMap<>();
    private final Map<String, TreeNode> files = new TreeMap<>();

    void add(String path, TreeNode node) {
      int slash = path.indexOf('/');
      if (slash < 0) {
        files.put(path, new TreeNode(node.mode(), path, node.id()));
      } else {
        directories
            .computeIfAbsent(path.substring(0, slash), name -> new Directory())
            .add(path.substring(slash + 1), node);
      }
    }

    String store(ObjectStore store) {
      List<TreeNode> nodes = new ArrayList<>(files.values());
      directories.forEach(
          (name, directory) ->
              nodes.add(new TreeNode(FileMode.DIRECTORY, name, directory.store(store))));
      return store.storeTree(nodes);
    }
  }
}
