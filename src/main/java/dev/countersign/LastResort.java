package dev.countersign;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a process in which a thread ended by an error. Where memory ran out, that may be
 * any thread, and without it the server might accept deliveries for ever and handle none: it ends,
 * and all that it accepted goes on at the next start.
 */
final class LastResort implements Thread.UncaughtExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(LastResort.class);

  private final Runnable end;

  /**
   * Does nothing yet.
   *
   * @param end ends the process at once
   */
  LastResort(Runnable end) {
    this.end = end;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable e) {
    try {
      log.error("the thread {} ended", thread.getName(), e);
    } finally {
      if (e instanceof OutOfMemoryError) {
        end.run();
      }
    }
  }
}
