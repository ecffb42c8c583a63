package dev.countersign.github;

import dev.countersign.port.GitHubUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import okhttp3.Request;

/**
 * Until when GitHub takes no more requests, by whose they are and what is counted: whoever finds
 * out keeps all others from asking. GraphQL is counted by itself.
 *
 * @see <a
 *     href="https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately">Handle
 *     rate limit errors appropriately</a>
 */
final class Limits {
  private static final int KEPT = 2_000;

  /** No limit lasts longer: the clock was put back. */
  private static final Duration IMPOSSIBLE = Duration.ofMinutes(61);

  private final BoundedCache<Counted, Instant> ends = new BoundedCache<>(KEPT);
  private final InstantSource clock;

  Limits(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * What {@code sending} returns, which is left alone while a limit lasts.
   *
   * @param holder whose requests are counted
   * @throws GitHubUnavailableException that tells when the limit ends
   */
  <T> T observe(Request request, String holder, Supplier<T> sending) {
    Counted counted = new Counted(holder, request.url().encodedPath().endsWith("/graphql"));
    Instant now = clock.instant();
    ends.find(counted)
        .filter(end -> now.isBefore(end) && end.isBefore(now.plus(IMPOSSIBLE)))
        .ifPresent(
            end -> {
              throw new GitHubUnavailableException(
                  "its limit of the requests of %s lasts until %s".formatted(holder, end),
                  end,
                  null);
            });
    try {
      return sending.get();
    } catch (GitHubUnavailableException e) {
      e.retryAt().ifPresent(end -> ends.put(counted, end));
      throw e;
    }
  }

  private record Counted(String holder, boolean graphQl) {}
}
