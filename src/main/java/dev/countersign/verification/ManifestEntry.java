package dev.countersign.verification;

import java.util.Objects;

/**
 * One checksum line of a manifest.
 *
 * @param line line number, from 1
 * @param digest the listed digest
 * @param path the listed path, unescaped, without a leading {@code ./}
 */
public record ManifestEntry(int line, Digest digest, String path) {
  public ManifestEntry {
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(path, "path");
    if (line < 1) {
      throw new IllegalArgumentException("lines count from 1, found: " + line);
    }
  }

  /** The last part of the path. */
  public String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
