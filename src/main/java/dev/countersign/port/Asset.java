package dev.countersign.port;

import dev.countersign.verification.Digest;
import java.util.Objects;
import java.util.Optional;

/**
 * A file that was uploaded to a release, as GitHub describes it at one moment.
 *
 * @param id numeric id; another one when the file is replaced
 * @param name unique in its release
 * @param size in bytes
 * @param digest what GitHub computed at the upload; assets from before June 2025 have none
 * @see <a href="https://docs.github.com/en/rest/releases/assets">REST API: release assets</a>
 */
public record Asset(long id, String name, long size, Optional<Digest> digest) {
  public Asset {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(digest, "digest");
    if (size < 0) {
      throw new IllegalArgumentException("negative size of " + name);
    }
  }
}
