package dev.countersign.simulation.github;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Branches and tags: full names ({@code refs/…}) to object ids. Safe for many threads. */
final class Refs {
  private final SortedMap<String, String> targets = new TreeMap<>();

  synchronized Optional<String> get(String ref) {
    return Optional.ofNullable(targets.get(ref));
  }

  synchronized void set(String ref, String id) {
    targets.put(ref, id);
  }

  synchronized void delete(String ref) {
    if (targets.remove(ref) == null) {
      throw new IllegalArgumentException("no such ref: " + ref);
    }
  }

  /** Refs whose names start with {@code prefix}, in order. */
  synchronized SortedMap<String, String> startingWith(String prefix) {
    SortedMap<String, String> found = new TreeMap<>();
    for (Map.Entry<String, String> entry : targets.tailMap(prefix).entrySet()) {
      if (!entry.getKey().startsWith(prefix)) {
        break;
      }
      found.put(entry.getKey(), entry.getValue());
    }
    return found;
  }
}
