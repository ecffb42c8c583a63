package dev.countersign.trust;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When to refresh: regularly, more and more rarely while it fails, and on demand within limits. */
final class RefreshSchedule {
  private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
  private static final Duration LAST_RETRY = Duration.ofHours(1);

  /** Whoever demands refreshes gets no more than one in this time. */
  private static final Duration BETWEEN_DEMANDS = Duration.ofMinutes(5);

  private final Duration interval;
  private Instant next = Instant.MIN;
  private @Nullable Instant lastAttempt;
  private @Nullable Instant lastSuccess;
  private Duration retry = FIRST_RETRY;

  /**
   * @param interval between good refreshes
   */
  RefreshSchedule(Duration interval) {
    this.interval = interval;
  }

  /** Whether it is time; a clock that was set back may not put it off for long. */
  synchronized boolean isDue(Instant now) {
    return !now.isBefore(next) || (lastAttempt != null && now.isBefore(lastAttempt));
  }

  synchronized void succeeded(Instant now) {
    lastAttempt = now;
    lastSuccess = now;
    retry = FIRST_RETRY;
    next = now.plus(interval);
  }

  /** Notes a failure, and says how long to wait for the next attempt. */
  synchronized Duration failed(Instant now) {
    Duration wait = retry;
    lastAttempt = now;
    next = now.plus(wait);
    Duration doubled = wait.multipliedBy(2);
    retry = doubled.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : doubled;
    return wait;
  }

  /** Brings the next refresh forward; false if the last good one is too recent for that. */
  synchronized boolean demand(Instant now) {
    if (lastSuccess != null && now.isBefore(lastSuccess.plus(BETWEEN_DEMANDS))) {
      return false;
    }
    Instant earliest = lastAttempt == null ? now : lastAttempt.plus(BETWEEN_DEMANDS);
    if (earliest.isBefore(next)) {
      next = earliest;
    }
    return true;
  }
}
