package dev.countersign.github;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Credentials that keep a token until shortly before it expires. Whoever asks while a new one is
 * being issued waits for that one.
 */
final class RenewedToken implements Credentials {
  private final String holder;
  private final Supplier<AccessToken> issuer;
  private final Duration renewedBefore;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable AccessToken current;

  RenewedToken(
      String holder, Supplier<AccessToken> issuer, Duration renewedBefore, InstantSource clock) {
    this.holder = holder;
    this.issuer = issuer;
    this.renewedBefore = renewedBefore;
    this.clock = clock;
  }

  @Override
  public String authorization() {
    lock.lock();
    try {
      AccessToken token = current;
      if (token == null || !token.isValidFor(renewedBefore, clock.instant())) {
        token = issuer.get();
        current = token;
      }
      return token.authorization();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String holder() {
    return holder;
  }

  @Override
  public void rejected(String authorization) {
    lock.lock();
    try {
      if (current != null && current.authorization().equals(authorization)) {
        current = null;
      }
    } finally {
      lock.unlock();
    }
  }
}
