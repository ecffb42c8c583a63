package dev.countersign.port;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * GitHub could not answer now: it was unreachable, failed, answered nonsense or limits the rate.
 * The work is to be tried again.
 */
public final class GitHubUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Instant retryAt;

  public GitHubUnavailableException(
      String message, @Nullable Instant retryAt, @Nullable Throwable cause) {
    super(message, cause);
    this.retryAt = retryAt;
  }

  /** When GitHub said to come back, if it did. */
  public Optional<Instant> retryAt() {
    return Optional.ofNullable(retryAt);
  }
}
