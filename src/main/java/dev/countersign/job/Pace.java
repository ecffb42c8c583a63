package dev.countersign.job;

import dev.countersign.delivery.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** How long a job waits between executions, and how long it goes on trying. */
final class Pace {
  /** How long after the deadline something unavailable is still asked for. */
  static final Duration GRACE = Duration.ofHours(24);

  /** How long after that it is still tried to say so. */
  static final Duration LAST_WORD = Duration.ofDays(7);

  /** How long after the deadline a release without materials is still news to anybody. */
  static final Duration LATE = Duration.ofDays(3);

  /** GitHub tells of a release before all of its servers know it. */
  static final Duration SETTLING = Duration.ofMinutes(2);

  /** How often in a row something unexpected may be thrown. */
  static final int MAX_FAULTS = 8;

  /** How often in a row what GitHub refuses is asked for again, within some five minutes. */
  static final int MAX_REFUSALS = 6;

  private static final Backoff LOOKS = new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(5));
  private static final Backoff RETRIES = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(10));
  private static final Duration SHORTEST_ASKED = Duration.ofSeconds(1);
  private static final Duration LONGEST_ASKED = Duration.ofHours(1);

  private final RandomGenerator random;

  Pace(RandomGenerator random) {
    this.random = random;
  }

  /** Until materials are looked for again, after {@code looks} looks without any. */
  Duration untilLook(int looks) {
    return LOOKS.after(looks);
  }

  /** Until a retry after {@code before} failures; jitter keeps those that failed together apart. */
  Duration untilRetry(int before) {
    long longest = RETRIES.after(before).toMillis();
    return Duration.ofMillis(random.nextLong(longest / 2, longest + 1));
  }

  /** The time that GitHub asked for, within reason. */
  Instant asked(Instant retryAt, Instant now) {
    Instant earliest = now.plus(SHORTEST_ASKED);
    Instant latest = now.plus(LONGEST_ASKED);
    return retryAt.isBefore(earliest) ? earliest : retryAt.isAfter(latest) ? latest : retryAt;
  }
}
