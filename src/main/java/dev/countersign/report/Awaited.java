package dev.countersign.report;

import dev.countersign.verification.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Materials of a release that are not there yet.
 *
 * @param release the release that they will be of
 * @param branch name of the branch that they are looked for on
 * @param materials globs of the manifests that are looked for; at least one
 * @param publishedAt when the release was published
 * @param deadline when waiting ends
 */
public record Awaited(
    Release release, String branch, List<String> materials, Instant publishedAt, Instant deadline) {
  /** Rejects waiting for nothing. */
  public Awaited {
    Objects.requireNonNull(release, "release");
    Objects.requireNonNull(branch, "branch");
    Objects.requireNonNull(publishedAt, "publishedAt");
    Objects.requireNonNull(deadline, "deadline");
    materials = List.copyOf(materials);
    if (materials.isEmpty()) {
      throw new IllegalArgumentException("nothing to wait for: no glob");
    }
  }

  /** How long the materials may take. */
  Duration patience() {
    return Duration.between(publishedAt, deadline);
  }
}
