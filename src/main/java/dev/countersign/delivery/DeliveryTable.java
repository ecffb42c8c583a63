package dev.countersign.delivery;

import dev.countersign.delivery.WaitingDelivery.Due;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The table {@code deliveries}, one row for each GUID. */
final class DeliveryTable {
  private static final String INSERT =
      """
      insert into deliveries (guid, event, action, installation_id, repository, payload,
        received_at, attempts, next_attempt_at, outcome, detail, concluded_at)
      values (:guid, :event, :action, :installationId, :repository, :payload,
        :receivedAt, 0, :nextAttemptAt, :outcome, :detail, :concludedAt)
      on conflict (guid) do nothing
      """;

  /** A delivery that another server concluded meanwhile stays concluded. */
  private static final String RECORD =
      """
      update deliveries
      set attempts = attempts + 1, next_attempt_at = :nextAttemptAt, outcome = :outcome,
        detail = :detail, concluded_at = :concludedAt
      where guid = :guid and next_attempt_at is not null
      """;

  private static final String OLDEST =
      """
      select guid, attempts from deliveries where next_attempt_at <= :now
      order by next_attempt_at, received_at
      limit :limit
      """;

  /** One of each installation after the other, so that none waits for what another floods. */
  private static final String FAIR =
      """
      select guid, attempts from
        (select guid, attempts, next_attempt_at, received_at,
          row_number() over (partition by installation_id order by next_attempt_at, received_at)
            as place
        from deliveries where next_attempt_at <= :now) as due
      order by place, next_attempt_at, received_at
      limit :limit
      """;

  private static final String BACKLOG =
      """
      select count(*) as due, min(next_attempt_at) as oldest from deliveries
      where next_attempt_at <= :now
      """;

  private static final String FIND =
      """
      select guid, event, installation_id, repository, payload from deliveries
      where guid = :guid and next_attempt_at is not null
      """;

  private static final String PRUNE =
      """
      delete from deliveries where guid in
        (select guid from deliveries where concluded_at < :before limit :limit)
      """;

  private DeliveryTable() {}

  /** Inserts those whose GUID is new: 1 for each that was, 0 for the others, in their order. */
  static int[] insert(Handle handle, List<Packed> packed) {
    if (packed.isEmpty()) {
      return new int[0];
    }
    try (PreparedBatch batch = handle.prepareBatch(INSERT)) {
      for (Packed row : packed) {
        Delivery delivery = row.delivery();
        bind(row.outcome(), batch)
            .bind("event", delivery.event())
            .bind("action", delivery.summary().action().orElse(null))
            .bind("installationId", delivery.summary().installationId().orElse(null))
            .bind("repository", delivery.summary().repository().orElse(null))
            .bind("payload", row.payload())
            .bind("receivedAt", millis(delivery.receivedAt()))
            .add();
      }
      return batch.execute();
    }
  }

  static void record(Handle handle, List<Attempt> attempts) {
    if (attempts.isEmpty()) {
      return;
    }
    try (PreparedBatch batch = handle.prepareBatch(RECORD)) {
      for (Attempt attempt : attempts) {
        bind(attempt, batch).add();
      }
      batch.execute();
    }
  }

  private static PreparedBatch bind(Attempt attempt, PreparedBatch batch) {
    Instant next = attempt.nextAttemptAt();
    return batch
        .bind("guid", attempt.guid())
        .bind("outcome", attempt.outcome().name())
        .bind("detail", attempt.detail())
        .bind("nextAttemptAt", millis(next))
        .bind("concludedAt", millis(next == null ? attempt.at() : null));
  }

  /**
   * Those to be handled by {@code now}, the oldest first; where they are more than {@code limit},
   * one of each installation after the other.
   */
  static List<Due> due(Handle handle, Instant now, int limit) {
    // To take turns, all that wait have to be looked at.
    List<Due> oldest = due(handle, OLDEST, now, limit + 1);
    return oldest.size() <= limit ? oldest : due(handle, FAIR, now, limit);
  }

  private static List<Due> due(Handle handle, String query, Instant now, int limit) {
    return handle
        .createQuery(query)
        .bind("now", now.toEpochMilli())
        .bind("limit", limit)
        .map((row, context) -> new Due(row.getString("guid"), row.getInt("attempts")))
        .list();
  }

  /** What is to be handled by {@code now}. */
  static Backlog backlog(Handle handle, Instant now) {
    return handle
        .createQuery(BACKLOG)
        .bind("now", now.toEpochMilli())
        .map(
            (row, context) -> {
              long due = row.getLong("due");
              long oldest = row.getLong("oldest");
              return due == 0
                  ? Backlog.NONE
                  : new Backlog(due, Optional.of(Instant.ofEpochMilli(oldest)));
            })
        .one();
  }

  /** The delivery if it still waits. */
  static Optional<WaitingDelivery> find(Handle handle, String guid) {
    return handle
        .createQuery(FIND)
        .bind("guid", guid)
        .map((row, context) -> waitingDelivery(row))
        .findOne();
  }

  /** Deletes deliveries concluded before {@code before}; returns how many. */
  static int prune(Handle handle, Instant before, int limit) {
    return handle
        .createUpdate(PRUNE)
        .bind("before", before.toEpochMilli())
        .bind("limit", limit)
        .execute();
  }

  private static WaitingDelivery waitingDelivery(ResultSet row) throws SQLException {
    long installation = row.getLong("installation_id");
    return new WaitingDelivery(
        row.getString("guid"),
        row.getString("event"),
        row.wasNull() ? null : installation,
        row.getString("repository"),
        Optional.empty(),
        PayloadBytes.unpack(row.getBytes("payload")));
  }

  /** A delivery, its payload as it is kept, and what becomes of it by that. */
  record Packed(Delivery delivery, byte[] payload, Attempt outcome) {
    static Packed of(Delivery delivery) {
      return new Packed(
          delivery, PayloadBytes.pack(delivery.payload()), Attempt.onArrival(delivery));
    }
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }
}
