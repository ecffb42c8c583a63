package dev.countersign.simulation.github;

import java.util.Map;
import java.util.TreeMap;

/** What an installation grants or a token may do: {@code read} or {@code write} by name. */
record Permissions(Map<String, String> levels) {
  /** Everything that Countersign's manifest asks for. */
  static final Permissions COUNTERSIGN =
      new Permissions(
          Map.of(
              "checks", "write",
              "contents", "read",
              "metadata", "read",
              "actions", "read",
              "pull_requests", "write",
              "issues", "write",
              "merge_queues", "read",
              "attestations", "read"));

  /** Copies; metadata is always readable, as GitHub has it. */
  Permissions {
    Map<String, String> all = new TreeMap<>(levels);
    all.putIfAbsent("metadata", "read");
    levels = Map.copyOf(all);
  }

  boolean allow(String name, String level) {
    String granted = levels.getOrDefault(name, "none");
    return granted.equals("write") || granted.equals(level);
  }

  boolean allow(Permissions wanted) {
    return wanted.levels.entrySet().stream().allMatch(e -> allow(e.getKey(), e.getValue()));
  }

  Permissions with(String name, String level) {
    Map<String, String> changed = new TreeMap<>(levels);
    changed.put(name, level);
    return new Permissions(changed);
  }

  Permissions without(String name) {
    Map<String, String> changed = new TreeMap<>(levels);
    changed.remove(name);
    return new Permissions(changed);
  }
}
