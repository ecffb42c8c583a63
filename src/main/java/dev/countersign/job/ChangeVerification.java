package dev.countersign.job;

import dev.countersign.policy.PolicyOrigin;
import dev.countersign.policy.RepositoryPolicy;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.report.ProposedChange;
import java.util.Objects;
import java.util.Optional;

/** Looks at what a change would do to the releases of a repository. */
@FunctionalInterface
interface ChangeVerification {
  /**
   * One look; empty where nobody wants to know, or there is nothing to say any more.
   *
   * @throws dev.countersign.port.GitHubUnavailableException if GitHub could not answer now
   * @throws dev.countersign.port.GitHubRefusedException if GitHub will not answer
   * @throws dev.countersign.port.ContentLimitException if something is too large to read
   * @throws UndecidedException if something else is missing now
   */
  Optional<Found> look(RepositoryTarget target, Subject.Change change);

  /**
   * What a change does.
   *
   * @param origin where {@code policy} comes from: the default branch, never the change
   */
  record Found(PolicyOrigin origin, RepositoryPolicy policy, ProposedChange change) {
    public Found {
      Objects.requireNonNull(origin, "origin");
      Objects.requireNonNull(policy, "policy");
      Objects.requireNonNull(change, "change");
    }
  }
}
