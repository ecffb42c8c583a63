package dev.countersign.report;

import dev.countersign.verification.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Materials of a release that are not there yet.
 *
 * @param release the release that they will be of
 * @param branch name of the branch that they are looked for on
 * @param materials globs of the manifests that are looked for; at least one
 * @param publishedAt when the release was published
 * @param deadline when waiting ends
 * @param ofOtherReleases manifests that were found and belong to another release, by path its tag
 */
public record Awaited(
    Release release,
    String branch,
    List<String> materials,
    Instant publishedAt,
    Instant deadline,
    Map<String, String> ofOtherReleases) {
  /** Rejects waiting for nothing. */
  public Awaited {
    Objects.requireNonNull(release, "release");
    Objects.requireNonNull(branch, "branch");
    Objects.requireNonNull(publishedAt, "publishedAt");
    Objects.requireNonNull(deadline, "deadline");
    materials = List.copyOf(materials);
    ofOtherReleases = Map.copyOf(ofOtherReleases);
    if (materials.isEmpty()) {
      throw new IllegalArgumentException("nothing to wait for: no glob");
    }
  }

  /** Nothing was found at all. */
  public Awaited(
      Release release,
      String branch,
      List<String> materials,
      Instant publishedAt,
      Instant deadline) {
    this(release, branch, materials, publishedAt, deadline, Map.of());
  }

  /** How long the materials may take. */
  Duration patience() {
    return Duration.between(publishedAt, deadline);
  }
}
