package dev.countersign.github;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A bearer token.
 *
 * @param value the secret
 * @param expiresAt when GitHub stops accepting it
 */
record AccessToken(String value, Instant expiresAt) {
  AccessToken {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(expiresAt, "expiresAt");
  }

  /** Whether it can still be used for {@code span} from {@code now} on. */
  boolean isValidFor(Duration span, Instant now) {
    return now.plus(span).isBefore(expiresAt);
  }

  /** Value of the Authorization header. */
  String authorization() {
    return "Bearer " + value;
  }

  @Override
  public String toString() {
    return "[REDACTED]";
  }
}
