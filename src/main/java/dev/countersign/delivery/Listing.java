package dev.countersign.delivery;

import dev.countersign.port.HookDeliveries.Page;
import dev.countersign.port.HookDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How far GitHub's list of deliveries was read.
 *
 * @param seenUntil up to when every attempt is known; empty before the first reading ended
 * @param newest where the reading that is under way began; empty if none is
 * @param nextPage where it goes on
 * @param failures how often in a row GitHub could not be asked
 * @param notBefore until when GitHub is left alone
 */
record Listing(
    Optional<Instant> seenUntil,
    Optional<Instant> newest,
    Optional<String> nextPage,
    int failures,
    Optional<Instant> notBefore) {
  /** Attempts are listed when they have ended, by when they began. */
  private static final Duration OVERLAP = Duration.ofMinutes(5);

  Listing {
    Objects.requireNonNull(seenUntil, "seenUntil");
    Objects.requireNonNull(newest, "newest");
    Objects.requireNonNull(nextPage, "nextPage");
    Objects.requireNonNull(notBefore, "notBefore");
  }

  /** Whether no reading is under way. */
  boolean isComplete() {
    return nextPage.isEmpty();
  }

  /**
   * After the page that was to be read.
   *
   * @param earliest attempts before it do not matter
   */
  Listing after(Page page, Instant earliest) {
    List<HookDelivery> attempts = page.attempts();
    Optional<Instant> began =
        newest.or(() -> attempts.stream().findFirst().map(HookDelivery::deliveredAt));
    Instant until =
        seenUntil.map(seen -> seen.minus(OVERLAP)).filter(earliest::isBefore).orElse(earliest);
    boolean done =
        page.next().isEmpty()
            || attempts.isEmpty()
            || attempts.get(attempts.size() - 1).deliveredAt().isBefore(until);
    if (!done) {
      return new Listing(seenUntil, began, page.next(), 0, Optional.empty());
    }
    Optional<Instant> seen =
        began.filter(at -> seenUntil.isEmpty() || at.isAfter(seenUntil.get())).or(() -> seenUntil);
    return new Listing(seen, Optional.empty(), Optional.empty(), 0, Optional.empty());
  }

  /** After GitHub could not be asked. */
  Listing failed(Instant retryAt) {
    return new Listing(seenUntil, newest, nextPage, failures + 1, Optional.of(retryAt));
  }

  /** The reading begins anew. */
  Listing restarted() {
    return new Listing(seenUntil, Optional.empty(), Optional.empty(), failures, notBefore);
  }
}
