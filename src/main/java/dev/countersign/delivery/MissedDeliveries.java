package dev.countersign.delivery;

import dev.countersign.delivery.MissedTable.Due;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubRefusedException.Refusal;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.port.HookDeliveries;
import dev.countersign.port.HookDeliveries.Page;
import dev.countersign.port.HookDelivery;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The deliveries that GitHub could not bring, found in its list and asked for again: each a few
 * times, more and more rarely, until it came. What GitHub believes to have failed and yet came is
 * not asked for. Only one thread of one server may work with it at a time.
 */
public final class MissedDeliveries {
  private static final Logger log = LoggerFactory.getLogger(MissedDeliveries.class);

  /**
   * How long GitHub keeps deliveries: <a
   * href="https://docs.github.com/en/webhooks/testing-and-troubleshooting-webhooks/redelivering-webhooks">Redelivering
   * webhooks</a>.
   */
  private static final Duration WINDOW = Duration.ofDays(3);

  /**
   * Of 100 attempts each, every few minutes: a list that grows by 50 a second is read to its end,
   * with less than half of the requests that GitHub allows an App. A longer one is read on the next
   * time.
   */
  private static final int PAGES_AT_ONCE = 100;

  /** Far below what GitHub lets an App ask for in a minute. */
  private static final int ASKED_AT_ONCE = 50;

  /** Between asking for a delivery and asking again; after the last it is given up. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(4), Duration.ofHours(12));

  private static final Backoff BACKOFF = new Backoff(Duration.ofMinutes(3), Duration.ofHours(1));

  private final MissedTable table;
  private final HookDeliveries deliveries;
  private final InstantSource clock;

  public MissedDeliveries(Jdbi jdbi, HookDeliveries deliveries, InstantSource clock) {
    this.table = new MissedTable(jdbi);
    this.deliveries = deliveries;
    this.clock = clock;
  }

  /** Reads what is new in GitHub's list, and asks for what is due. */
  public void recover() {
    Instant now = clock.instant();
    Listing listing = table.listing();
    if (listing.notBefore().filter(now::isBefore).isPresent()) {
      return;
    }
    try {
      // Further down an unfinished list may say that a delivery succeeded.
      if (read(listing, now)) {
        ask(now);
      }
    } catch (GitHubUnavailableException e) {
      postpone(table.listing(), e.retryAt(), e, now);
    } catch (GitHubRefusedException e) {
      postpone(table.listing().restarted(), Optional.empty(), e, now);
    }
  }

  /** Reads page by page; returns whether the reading came to its end. */
  private boolean read(Listing before, Instant now) {
    Instant earliest = now.minus(WINDOW);
    Listing listing = before;
    for (int pages = 0; pages < PAGES_AT_ONCE; pages++) {
      Page page = deliveries.list(listing.nextPage());
      listing = listing.after(page, earliest);
      List<HookDelivery> known =
          page.attempts().stream()
              .filter(attempt -> !attempt.deliveredAt().isBefore(earliest))
              .filter(attempt -> EventType.named(attempt.event()).isPresent())
              .toList();
      table.save(listing, known, now);
      if (listing.isComplete()) {
        table.prune(earliest);
        return true;
      }
    }
    log.info("GitHub's list of deliveries is long; it is read on the next time");
    return false;
  }

  private void ask(Instant now) {
    for (Due due : table.due(now, now.minus(WINDOW), ASKED_AT_ONCE)) {
      MDC.put("delivery", due.guid());
      try {
        ask(due, now);
      } finally {
        MDC.remove("delivery");
      }
    }
  }

  private void ask(Due due, Instant now) {
    Optional<Instant> next =
        due.asked() < PAUSES.size()
            ? Optional.of(now.plus(PAUSES.get(due.asked())))
            : Optional.empty();
    // Before it is: GitHub may hear what it does not confirm.
    table.asked(due.guid(), due.asked() + 1, next);
    try {
      deliveries.redeliver(due.id());
      log.info("GitHub could not bring this delivery and was asked for it again");
    } catch (GitHubUnavailableException e) {
      if (e.retryAt().isPresent()) {
        table.asked(due.guid(), due.asked(), e.retryAt());
      }
      throw e;
    } catch (GitHubRefusedException e) {
      if (e.refusal() != Refusal.REJECTED) {
        table.asked(due.guid(), due.asked(), Optional.of(now));
        throw e;
      }
      table.asked(due.guid(), due.asked() + 1, Optional.empty());
      log.warn("GitHub does not bring this delivery again: {}", e.getMessage());
    }
  }

  private void postpone(
      Listing listing, Optional<Instant> retryAt, RuntimeException cause, Instant now) {
    Instant next =
        retryAt.filter(now::isBefore).orElseGet(() -> now.plus(BACKOFF.after(listing.failures())));
    table.save(listing.failed(next));
    log.warn("missed deliveries are looked for again at {}: {}", next, cause.getMessage());
  }
}
