package dev.countersign.simulation.github;

import java.util.concurrent.atomic.AtomicLong;

/** Where numeric ids come from: each is given once. */
final class Ids {
  private final AtomicLong last = new AtomicLong(600_000_000);

  long next() {
    return last.incrementAndGet();
  }
}
