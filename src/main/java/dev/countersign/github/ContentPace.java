package dev.countersign.github;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Spreads the requests of each installation that create or change content, of which GitHub takes 80
 * in a minute: 40 at once, and 40 more in every minute. Who has some to send asks before, and comes
 * back later where they are used up.
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

  private final BoundedCache<String, Spent> spent = new BoundedCache<>(INSTALLATIONS);
  private final BoundedCache<Subject, Instant> turns = new BoundedCache<>(WAITING);

  /**
   * A request was sent.
   *
   * @param installation its number, as tokens have it
   */
  synchronized void sent(String installation, Instant now) {
    Spent until = spent(installation);
    spent.put(installation, new Spent(later(until.requests, now).plus(BETWEEN), until.turns));
  }

  /**
   * When it is a subject's turn to send some; empty if it is now. The same subject is told the same
   * until then.
   */
  synchronized Optional<Instant> turn(String installation, String subject, Instant now) {
    Spent until = spent(installation);
    Instant free = until.requests.minus(BETWEEN.multipliedBy(AT_ONCE));
    if (!free.isAfter(now)) {
      return Optional.empty();
    }
    Subject waiting = new Subject(installation, subject);
    Optional<Instant> told = turns.find(waiting).filter(now::isBefore);
    if (told.isPresent()) {
      return told;
    }
    Instant turn = later(free, until.turns.plus(OF_A_SUBJECT));
    turns.put(waiting, turn);
    spent.put(installation, new Spent(until.requests, turn));
    return Optional.of(turn);
  }

  private Spent spent(String installation) {
    return spent.find(installation).orElse(Spent.NOTHING);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /**
   * What an installation has used.
   *
   * @param requests when all would be sent, had they been sent one at a time
   * @param turns the latest turn that was given
   */
  private record Spent(Instant requests, Instant turns) {
    static final Spent NOTHING = new Spent(Instant.EPOCH, Instant.EPOCH);
  }

  private record Subject(String installation, String id) {}
}
