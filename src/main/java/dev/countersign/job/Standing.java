package dev.countersign.job;

import dev.countersign.verification.ObjectIds;
import java.util.Objects;

/**
 * A commit that a job has a check run on, or is about to have one.
 *
 * @param commit object id
 * @param role what the commit is to the job
 * @param state how its check run stands
 */
record Standing(String commit, Role role, State state) {
  Standing {
    ObjectIds.require(commit);
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(state, "state");
  }

  /** What a commit is to a job. */
  enum Role {
    /** The tag points at it, or it is the head of a change. */
    SUBJECT,
    /** It brought materials of the release. */
    MATERIALS,
    /** It was one of these. */
    FORMER
  }

  /** How a check run stands. */
  enum State {
    /** There is none yet. */
    NONE,
    /** It is in progress. */
    WAITING,
    CONCLUDED
  }
}
