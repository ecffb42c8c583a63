package dev.countersign.verification;

import java.util.Map;
import java.util.Objects;

/**
 * A file that people download from the release.
 *
 * @param name unique in its release
 * @param digests of its content; those that are known
 */
public record ReleaseAsset(String name, Map<Digest.Algorithm, Digest> digests) {
  public ReleaseAsset {
    Objects.requireNonNull(name, "name");
    digests = Map.copyOf(digests);
  }
}
