package dev.countersign.github;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * GitHub's time: this machine's, corrected by what GitHub's answers tell where the two differ by
 * more than can be explained otherwise. GitHub refuses a token of the App that is not yet or no
 * longer valid by GitHub's clock.
 */
final class GitHubClock implements InstantSource {
  private static final Logger log = LoggerFactory.getLogger(GitHubClock.class);

  /** An answer that took longer says too little of when it was dated. */
  private static final Duration SLOW = Duration.ofSeconds(5);

  /** Above what whole seconds and a slow answer make of clocks that agree. */
  private static final Duration TOLERATED = Duration.ofSeconds(5);

  /** A date has whole seconds: in the mean it is half a second old. */
  private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

  private final InstantSource local;
  private volatile @Nullable Duration drift;

  GitHubClock(InstantSource local) {
    this.local = local;
  }

  @Override
  public Instant instant() {
    Instant now = local.instant();
    Duration ahead = drift;
    return ahead == null || isTolerated(ahead) ? now : now.minus(ahead);
  }

  /** By how much this machine's clock is ahead of GitHub's; negative where it is behind. */
  Optional<Duration> drift() {
    return Optional.ofNullable(drift);
  }

  /**
   * Learns from an answer.
   *
   * @param sentAt by this machine's clock
   */
  void hear(Response response, Instant sentAt) {
    Instant date = response.headers().getInstant("Date");
    Duration took = Duration.between(sentAt, local.instant());
    boolean fresh = response.priorResponse() == null && response.header("Age") == null;
    if (date == null || !fresh || took.isNegative() || took.compareTo(SLOW) > 0) {
      return;
    }
    Instant answered = sentAt.plus(took.dividedBy(2));
    Duration ahead = Duration.between(date.plus(HALF_A_SECOND), answered);
    Duration before = drift;
    drift = ahead;
    tell(ahead, before == null || isTolerated(before));
  }

  private static void tell(Duration ahead, boolean agreedBefore) {
    boolean agree = isTolerated(ahead);
    if (!agree && agreedBefore) {
      log.warn(
          "this machine's clock is {} s {} GitHub's; the App's tokens are made by GitHub's",
          ahead.abs().toSeconds(),
          ahead.isNegative() ? "behind" : "ahead of");
    } else if (agree && !agreedBefore) {
      log.info("this machine's clock and GitHub's agree again");
    }
  }

  private static boolean isTolerated(Duration drift) {
    return drift.abs().compareTo(TOLERATED) <= 0;
  }
}
