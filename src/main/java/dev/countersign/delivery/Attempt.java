package dev.countersign.delivery;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of one try at handling a delivery.
 *
 * @param guid the delivery's
 * @param outcome how it ended
 * @param detail for the reader of the table; control characters and excess are removed
 * @param at when it ended
 * @param nextAttemptAt when to try again, null unless it is still waiting
 */
record Attempt(
    String guid,
    Outcome outcome,
    @Nullable String detail,
    Instant at,
    @Nullable Instant nextAttemptAt) {
  private static final int MAX_DETAIL = 1_000;

  Attempt {
    Objects.requireNonNull(guid, "guid");
    Objects.requireNonNull(at, "at");
    if ((outcome == Outcome.WAITING) != (nextAttemptAt != null)) {
      throw new IllegalArgumentException(outcome + " with the next attempt at " + nextAttemptAt);
    }
    if (detail != null) {
      detail = detail.substring(0, Math.min(detail.length(), MAX_DETAIL));
      detail = detail.replaceAll("\\p{Cntrl}+", " ");
    }
  }

  /** Where a delivery stands. */
  enum Outcome {
    /** Not handled yet, or to be tried again. */
    WAITING,
    /** Its event was handled. */
    HANDLED,
    /** It calls for nothing. */
    IGNORED,
    /** Its payload is not what its event promises. */
    UNREADABLE
  }
}
