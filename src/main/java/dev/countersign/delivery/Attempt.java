package dev.countersign.delivery;

import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
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
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

  Attempt {
    Objects.requireNonNull(guid, "guid");
    Objects.requireNonNull(at, "at");
    if ((outcome == Outcome.WAITING) != (nextAttemptAt != null)) {
      throw new IllegalArgumentException(outcome + " with the next attempt at " + nextAttemptAt);
    }
    if (detail != null) {
      detail = detail.substring(0, Math.min(detail.length(), MAX_DETAIL));
      detail = CONTROL.matcher(detail).replaceAll(" ");
    }
  }

  /** What becomes of a delivery as it is kept: it waits, unless it calls for nothing. */
  static Attempt onArrival(Delivery delivery) {
    Instant at = delivery.receivedAt();
    return delivery
        .summary()
        .ignoredBecause()
        .map(why -> new Attempt(delivery.guid(), Outcome.IGNORED, why, at, null))
        .orElseGet(() -> new Attempt(delivery.guid(), Outcome.WAITING, null, at, at));
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
