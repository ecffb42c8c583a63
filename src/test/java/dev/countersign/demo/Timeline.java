package dev.countersign.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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
    out.println(time() + event);
  }

  /** Prints lines set off from what happens. */
  void show(List<String> lines) {
    out.println();
    lines.forEach(line -> out.println("           │ " + line));
    out.println();
  }

  /**
   * Waits until {@code condition} holds, with a dot for each second that it takes; returns whether
   * it came true.
   */
  boolean await(String what, Duration atMost, BooleanSupplier condition)
      throws InterruptedException {
    Instant deadline = clock.instant().plus(atMost);
    int polls = 0;
    boolean holds = condition.getAsBoolean();
    while (!holds && clock.instant().isBefore(deadline)) {
      if (polls == 0) {
        out.print(time() + "… waiting for " + what + " ");
      }
      if (polls % POLLS_A_DOT == 0) {
        out.print(".");
        out.flush();
      }
      polls++;
      synchronized (this) {
        wait(POLL.toMillis());
      }
      holds = condition.getAsBoolean();
    }
    if (polls > 0) {
      out.println();
    }
    if (!holds) {
      say("Gave up after " + atMost.toSeconds() + " seconds of waiting for " + what + ".");
    }
    return holds;
  }

  private String time() {
    double seconds = Duration.between(start, clock.instant()).toMillis() / 1000.0;
    return String.format(Locale.ROOT, "%7.1f s  ", seconds);
  }
}
