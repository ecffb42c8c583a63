package dev.countersign.job;

import dev.countersign.policy.PolicyError;
import dev.countersign.policy.PolicyOrigin;
import dev.countersign.policy.RepositoryPolicy;
import dev.countersign.port.ReleaseState;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.verification.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Looks at a release's policy and materials as they are now. */
@FunctionalInterface
interface ReleaseVerification {
  /**
   * One look.
   *
   * @throws dev.countersign.port.GitHubUnavailableException if GitHub could not answer now
   * @throws dev.countersign.port.GitHubRefusedException if GitHub will not answer
   * @throws dev.countersign.port.ContentLimitException if something is too large to read
   * @throws UndecidedException if something else is missing now
   */
  Look look(RepositoryTarget target, ReleaseState release);

  /** What a look found. */
  sealed interface Look {
    /** The configuration file is there and cannot be understood. */
    record PolicyBroken(PolicyOrigin origin, List<PolicyError> errors, Seen seen) implements Look {
      public PolicyBroken {
        Objects.requireNonNull(seen, "seen");
        Objects.requireNonNull(origin, "origin");
        errors = List.copyOf(errors);
      }
    }

    /**
     * No material set is committed yet.
     *
     * @param origin where {@code policy} comes from
     * @param ofOtherReleases manifests that came since the tag and belong to another release, by
     *     path the tag of that release
     */
    record NoMaterials(
        PolicyOrigin origin,
        RepositoryPolicy policy,
        Map<String, String> ofOtherReleases,
        Seen seen)
        implements Look {
      public NoMaterials {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(policy, "policy");
        ofOtherReleases = Map.copyOf(ofOtherReleases);
        Objects.requireNonNull(seen, "seen");
      }
    }

    /**
     * Material sets are committed.
     *
     * @param origin where {@code policy} comes from
     * @param seen what the verdict will be made of
     * @param manifests paths of the sets' manifests
     * @param verification downloads and verifies them, when called; throws what {@link #look} does
     */
    record MaterialsFound(
        PolicyOrigin origin,
        RepositoryPolicy policy,
        Seen seen,
        List<String> manifests,
        Supplier<Verdict> verification)
        implements Look {
      public MaterialsFound {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(seen, "seen");
        manifests = List.copyOf(manifests);
        Objects.requireNonNull(verification, "verification");
      }
    }
  }
}
