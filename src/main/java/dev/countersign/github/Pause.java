package dev.countersign.github;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How the transport waits between two attempts of one request. */
@FunctionalInterface
public interface Pause {
  /** The wait of a running server: the calling thread blocks. */
  Pause BLOCKING = wait -> TimeUnit.NANOSECONDS.sleep(wait.toNanos());

  /** Returns after {@code wait}, or sooner with an exception if the thread is interrupted. */
  void pause(Duration wait) throws InterruptedException;
}
