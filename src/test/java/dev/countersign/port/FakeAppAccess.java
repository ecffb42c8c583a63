package dev.countersign.port;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** Knows what a test says. */
public final class FakeAppAccess implements AppAccess {
  public final AtomicInteger asked = new AtomicInteger();
  private volatile Standing standing = new Standing(State.UNKNOWN, Instant.MIN);

  /** This was heard. */
  public void hear(State state, Instant at) {
    standing = new Standing(state, at);
  }

  @Override
  public Standing standing() {
    return standing;
  }

  @Override
  public void ask() {
    asked.incrementAndGet();
  }
}
