package dev.countersign.policy;

import dev.countersign.verification.ContentsPolicy;
import dev.countersign.verification.Glob;
import dev.countersign.verification.SignerPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a repository wants verified, and how strictly.
 *
 * @param tags releases to verify: globs over the tag's name; at least one
 * @param materials where manifests are committed: globs over paths from the root; at least one
 * @param signer who may sign
 * @param contents how files outside the manifest are judged
 * @param patience how long after publication the materials may take
 * @param legacyCutoff a log entry without a checkpoint counts only when signed before this
 * @param branches names of branches of which one must contain the tag's commit; empty: it is a
 *     warning when the default branch does not
 * @param comment when pull requests are commented on
 * @param issue when an issue tells of a release
 */
public record RepositoryPolicy(
    List<Glob> tags,
    List<Glob> materials,
    SignerPolicy signer,
    ContentsPolicy contents,
    Duration patience,
    Instant legacyCutoff,
    List<String> branches,
    Comment comment,
    Issue issue) {

  /** The policy of a repository that says nothing. */
  public static final RepositoryPolicy DEFAULT =
      new RepositoryPolicy(
          List.of(Glob.ofName("*")),
          List.of(Glob.ofPath("checksums-*.txt")),
          new SignerPolicy(
              List.of(), Set.of("release"), "https://token.actions.githubusercontent.com", false),
          new ContentsPolicy(ContentsPolicy.Unlisted.WARN, List.of()),
          Duration.ofMinutes(30),
          Instant.parse("2024-08-01T00:00:00Z"),
          List.of(),
          Comment.ON_FAILURE,
          Issue.ON_FAILURE);

  public RepositoryPolicy {
    tags = List.copyOf(tags);
    materials = List.copyOf(materials);
    Objects.requireNonNull(signer, "signer");
    Objects.requireNonNull(contents, "contents");
    Objects.requireNonNull(patience, "patience");
    Objects.requireNonNull(legacyCutoff, "legacyCutoff");
    branches = List.copyOf(branches);
    Objects.requireNonNull(comment, "comment");
    Objects.requireNonNull(issue, "issue");
    if (tags.isEmpty() || materials.isEmpty()) {
      throw new IllegalArgumentException("a policy needs a glob of tags and one of materials");
    }
  }

  /** Whether the release of {@code tag} is to be verified. */
  public boolean selectsTag(String tag) {
    return tags.stream().anyMatch(glob -> glob.matches(tag));
  }

  /** When pull requests are commented on. */
  public enum Comment {
    /** Where there is anything to say. */
    ALWAYS,
    /** Where something is not verified. */
    ON_FAILURE,
    NEVER
  }

  /** When an issue tells of a release. */
  public enum Issue {
    /** Where it is not verified, and no pull request tells of it. */
    ON_FAILURE,
    NEVER
  }
}
