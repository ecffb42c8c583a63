package dev.countersign.delivery;

import dev.countersign.database.OnEachDatabase;
import dev.countersign.delivery.WebhookEvent.ReleasePublished;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A dispatcher over each database, with a clock that stands still and a handler that can fail. */
abstract class DispatcherFixture extends OnEachDatabase {
  private static final Duration NEVER = Duration.ofDays(1);

  final List<String> handled = new CopyOnWriteArrayList<>();

  /** What the watch was told: events and outcomes. */
  final List<String> told = new CopyOnWriteArrayList<>();

  final Set<String> failing = ConcurrentHashMap.newKeySet();
  Instant now = Deliveries.ARRIVAL;
  DeliveryStore store;
  DeliveryDispatcher dispatcher;

  @BeforeEach
  void openStore() {
    store = new DeliveryStore(database.jdbi(), this::tell);
    dispatcher = dispatcher(this::handle);
  }

  @AfterEach
  void close() {
    dispatcher.close();
    store.close();
  }

  DeliveryDispatcher dispatcher(EventHandler handler) {
    return new DeliveryDispatcher(Deliveries.PARSER, store, handler, () -> now, this::tell, NEVER);
  }

  private void tell(Optional<EventType> event, HandlingWatch.Outcome outcome) {
    told.add(event.map(Enum::name).orElse("none") + " " + outcome);
  }

  void handle(WebhookEvent event) {
    String tag = ((ReleasePublished) event).tag();
    if (failing.contains(tag)) {
      throw new IllegalStateException(tag);
    }
    handled.add(tag);
  }

  void accept(String tag, Instant receivedAt) {
    store.accept(Deliveries.of("release", Deliveries.releasePayload(tag), receivedAt)).join();
  }

  /** The same of an installation. */
  void accept(String tag, long installation, Instant receivedAt) {
    String payload =
        Deliveries.releasePayload(tag)
            .replace("{\"id\": 7}", "{\"id\": %d}".formatted(installation));
    store.accept(Deliveries.of("release", payload, receivedAt)).join();
  }

  /** What is accepted already is read from the database, as by another server. */
  void forget() {
    dispatcher.close();
    store.close();
    store = new DeliveryStore(database.jdbi(), this::tell);
    dispatcher = dispatcher(this::handle);
  }

  void failToRead(String guid) {
    SqlLogger failing =
        new SqlLogger() {
          @Override
          public void logBeforeExecution(StatementContext context) {
            if (context.getRawSql().startsWith("select")
                && context.getBinding().toString().contains(guid)) {
              throw new OutOfMemoryError("expected: this test's own");
            }
          }
        };
    database.jdbi().getConfig(SqlStatements.class).setSqlLogger(failing);
  }

  void execute(String sql) {
    database.jdbi().useHandle(handle -> handle.execute(sql));
  }

  List<String> column(String name) {
    Jdbi jdbi = database.jdbi();
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select " + name + " from deliveries order by guid")
                .map((row, context) -> String.valueOf(row.getString(1)))
                .list());
  }
}
