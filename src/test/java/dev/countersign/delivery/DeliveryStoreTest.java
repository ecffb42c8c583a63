package dev.countersign.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.database.Database;
import dev.countersign.database.TestDatabases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryStoreTest {
  private static final long LITTLE_ROOM = 4_000;
  private static final Duration AMPLE = Duration.ofMinutes(1);

  @TempDir private Path directory;
  private Database database;

  @BeforeEach
  void openDatabase() {
    database = TestDatabases.sqlite(directory);
  }

  @AfterEach
  void closeDatabase() {
    database.close();
  }

  @Test
  void isReadableByOthersWhenItSaysAccepted() {
    try (DeliveryStore store = store()) {
      Delivery delivery = Deliveries.release("v1");

      String stored =
          store.accept(delivery).thenApply(acceptance -> payloadOf(delivery.guid())).join();

      assertThat(stored).isEqualTo(new String(delivery.payload(), UTF_8));
    }
  }

  @Test
  void writesWhatWaitsInOneTransaction() throws SQLException {
    try (DeliveryStore store = store();
        Connection other = connect()) {
      List<CompletableFuture<Acceptance>> waiting = new ArrayList<>();
      try (Statement statement = other.createStatement()) {
        statement.execute("begin immediate");
        for (int i = 0; i < 50; i++) {
          waiting.add(store.accept(Deliveries.release("v" + i)));
        }
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        statement.execute("commit");
      }
      assertThat(waiting).allMatch(future -> future.join() == Acceptance.NEW);
      assertThat(count()).isEqualTo(50);
    }
  }

  @Test
  void failsWhileTheDatabaseIsBrokenAndRecovers() throws SQLException {
    try (DeliveryStore store = store()) {
      Delivery delivery = Deliveries.release("v1");
      execute("alter table deliveries rename to broken");

      assertThatThrownBy(() -> store.accept(delivery).join())
          .hasCauseInstanceOf(DeliveryStoreException.class)
          .hasMessageContaining("the database could not take the deliveries");

      execute("alter table broken rename to deliveries");
      assertThat(store.accept(delivery).join()).isEqualTo(Acceptance.NEW);
    }
  }

  /** What is written after all is no second delivery. */
  @Test
  void failsInTimeWhileTheDatabaseIsSilent() throws SQLException {
    Delivery delivery = Deliveries.release("v1");
    try (DeliveryStore store = store(LITTLE_ROOM, Duration.ofMillis(50));
        Connection other = connect();
        Statement statement = other.createStatement()) {
      statement.execute("begin immediate");

      assertThatThrownBy(() -> store.accept(delivery).join())
          .hasCauseInstanceOf(DeliveryStoreException.class)
          .hasMessageContaining("not written within PT0.05S");

      statement.execute("commit");
    }
    try (DeliveryStore store = store()) {
      assertThat(store.accept(delivery).join()).isEqualTo(Acceptance.DUPLICATE);
    }
  }

  @Test
  @Tag("threat-29")
  void refusesAtOnceWhenTooMuchWaits() throws SQLException {
    try (DeliveryStore store = store(LITTLE_ROOM, AMPLE);
        Connection other = connect();
        Statement statement = other.createStatement()) {
      statement.execute("begin immediate");
      List<CompletableFuture<Acceptance>> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        all.add(store.accept(Deliveries.release("v" + i)));
      }
      long refused = all.stream().filter(CompletableFuture::isCompletedExceptionally).count();
      statement.execute("commit");

      long accepted = all.size() - refused;
      assertThat(refused).isGreaterThan(10);
      assertThat(all.stream().filter(f -> f.handle((a, e) -> a != null).join()))
          .hasSize((int) accepted);
      assertThat(count()).isEqualTo((int) accepted);
    }
  }

  /** It takes its whole length while it waits, however well it is compressed. */
  @Test
  @Tag("threat-29")
  void countsAPayloadThatWaitsAsLongAsItIs() throws SQLException {
    String payload = Deliveries.releasePayload("long") + " ".repeat((int) LITTLE_ROOM);
    try (DeliveryStore store = store(LITTLE_ROOM, AMPLE)) {
      assertThat(store.accept(Deliveries.of("release", payload, Deliveries.ARRIVAL)))
          .isCompletedExceptionally();
    }
    assertThat(count()).isZero();
  }

  @Test
  void writesWhatWaitsWhenItIsClosedAndRefusesTheRest() throws SQLException {
    DeliveryStore store = store();
    List<CompletableFuture<Acceptance>> accepted = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      accepted.add(store.accept(Deliveries.release("v" + i)));
    }
    store.close();

    assertThat(accepted).allMatch(CompletableFuture::isDone);
    assertThat(count()).isEqualTo(20);
    assertThat(store.accept(Deliveries.release("late"))).isCompletedExceptionally();
  }

  private DeliveryStore store() {
    return new DeliveryStore(database.jdbi(), HandlingWatch.NONE);
  }

  private DeliveryStore store(long queueBytes, Duration acceptLimit) {
    return new DeliveryStore(database.jdbi(), HandlingWatch.NONE, queueBytes, acceptLimit);
  }

  private String payloadOf(String guid) {
    return queryOne(
        "select payload from deliveries where guid = '" + guid + "'",
        row -> Deliveries.payload(row.getBytes(1)));
  }

  private int count() {
    return queryOne("select count(*) from deliveries", row -> row.getInt(1));
  }

  private <T> T queryOne(String sql, Column<T> column) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).as(sql).isTrue();
      return column.of(row);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** What a row says. */
  private interface Column<T> {
    T of(ResultSet row) throws SQLException;
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A connection that shares nothing with the store but the file. */
  private Connection connect() throws SQLException {
    return DriverManager.getConnection(TestDatabases.sqliteUrl(directory));
  }
}
