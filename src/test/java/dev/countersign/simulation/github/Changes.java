package dev.countersign.simulation.github;

import dev.countersign.simulation.git.TreeNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Paths that differ between two listings, in order. */
record Changes(List<String> added, List<String> modified, List<String> removed) {
  Changes {
    added = List.copyOf(added);
    modified = List.copyOf(modified);
    removed = List.copyOf(removed);
  }

  static Changes between(Map<String, TreeNode> before, Map<String, TreeNode> after) {
    return new Changes(
        after.keySet().stream().filter(path -> !before.containsKey(path)).toList(),
        after.keySet().stream()
            .filter(before::containsKey)
            .filter(path -> !Objects.equals(before.get(path), after.get(path)))
            .toList(),
        before.keySet().stream().filter(path -> !after.containsKey(path)).toList());
  }
}
