package dev.countersign.delivery;

import dev.countersign.delivery.Attempt.Outcome;
import dev.countersign.delivery.WaitingDelivery.Due;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Brings each stored delivery to the {@link EventHandler}, where many wait those of each
 * installation in turn, at least once: right after it was accepted, and in sweeps that also find
 * what a crash or another server left. A delivery whose handling fails is tried again later and
 * holds up no other.
 */
public final class DeliveryDispatcher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DeliveryDispatcher.class);
  private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(5);

  /** What arrives meanwhile waits for so many at most. */
  private static final int BATCH = 150;

  /** What arrives meanwhile is written in the same transaction as so many outcomes at most. */
  private static final int RECORDED_AT_ONCE = 50;

  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(10));

  /** GitHub redelivers for three days; until then, and well beyond, a GUID must be known. */
  private static final Duration RETENTION = Duration.ofDays(30);

  private static final Duration PRUNE_INTERVAL = Duration.ofHours(1);

  private final EventParser parser;
  private final DeliveryStore store;
  private final EventHandler handler;
  private final InstantSource clock;
  private final Duration sweepInterval;
  private final HandlingWatch watch;
  private final Thread thread;
  private Instant nextPrune = Instant.MIN;
  private volatile boolean closed;

  /** A dispatcher that does nothing until it is started. */
  public DeliveryDispatcher(
      EventParser parser,
      DeliveryStore store,
      EventHandler handler,
      InstantSource clock,
      HandlingWatch watch) {
    this(parser, store, handler, clock, watch, SWEEP_INTERVAL);
  }

  DeliveryDispatcher(
      EventParser parser,
      DeliveryStore store,
      EventHandler handler,
      InstantSource clock,
      HandlingWatch watch,
      Duration sweepInterval) {
    this.parser = parser;
    this.store = store;
    this.handler = handler;
    this.clock = clock;
    this.watch = watch;
    this.sweepInterval = sweepInterval;
    this.thread = new Thread(this::run, "delivery-dispatcher");
    this.thread.setDaemon(true);
  }

  /** Starts the dispatching thread, with what a former process left. */
  public void start() {
    thread.start();
  }

  /** Lets the delivery at hand finish and ends the thread. The rest waits for the next process. */
  @Override
  public void close() {
    closed = true;
    store.wake();
    Threads.joinUninterruptibly(thread);
  }

  /** Handles all that is due now, and forgets what is long concluded. */
  void dispatchDue() {
    List<Due> due;
    do {
      due = store.due(clock.instant(), BATCH);
      List<CompletableFuture<Void>> recorded = new ArrayList<>();
      for (int i = 0; i < due.size(); i += RECORDED_AT_ONCE) {
        recorded.add(dispatch(due.subList(i, Math.min(i + RECORDED_AT_ONCE, due.size()))));
      }
      recorded.forEach(CompletableFuture::join);
    } while (due.size() == BATCH && !closed);
    prune();
  }

  private CompletableFuture<Void> dispatch(List<Due> due) {
    List<Attempt> attempts = new ArrayList<>();
    for (Due delivery : due) {
      if (!closed) {
        attempt(delivery).ifPresent(attempts::add);
      }
    }
    return attempts.isEmpty() ? CompletableFuture.completedFuture(null) : store.record(attempts);
  }

  private void run() {
    while (!closed) {
      try {
        dispatchDue();
      } catch (Throwable e) { // what is accepted must go on being handled
        log.error("the waiting deliveries could not be dispatched; trying again", e);
      }
      try {
        store.awaitArrival(sweepInterval);
      } catch (InterruptedException e) {
        log.warn("dispatching was interrupted; what waits is handled after the next start");
        return;
      }
    }
  }

  /** One try; empty if the delivery was concluded meanwhile. */
  private Optional<Attempt> attempt(Due due) {
    MDC.put("delivery", due.guid());
    try {
      Optional<WaitingDelivery> found = store.find(due.guid());
      return found.isPresent() ? Optional.of(attempt(found.get())) : Optional.empty();
    } catch (Throwable e) { // the others must go on, whatever a row or a handler does
      Instant now = clock.instant();
      Instant next = now.plus(BACKOFF.after(due.attempts()));
      log.error("handling failed, attempt {}; next at {}", due.attempts() + 1, next, e);
      return Optional.of(new Attempt(due.guid(), Outcome.WAITING, e.toString(), now, next));
    } finally {
      MDC.clear();
    }
  }

  private Attempt attempt(WaitingDelivery delivery) {
    MDC.put("event", delivery.event());
    if (delivery.installationId() != null) {
      MDC.put("installation", delivery.installationId().toString());
    }
    if (delivery.repository() != null) {
      MDC.put("repository", delivery.repository());
    }
    HandlingWatch.Outcome outcome = HandlingWatch.Outcome.FAILED;
    try {
      Attempt attempt = handle(delivery);
      outcome =
          attempt.outcome() == Outcome.IGNORED
              ? HandlingWatch.Outcome.IGNORED
              : HandlingWatch.Outcome.HANDLED;
      return attempt;
    } catch (UnreadablePayloadException e) {
      outcome = HandlingWatch.Outcome.UNREADABLE;
      log.warn("the delivery is unreadable and will not be tried again: {}", e.getMessage());
      return concluded(delivery, Outcome.UNREADABLE, String.valueOf(e.getMessage()));
    } finally {
      watch.tried(EventType.named(delivery.event()), outcome);
    }
  }

  private Attempt handle(WaitingDelivery delivery) throws UnreadablePayloadException {
    WebhookEvent event =
        delivery.meaning().isPresent()
            ? delivery.meaning().get()
            : parser.parse(delivery.event(), delivery.payload());
    if (event instanceof WebhookEvent.Ignored ignored) {
      log.debug("ignored: {}", ignored.why());
      return concluded(delivery, Outcome.IGNORED, ignored.why());
    }
    LogContext.put(event);
    handler.handle(event);
    Attempt handled = concluded(delivery, Outcome.HANDLED, event.toString());
    log.info("handled: {}", handled.detail());
    return handled;
  }

  private Attempt concluded(WaitingDelivery delivery, Outcome outcome, String detail) {
    return new Attempt(delivery.guid(), outcome, detail, clock.instant(), null);
  }

  private void prune() {
    Instant now = clock.instant();
    if (!now.isBefore(nextPrune)) {
      store.prune(now.minus(RETENTION));
      nextPrune = now.plus(PRUNE_INTERVAL);
    }
  }
}
