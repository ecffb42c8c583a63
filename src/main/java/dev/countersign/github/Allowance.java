package dev.countersign.github;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * How many requests GitHub still allows.
 *
 * @param holder id of the installation, or {@code app} for the App itself
 * @param resource what is counted: {@code core}, {@code graphql} or {@code other}
 * @param limit how many in an hour
 * @param remaining how many of them are left
 * @param resetAt when they are all there again
 * @see <a
 *     href="https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#checking-the-status-of-your-rate-limit">Checking
 *     the status of your rate limit</a>
 */
public record Allowance(
    String holder, String resource, long limit, long remaining, Instant resetAt) {
  public Allowance {
    Objects.requireNonNull(holder, "holder");
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(resetAt, "resetAt");
  }

  /** What an answer tells, if it tells it. */
  static Optional<Allowance> of(String holder, Headers headers) {
    Optional<Long> limit = number(headers, "X-RateLimit-Limit");
    Optional<Long> remaining = number(headers, "X-RateLimit-Remaining");
    Optional<Long> reset = number(headers, "X-RateLimit-Reset");
    if (limit.isEmpty() || remaining.isEmpty() || reset.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Allowance(
            holder,
            resource(headers.get("X-RateLimit-Resource")),
            limit.get(),
            remaining.get(),
            Instant.ofEpochSecond(reset.get())));
  }

  private static String resource(@Nullable String told) {
    return told == null || told.equals("core") ? "core" : told.equals("graphql") ? told : "other";
  }

  private static Optional<Long> number(Headers headers, String name) {
    return Optional.ofNullable(headers.get(name))
        .filter(text -> text.matches("[0-9]{1,12}"))
        .map(Long::valueOf);
  }
}
