package dev.countersign.materials;

import dev.countersign.verification.Glob;
import java.util.List;
import java.util.Set;

/**
 * Files that a look at a release needs, wherever they are.
 *
 * @param paths exact ones
 * @param manifests patterns; signature files beside what they match are wanted, too
 */
public record Wanted(Set<String> paths, List<Glob> manifests) {
  public Wanted {
    paths = Set.copyOf(paths);
    manifests = List.copyOf(manifests);
  }

  /** Whether a file of this path is wanted. */
  boolean includes(String path) {
    return paths.contains(path) || MaterialNames.isOfSet(path, manifests);
  }

  /** Whether such a file may be below this folder. */
  boolean mayBeBelow(String folder) {
    return paths.stream().anyMatch(path -> path.startsWith(folder + "/"))
        || manifests.stream().anyMatch(pattern -> pattern.mayMatchBelow(folder));
  }
}
