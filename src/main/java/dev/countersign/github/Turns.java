package dev.countersign.github;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Lets one thread after the other work on the same thing: whoever looks for something and then
 * creates it must be alone in this. Different things seldom wait for each other.
 */
final class Turns {
  private static final int LOCKS = 64;

  private final List<ReentrantLock> locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

  /** Runs {@code work} when it is the turn of {@code thing}. */
  <T> T take(Object thing, Supplier<T> work) {
    ReentrantLock lock = locks.get(Math.floorMod(thing.hashCode(), LOCKS));
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
