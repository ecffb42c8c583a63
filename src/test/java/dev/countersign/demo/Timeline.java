package dev.countersign.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** Prints what happens, with the seconds since the demo began. */
final class Timeline {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int POLLS_A_DOT = 10;

  private final PrintStream out;
  private final InstantSource clock;
  private final Instant start;

  Timeline(PrintStream out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
    this.start = clock.instant();
  }

  /** Something happened. */
  void say(String event) {
    double seconds = Duration.between(start, clock.instant()).toMillis() / 1000.0;
    out.printf(Locale.ROOT, "%7.1f s  %s%n", seconds, event);
  }

  /** Prints a text as it is. */
  void show(String text) {
    out.println();
    text.lines().forEach(line -> out.println("          | " + line));
    out.println();
  }

  /** Waits until {@code condition} holds, showing that it does; returns whether it came true. */
  boolean await(String what, Duration atMost, BooleanSupplier condition)
      throws InterruptedException {
    Instant deadline = clock.instant().plus(atMost);
    int polls = 0;
    while (!condition.getAsBoolean()) {
      if (clock.instant().isAfter(deadline)) {
        say("gave up waiting for " + what);
        return false;
      }
      if (polls++ % POLLS_A_DOT == 0) {
        say("… waiting for " + what);
      }
      synchronized (this) {
        wait(POLL.toMillis());
      }
    }
    return true;
  }
}
