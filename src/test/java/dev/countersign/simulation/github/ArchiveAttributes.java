package dev.countersign.simulation.github;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What {@code .gitattributes} would do to archives. */
final class ArchiveAttributes {
  private final Set<String> ignored = ConcurrentHashMap.newKeySet();
  private final Map<String, byte[]> substituted = new ConcurrentHashMap<>();

  void exportIgnore(String path) {
    ignored.add(path);
  }

  void exportSubst(String path, byte[] content) {
    substituted.put(path, content.clone());
  }

  /** Whether a path, or a directory that it is in, is left out. */
  boolean ignores(String path) {
    return ignored.stream().anyMatch(i -> path.equals(i) || path.startsWith(i + "/"));
  }

  Optional<byte[]> substitute(String path) {
    return Optional.ofNullable(substituted.get(path)).map(byte[]::clone);
  }
}
