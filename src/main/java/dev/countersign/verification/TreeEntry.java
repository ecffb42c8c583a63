package dev.countersign.verification;

import java.util.Objects;

/**
 * One entry of a commit's recursive tree listing.
 *
 * @param path from the root, {@code /}-separated, as Git has it
 * @param kind what the mode says it is
 * @param objectId of the blob, tree or commit (submodule)
 * @param size bytes of a blob, 0 for the others
 */
public record TreeEntry(String path, Kind kind, String objectId, long size) {
  public TreeEntry {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(kind, "kind");
    ObjectIds.require(objectId);
    if (size < 0) {
      throw new IllegalArgumentException("negative size of " + path);
    }
  }

  /** What an entry's mode says it is. */
  public enum Kind {
    /** Modes 100644 and 100755. */
    FILE,
    /** Mode 120000. */
    SYMBOLIC_LINK,
    /** Mode 160000: a commit of another repository. */
    SUBMODULE,
    /** Mode 040000. */
    DIRECTORY
  }
}
