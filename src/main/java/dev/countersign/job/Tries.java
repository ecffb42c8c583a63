package dev.countersign.job;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How often a job has tried.
 *
 * @param looks how often materials were looked for and not found, since the last wake
 * @param failures how often in a row something was unavailable, unless GitHub asked to wait: that
 *     may be for what others asked
 * @param faults how often in a row something unexpected was thrown
 * @param notBefore until when GitHub asked not to be asked
 */
record Tries(int looks, int failures, int faults, Optional<Instant> notBefore) {
  static final Tries NONE = new Tries(0, 0, 0, Optional.empty());

  Tries {
    Objects.requireNonNull(notBefore, "notBefore");
  }

  /** How many executions these were. */
  int before() {
    return looks + failures + faults;
  }

  /** After a look that found everything in order and no materials. */
  Tries looked() {
    return new Tries(looks + 1, 0, 0, Optional.empty());
  }

  /** After something was unavailable. */
  Tries failed(Optional<Instant> askedNotBefore) {
    return new Tries(
        looks, askedNotBefore.isPresent() ? failures : failures + 1, faults, askedNotBefore);
  }

  /** After something unexpected was thrown. */
  Tries faulted() {
    return new Tries(looks, failures, faults + 1, Optional.empty());
  }
}
