package dev.countersign.policy;

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
 */
public record RepositoryPolicy(
    List<Glob> tags,
    List<Glob> materials,
    Signer signer,
    Contents contents,
    Duration patience,
    Instant legacyCutoff) {
  /** The policy of a repository that says nothing. */
  public static final RepositoryPolicy DEFAULT =
      new RepositoryPolicy(
          List.of(Glob.ofName("*")),
          List.of(Glob.ofPath("checksums-*.txt")),
          Signer.DEFAULT,
          Contents.DEFAULT,
          Duration.ofMinutes(30),
          Instant.parse("2024-08-01T00:00:00Z"));

  public RepositoryPolicy {
    tags = List.copyOf(tags);
    materials = List.copyOf(materials);
    Objects.requireNonNull(signer, "signer");
    Objects.requireNonNull(contents, "contents");
    Objects.requireNonNull(patience, "patience");
    Objects.requireNonNull(legacyCutoff, "legacyCutoff");
    if (tags.isEmpty() || materials.isEmpty()) {
      throw new IllegalArgumentException("a policy needs a glob of tags and one of materials");
    }
  }

  /** Whether the release of {@code tag} is to be verified. */
  public boolean selectsTag(String tag) {
    return tags.stream().anyMatch(glob -> glob.matches(tag));
  }

  /** Whether a file at {@code path}, from the root, is a manifest. */
  public boolean selectsMaterial(String path) {
    return materials.stream().anyMatch(glob -> glob.matches(path));
  }

  /**
   * Who may sign.
   *
   * @param workflow globs over paths of workflow files; empty: any workflow of this repository
   * @param trigger events that may start the workflow; at least one
   * @param issuer OpenID Connect issuer of the certificate's identity
   * @param runner where the workflow may run
   */
  public record Signer(List<Glob> workflow, Set<String> trigger, String issuer, Runner runner) {
    /** Any workflow of the repository, started by a release on GitHub. */
    public static final Signer DEFAULT =
        new Signer(
            List.of(),
            Set.of("release"),
            "https://token.actions.githubusercontent.com",
            Runner.ANY);

    public Signer {
      workflow = List.copyOf(workflow);
      trigger = Set.copyOf(trigger);
      Objects.requireNonNull(issuer, "issuer");
      Objects.requireNonNull(runner, "runner");
      if (trigger.isEmpty()) {
        throw new IllegalArgumentException("a signer needs a trigger");
      }
    }
  }

  /** Where a signing workflow may run. */
  public enum Runner {
    ANY,
    GITHUB_HOSTED
  }

  /**
   * How files outside the manifest are judged.
   *
   * @param unlisted what a file at the tag that no entry covers does to the verdict
   * @param ignore globs over paths that need no entry
   */
  public record Contents(Unlisted unlisted, List<Glob> ignore) {
    /** Warn about every unlisted file. */
    public static final Contents DEFAULT = new Contents(Unlisted.WARN, List.of());

    public Contents {
      Objects.requireNonNull(unlisted, "unlisted");
      ignore = List.copyOf(ignore);
    }
  }

  /** What an unlisted file does to the verdict. */
  public enum Unlisted {
    FAIL,
    WARN,
    IGNORE
  }
}
