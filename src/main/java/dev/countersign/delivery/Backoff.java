package dev.countersign.delivery;

import java.time.Duration;
import java.util.Objects;

/**
 * A wait that doubles with each failure.
 *
 * @param first after none before
 * @param longest which it never exceeds
 */
public record Backoff(Duration first, Duration longest) {
  /** Doubled as often, any wait is the longest. */
  private static final int MOST_DOUBLINGS = 20;

  public Backoff {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(longest, "longest");
  }

  /** How long to wait after {@code before} failures. */
  public Duration after(int before) {
    Duration doubled = first.multipliedBy(1L << Math.min(before, MOST_DOUBLINGS));
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }
}
