package dev.countersign.delivery;

import dev.countersign.delivery.DeliveryTable.Packed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accepted deliveries, on the disk. One thread writes, everything that waits in one
 * transaction. Close it after whoever hands deliveries in and after the {@link DeliveryDispatcher}.
 */
public final class DeliveryStore implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DeliveryStore.class);

  /** Room for two deliveries of the greatest size, or for thousands of the usual one. */
  private static final long QUEUE_BYTES = 64L * 1024 * 1024;

  /** Room for thousands of the usual size that wait to be handled. */
  private static final long RECENT_BYTES = 16L * 1024 * 1024;

  /** GitHub gives a delivery ten seconds and must be told well before. */
  private static final Duration ACCEPT_LIMIT = Duration.ofSeconds(8);

  /** What a queued item takes beside its payload. */
  private static final long ITEM_BYTES = 1024;

  private static final int PRUNED_AT_ONCE = 500;

  private final Jdbi jdbi;
  private final HandlingWatch watch;
  private final GroupWriter<Write> writer;
  private final Duration acceptLimit;
  private final RecentDeliveries recent = new RecentDeliveries(RECENT_BYTES);
  private final Semaphore arrivals = new Semaphore(0);

  /** Whoever waits does work of its own when it is told: the next group is written meanwhile. */
  private final GroupWriter<List<Written>> answers =
      new GroupWriter<>(
          "delivery-answers",
          Long.MAX_VALUE,
          all -> all.forEach(group -> group.forEach(Written::tell)),
          (group, e) -> group.forEach(Written::tell));

  public DeliveryStore(Jdbi jdbi, HandlingWatch watch) {
    this(jdbi, watch, QUEUE_BYTES, ACCEPT_LIMIT);
  }

  DeliveryStore(Jdbi jdbi, HandlingWatch watch, long queueBytes, Duration acceptLimit) {
    this.jdbi = jdbi;
    this.watch = watch;
    this.acceptLimit = acceptLimit;
    this.writer =
        new GroupWriter<>("delivery-writer", queueBytes, this::commit, DeliveryStore::fail);
  }

  /**
   * Keeps a delivery unless one with its GUID is kept already. What calls for nothing, as most do,
   * is concluded by that; the rest waits for the {@link DeliveryDispatcher}. The future completes
   * when it is on the disk, or with a {@link DeliveryStoreException} when it could not be kept, or
   * not within eight seconds; it may still be written then, and is a duplicate when it is delivered
   * again. Dependents run on the thread that completes it and must be quick.
   */
  public CompletableFuture<Acceptance> accept(Delivery delivery) {
    Packed packed = Packed.of(delivery);
    Write.Insert insert = new Write.Insert(packed, new CompletableFuture<>());
    if (!writer.offer(insert, ITEM_BYTES + delivery.payload().length + packed.payload().length)) {
      refuse(insert);
    }
    return insert
        .done
        .orTimeout(acceptLimit.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(e -> CompletableFuture.failedFuture(acceptFailure(e)));
  }

  /**
   * Notes what became of deliveries. The future completes when that is on the disk, or with a
   * {@link DeliveryStoreException}.
   */
  CompletableFuture<Void> record(List<Attempt> attempts) {
    Write.Outcomes outcomes = new Write.Outcomes(attempts, new CompletableFuture<>());
    if (!writer.offer(outcomes, ITEM_BYTES)) {
      refuse(outcomes);
    }
    return outcomes.done;
  }

  /**
   * Deliveries to be handled by {@code now}; where more wait, those of each installation in turn.
   */
  List<WaitingDelivery.Due> due(Instant now, int limit) {
    return jdbi.withHandle(handle -> DeliveryTable.due(handle, now, limit));
  }

  /**
   * What is to be handled by {@code now}.
   *
   * @throws RuntimeException if the database cannot be read
   */
  public Backlog backlog(Instant now) {
    return jdbi.withHandle(handle -> DeliveryTable.backlog(handle, now));
  }

  /**
   * The delivery, if it still waits. One that another server concluded a moment ago may be found,
   * and be handled twice.
   */
  Optional<WaitingDelivery> find(String guid) {
    Optional<Delivery> accepted = recent.take(guid);
    return accepted.isPresent() ? accepted.map(WaitingDelivery::of) : read(guid);
  }

  private Optional<WaitingDelivery> read(String guid) {
    return jdbi.withHandle(handle -> DeliveryTable.find(handle, guid));
  }

  /** Deletes the deliveries that were concluded before {@code before}. */
  void prune(Instant before) {
    int pruned;
    do {
      // In steps: one long transaction would keep the writer waiting.
      pruned = jdbi.withHandle(handle -> DeliveryTable.prune(handle, before, PRUNED_AT_ONCE));
    } while (pruned == PRUNED_AT_ONCE);
  }

  /** Waits until a delivery arrives, {@link #wake} is called or the time is over. */
  void awaitArrival(Duration atMost) throws InterruptedException {
    if (arrivals.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      arrivals.drainPermits();
    }
  }

  /** Ends {@link #awaitArrival}. */
  void wake() {
    arrivals.release();
  }

  /** Writes what waits, has it answered and takes no more. */
  @Override
  public void close() {
    writer.close();
    answers.close();
  }

  private void commit(List<Write> group) {
    List<Write.Insert> inserts = new ArrayList<>();
    List<Write.Outcomes> outcomes = new ArrayList<>();
    for (Write write : group) {
      if (write instanceof Write.Insert insert) {
        inserts.add(insert);
      } else if (write instanceof Write.Outcomes outcome) {
        outcomes.add(outcome);
      }
    }
    int[] inserted = write(inserts, outcomes);
    outcomes.forEach(outcome -> outcome.done.complete(null));
    boolean arrived = false;
    List<Written> written = new ArrayList<>();
    for (int i = 0; i < inserted.length; i++) {
      Write.Insert insert = inserts.get(i);
      Acceptance acceptance =
          inserted[i] == 0 ? Acceptance.DUPLICATE : firstOfItsGuid(insert.packed);
      written.add(new Written(insert.done, acceptance));
      arrived |= acceptance == Acceptance.NEW;
    }
    if (!written.isEmpty()) {
      answers.offer(written, 0);
    }
    if (arrived) {
      wake();
    }
  }

  private Acceptance firstOfItsGuid(Packed packed) {
    Delivery delivery = packed.delivery();
    if (packed.outcome().outcome() == Attempt.Outcome.WAITING) {
      recent.add(delivery);
      return Acceptance.NEW;
    }
    watch.tried(EventType.named(delivery.event()), HandlingWatch.Outcome.IGNORED);
    return Acceptance.IGNORED;
  }

  private static void refuse(Write write) {
    write
        .done()
        .completeExceptionally(
            new DeliveryStoreException("too many deliveries wait to be written", null));
  }

  private static void fail(Write write, Throwable e) {
    write
        .done()
        .completeExceptionally(
            new DeliveryStoreException("the database could not take the deliveries", rootCause(e)));
  }

  private int[] write(List<Write.Insert> inserts, List<Write.Outcomes> outcomes) {
    List<Packed> packed = inserts.stream().map(Write.Insert::packed).toList();
    List<Attempt> attempts = outcomes.stream().flatMap(o -> o.attempts().stream()).toList();
    try {
      return jdbi.inTransaction(
          handle -> {
            DeliveryTable.record(handle, attempts);
            return DeliveryTable.insert(handle, packed);
          });
    } catch (RuntimeException | Error e) {
      log.error("{} deliveries could not be written", packed.size(), rootCause(e));
      throw e;
    }
  }

  private Throwable acceptFailure(Throwable e) {
    return e instanceof TimeoutException
        ? new DeliveryStoreException("the delivery was not written within " + acceptLimit, e)
        : e;
  }

  /** The drivers' own exceptions around it quote statements with the payloads in them. */
  private static Throwable rootCause(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** Whoever waits for a delivery that is on the disk. */
  private record Written(CompletableFuture<Acceptance> done, Acceptance acceptance) {
    void tell() {
      done.complete(acceptance);
    }
  }

  /** What waits to be written. */
  private sealed interface Write {
    CompletableFuture<?> done();

    record Insert(Packed packed, CompletableFuture<Acceptance> done) implements Write {}

    record Outcomes(List<Attempt> attempts, CompletableFuture<Void> done) implements Write {}
  }
}
