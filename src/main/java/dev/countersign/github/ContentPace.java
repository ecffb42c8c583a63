package dev.countersign.github;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Spreads the requests of each installation that create or change content, of which GitHub takes 80
 * in a minute: 40 at once, and 40 more in every minute. Whoever may have some to send asks before,
 * and comes back later where they are used up. That GitHub takes 500 in an hour it says itself when
 * they are: so many are seldom needed.
 *
 * @see <a
 *     href="https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits">About
 *     secondary rate limits</a>
 */
final class ContentPace {
  private static final int INSTALLATIONS = 1_000;
  private static final int WAITING = 10_000;
  private static final int AT_ONCE = 40;
  private static final Duration BETWEEN = Duration.ofMillis(1_500);

  /** What a check run takes on both of its commits: they begin, and they end. */
  private static final Duration OF_A_SUBJECT = BETWEEN.multipliedBy(4);

  /** Nobody sends so much: the clock was put back. */
  private static final Duration IMPOSSIBLE = Duration.ofMinutes(10);

  /** By installation, when all would be sent, had they been sent one at a time. */
  private final BoundedCache<String, Instant> sent = new BoundedCache<>(INSTALLATIONS);

  /** The latest turn that was given in each queue. */
  private final BoundedCache<Queue, Instant> latest = new BoundedCache<>(INSTALLATIONS);

  private final BoundedCache<Waiting, Instant> turns = new BoundedCache<>(WAITING);

  /**
   * A request was sent.
   *
   * @param installation its number, as tokens have it
   */
  synchronized void sent(String installation, Instant now) {
    sent.put(installation, later(sentUntil(installation, now), now).plus(BETWEEN));
  }

  /**
   * When it is a subject's turn to send some; empty if it is now, once at the time that it was told
   * before. Those in one queue have their turns one after the other.
   */
  synchronized Optional<Instant> turn(
      String installation, String queue, String subject, Instant now) {
    Waiting waiting = new Waiting(installation, subject);
    Optional<Instant> told = turns.find(waiting);
    if (told.isPresent()) {
      if (now.isBefore(told.get())) {
        return told;
      }
      turns.remove(waiting);
      return Optional.empty();
    }
    Instant free = sentUntil(installation, now).minus(BETWEEN.multipliedBy(AT_ONCE));
    if (!free.isAfter(now)) {
      return Optional.empty();
    }
    Queue behind = new Queue(installation, queue);
    Instant turn =
        latest.find(behind).map(last -> later(free, last.plus(OF_A_SUBJECT))).orElse(free);
    latest.put(behind, turn);
    turns.put(waiting, turn);
    return Optional.of(turn);
  }

  private Instant sentUntil(String installation, Instant now) {
    return sent.find(installation)
        .filter(until -> until.isBefore(now.plus(IMPOSSIBLE)))
        .orElse(Instant.EPOCH);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private record Queue(String installation, String name) {}

  private record Waiting(String installation, String subject) {}
}
