package dev.countersign.simulation.github;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The App's webhook: what became of each delivery, and where one that is asked for goes. */
public final class SimulatedHook implements AutoCloseable {
  private static final int NO_RECEIVER = 502;

  private final Ids ids;
  private final InstantSource clock;
  private final List<HookAttempt> attempts = new ArrayList<>();
  private final ExecutorService redelivering =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "redelivery");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable WebhookSender sender;

  SimulatedHook(Ids ids, InstantSource clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /** A delivery that finds no server. */
  public HookAttempt miss(WebhookDelivery delivery) {
    return note(delivery, false, NO_RECEIVER);
  }

  /** Every attempt, oldest first. */
  public synchronized List<HookAttempt> attempts() {
    return List.copyOf(attempts);
  }

  /** From now on deliveries that are asked for go this way. */
  synchronized void redeliverBy(WebhookSender newSender) {
    sender = newSender;
  }

  synchronized HookAttempt note(WebhookDelivery delivery, boolean redelivery, int statusCode) {
    String status =
        statusCode == NO_RECEIVER
            ? "failed to connect to host"
            : statusCode / 100 == 2 ? "OK" : "Invalid HTTP Response: " + statusCode;
    Instant now = clock.instant();
    HookAttempt attempt =
        new HookAttempt(ids.next(), delivery, now, redelivery, statusCode, status);
    attempts.add(attempt);
    return attempt;
  }

  /** Sends the delivery of an attempt again, a moment later; false if there is no such attempt. */
  synchronized boolean redeliver(long id) {
    Optional<HookAttempt> attempt =
        attempts.stream().filter(candidate -> candidate.id() == id).findFirst();
    attempt.ifPresent(found -> redelivering.execute(() -> redeliver(found.delivery())));
    return attempt.isPresent();
  }

  private void redeliver(WebhookDelivery delivery) {
    WebhookSender by;
    synchronized (this) {
      by = sender;
    }
    if (by == null) {
      note(delivery, true, NO_RECEIVER);
      return;
    }
    try {
      note(delivery, true, by.post(delivery).status());
    } catch (UncheckedIOException e) {
      note(delivery, true, NO_RECEIVER);
    }
  }

  @Override
  public void close() {
    redelivering.shutdownNow();
  }
}
