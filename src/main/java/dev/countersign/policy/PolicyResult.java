package dev.countersign.policy;

import java.util.List;
import java.util.Objects;

/** What reading a configuration file gave. */
public sealed interface PolicyResult {
  /** The file is right. */
  record Accepted(RepositoryPolicy policy) implements PolicyResult {
    public Accepted {
      Objects.requireNonNull(policy, "policy");
    }
  }

  /**
   * The file is wrong.
   *
   * @param errors every mistake found, in the file's order; at least one
   */
  record Rejected(List<PolicyError> errors) implements PolicyResult {
    /** Refuses to reject without a reason. */
    public Rejected {
      errors = List.copyOf(errors);
      if (errors.isEmpty()) {
        throw new IllegalArgumentException("rejected without an error");
      }
    }
  }
}
