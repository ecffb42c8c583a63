package dev.countersign.report;

import dev.countersign.verification.Release;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Materials of a release that are not there yet.
 *
 * @param release the release that they will be of
 * @param branch name of the branch that they are looked for on
 * @param materials globs of the manifests that are looked for; at least one
 * @param publishedAt when the release was published
 * @param deadline when waiting ends
 * @param ofOtherReleases manifests that were found and belong to another release, by path its tag
 * @param runs of the release workflow, as far as GitHub shows any
 */
public record Awaited(
    Release release,
    String branch,
    List<String> materials,
    Instant publishedAt,
    Instant deadline,
    Map<String, String> ofOtherReleases,
    List<Run> runs) {
  /** Conclusions after which materials may still come. */
  private static final Set<String> HARMLESS = Set.of("success", "neutral", "skipped");

  /** Rejects waiting for nothing. */
  public Awaited {
    Objects.requireNonNull(release, "release");
    Objects.requireNonNull(branch, "branch");
    Objects.requireNonNull(publishedAt, "publishedAt");
    Objects.requireNonNull(deadline, "deadline");
    materials = List.copyOf(materials);
    ofOtherReleases = Map.copyOf(ofOtherReleases);
    runs = List.copyOf(runs);
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
    this(release, branch, materials, publishedAt, deadline, Map.of(), List.of());
  }

  /** How long the materials may take. */
  Duration patience() {
    return Duration.between(publishedAt, deadline);
  }

  /**
   * A run of a workflow.
   *
   * @param name of the workflow
   * @param page where people look at it
   * @param conclusion how it ended, in GitHub's words; empty while it has not
   */
  public record Run(String name, URI page, Optional<String> conclusion) {
    public Run {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(page, "page");
      Objects.requireNonNull(conclusion, "conclusion");
    }

    /** Whether it ended, and without success. */
    public boolean failed() {
      return conclusion.filter(ended -> !HARMLESS.contains(ended)).isPresent();
    }
  }
}
