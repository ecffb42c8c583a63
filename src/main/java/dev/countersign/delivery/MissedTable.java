package dev.countersign.delivery;

import dev.countersign.port.HookDelivery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The tables {@code missed_deliveries}, one row for each GUID, and {@code delivery_listing}. */
final class MissedTable {
  private static final String LISTING = "select * from delivery_listing";

  private static final String SAVE_LISTING =
      """
      update delivery_listing
      set seen_until = :seenUntil, newest = :newest, next_page = :nextPage, failures = :failures,
        not_before = :notBefore
      """;

  /** What was asked for stays so; only which attempt is the newest changes. */
  private static final String FAILED =
      """
      insert into missed_deliveries
        (guid, delivery_id, installation_id, delivered_at, asked, ask_at)
      values (:guid, :id, :installationId, :deliveredAt, 0, :askAt)
      on conflict (guid) do update set
        delivery_id = excluded.delivery_id,
        delivered_at = excluded.delivered_at
      where excluded.delivered_at > missed_deliveries.delivered_at
      """;

  private static final String SUCCEEDED =
      "update missed_deliveries set ask_at = null where guid = :guid";

  /** The list has the attempts that failed before it further down. */
  private static final String REDELIVERED =
      """
      insert into missed_deliveries
        (guid, delivery_id, installation_id, delivered_at, asked, ask_at)
      values (:guid, :id, :installationId, :deliveredAt, 0, :askAt)
      on conflict (guid) do update set ask_at = null
      """;

  /** One of each installation after the other; none that came, whatever GitHub heard of it. */
  private static final String DUE =
      """
      select guid, delivery_id, asked from
        (select guid, delivery_id, asked, delivered_at,
          row_number() over (partition by installation_id order by delivered_at, guid) as place
        from missed_deliveries
        where ask_at <= :now and delivered_at >= :earliest and not exists
          (select 1 from deliveries where deliveries.guid = missed_deliveries.guid)) as due
      order by place, delivered_at
      limit :limit
      """;

  private static final String ASK =
      "update missed_deliveries set asked = :asked, ask_at = :askAt where guid = :guid";

  private static final String PRUNE =
      "delete from missed_deliveries where delivered_at < :earliest";

  private final Jdbi jdbi;

  MissedTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A delivery that GitHub is to be asked for.
   *
   * @param id of its newest attempt
   * @param asked how often it was asked for before
   */
  record Due(String guid, long id, int asked) {}

  Listing listing() {
    return jdbi.withHandle(
        handle -> handle.createQuery(LISTING).map((row, context) -> listing(row)).one());
  }

  void save(Listing listing) {
    jdbi.useHandle(handle -> save(handle, listing));
  }

  /** Notes what a page says, together with how far the list was read with it. */
  void save(Listing listing, List<HookDelivery> attempts, Instant now) {
    jdbi.useTransaction(
        handle -> {
          for (HookDelivery attempt : attempts) {
            note(handle, attempt, now);
          }
          save(handle, listing);
        });
  }

  /**
   * What GitHub is to be asked for by {@code now}.
   *
   * @param earliest GitHub has forgotten attempts before it
   */
  List<Due> due(Instant now, Instant earliest, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(DUE)
                .bind("now", now.toEpochMilli())
                .bind("earliest", earliest.toEpochMilli())
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new Due(
                            row.getString("guid"), row.getLong("delivery_id"), row.getInt("asked")))
                .list());
  }

  /**
   * Notes how often a delivery was asked for.
   *
   * @param next when it is asked for again; empty for never
   */
  void asked(String guid, int asked, Optional<Instant> next) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(ASK)
                .bind("guid", guid)
                .bind("asked", asked)
                .bind("askAt", millis(next))
                .execute());
  }

  /** Forgets what GitHub has forgotten. */
  void prune(Instant earliest) {
    jdbi.useHandle(
        handle -> handle.createUpdate(PRUNE).bind("earliest", earliest.toEpochMilli()).execute());
  }

  private static void note(Handle handle, HookDelivery attempt, Instant now) {
    if (attempt.succeeded() && !attempt.redelivery()) {
      handle.createUpdate(SUCCEEDED).bind("guid", attempt.guid()).execute();
      return;
    }
    handle
        .createUpdate(attempt.succeeded() ? REDELIVERED : FAILED)
        .bind("guid", attempt.guid())
        .bind("id", attempt.id())
        .bind("installationId", attempt.installationId().orElse(null))
        .bind("deliveredAt", attempt.deliveredAt().toEpochMilli())
        .bind("askAt", attempt.succeeded() ? null : now.toEpochMilli())
        .execute();
  }

  private static void save(Handle handle, Listing listing) {
    handle
        .createUpdate(SAVE_LISTING)
        .bind("seenUntil", millis(listing.seenUntil()))
        .bind("newest", millis(listing.newest()))
        .bind("nextPage", listing.nextPage().orElse(null))
        .bind("failures", listing.failures())
        .bind("notBefore", millis(listing.notBefore()))
        .execute();
  }

  private static Listing listing(ResultSet row) throws SQLException {
    return new Listing(
        instant(row, "seen_until"),
        instant(row, "newest"),
        Optional.ofNullable(row.getString("next_page")),
        row.getInt("failures"),
        instant(row, "not_before"));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  private static @Nullable Long millis(Optional<Instant> instant) {
    return instant.map(Instant::toEpochMilli).orElse(null);
  }
}
