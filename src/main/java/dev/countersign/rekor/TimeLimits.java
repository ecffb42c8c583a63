package dev.countersign.rekor;

import java.time.Duration;

/**
 * How long the log may take.
 *
 * @param connect to accept a connection
 * @param read between two parts of the answer
 * @param call for everything
 */
record TimeLimits(Duration connect, Duration read, Duration call) {
  static final TimeLimits DEFAULT =
      new TimeLimits(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20));

  /** The same with another limit for everything. */
  TimeLimits withCall(Duration limit) {
    return new TimeLimits(connect, read, limit);
  }
}
