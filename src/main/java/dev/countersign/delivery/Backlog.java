package dev.countersign.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What is due and not begun.
 *
 * @param due how many
 * @param oldest when the first of them was due; empty where nothing is
 */
public record Backlog(long due, Optional<Instant> oldest) {
  /** Nothing is due. */
  public static final Backlog NONE = new Backlog(0, Optional.empty());

  public Backlog {
    Objects.requireNonNull(oldest, "oldest");
    if (due < 0 || (due == 0) != oldest.isEmpty()) {
      throw new IllegalArgumentException(due + " are due, the first at " + oldest);
    }
  }

  /** For how long the oldest has been due. */
  public Duration lag(Instant now) {
    return oldest
        .filter(now::isAfter)
        .map(since -> Duration.between(since, now))
        .orElse(Duration.ZERO);
  }
}
