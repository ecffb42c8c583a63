package dev.countersign.port;

import java.util.Map;

/**
 * Where files of a release come from.
 *
 * @param lastChanges by path, the last commit on the default branch that changed the file; none for
 *     a path that never was there
 * @param formerFiles by path, the file beside that of the release before; none where there is no
 *     release before, or none among the newest
 */
public record Origins(Map<String, String> lastChanges, Map<String, FormerFile> formerFiles) {
  public Origins {
    lastChanges = Map.copyOf(lastChanges);
    formerFiles = Map.copyOf(formerFiles);
  }
}
