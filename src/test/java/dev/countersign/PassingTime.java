package dev.countersign;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A clock that goes on in steps, and only while nothing is going on.
 *
 * @param advance puts the clock forward
 * @param step longer than what is waited for
 * @param quiet for how long nothing is asked when nothing is going on
 * @param requests how many have been answered so far
 */
record PassingTime(
    Consumer<Duration> advance, Duration step, Duration quiet, LongSupplier requests) {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Returns when it is done, or after so many steps. */
  void until(BooleanSupplier done, int mostSteps) {
    for (int i = 0; i < mostSteps && !done.getAsBoolean(); i++) {
      advance.accept(step);
      awaitQuiet();
    }
  }

  void awaitQuiet() {
    AtomicLong before = new AtomicLong();
    await()
        .atMost(PATIENCE)
        .during(quiet)
        .until(
            () -> {
              long now = requests.getAsLong();
              return before.getAndSet(now) == now;
            });
  }
}
