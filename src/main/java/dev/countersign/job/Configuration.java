package dev.countersign.job;

import dev.countersign.policy.PolicyError;
import dev.countersign.policy.PolicyOrigin;
import dev.countersign.policy.RepositoryPolicy;
import java.util.List;
import java.util.Objects;

/**
 * What is configured for a repository.
 *
 * @param id changes when what is configured does
 * @param policy the defaults where the file cannot be understood: then nothing may be verified by
 *     it
 * @param errors what is wrong with the file; empty where it is right or there is none
 */
record Configuration(
    PolicyOrigin origin, String id, RepositoryPolicy policy, List<PolicyError> errors) {
  /** That of a repository which nobody configured. */
  static final Configuration NONE =
      new Configuration(new PolicyOrigin.Defaults(), "", RepositoryPolicy.DEFAULT, List.of());

  Configuration {
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(policy, "policy");
    errors = List.copyOf(errors);
  }

  boolean isBroken() {
    return !errors.isEmpty();
  }
}
