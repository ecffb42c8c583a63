package dev.countersign.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
  private static final Executor THREADS = work -> new Thread(work, "server").start();

  @Test
  void migratesPostgresqlAndFindsItMigratedTheSecondTime() throws IOException {
    try (EmbeddedPostgres server = TestDatabases.startPostgres()) {
      try (Database database = TestDatabases.postgres(server)) {
        insertScheduledTask(database.jdbi());
      }
      try (Database database = TestDatabases.postgres(server)) {
        assertThat(countScheduledTasks(database.jdbi())).isEqualTo(1);
      }
    }
  }

  @Test
  void migratesAPostgresqlThatSeveralServersOpenAtOnce() throws IOException {
    try (EmbeddedPostgres server = TestDatabases.startPostgres()) {
      CountDownLatch together = new CountDownLatch(4);
      List<CompletableFuture<Integer>> servers =
          Stream.generate(
                  () ->
                      CompletableFuture.supplyAsync(() -> openTogether(server, together), THREADS))
              .limit(4)
              .toList();

      assertThat(servers).extracting(CompletableFuture::join).containsOnly(0);
    }
  }

  private static int openTogether(EmbeddedPostgres server, CountDownLatch together) {
    together.countDown();
    try {
      together.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    try (Database database = TestDatabases.postgres(server)) {
      return countScheduledTasks(database.jdbi());
    }
  }

  @Test
  void migratesSqliteAndFindsItMigratedTheSecondTime(@TempDir Path directory) {
    try (Database database = TestDatabases.sqlite(directory)) {
      insertScheduledTask(database.jdbi());
    }
    try (Database database = TestDatabases.sqlite(directory)) {
      assertThat(countScheduledTasks(database.jdbi())).isEqualTo(1);
    }
  }

  @Test
  void createsTheDirectoryOfTheFile(@TempDir Path directory) {
    Path missing = directory.resolve("data").resolve("deeper");

    TestDatabases.sqlite(missing).close();

    assertThat(missing.resolve("countersign.db")).exists();
  }

  @Test
  void everySqliteConnectionIsDurableAndChecksForeignKeys(@TempDir Path directory) {
    try (Database database = TestDatabases.sqlite(directory)) {
      assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(database, "synchronous")).as("FULL").isEqualTo("2");
      assertThat(pragma(database, "foreign_keys")).isEqualTo("1");
      assertThat(pragma(database, "busy_timeout")).isEqualTo("4000");
      assertThat(pragma(database, "wal_autocheckpoint")).isEqualTo("128");
    }
  }

  @Test
  void givesSpaceThatDeletionsLeftBackToTheDisk(@TempDir Path directory) {
    try (Database database = TestDatabases.sqlite(directory)) {
      long empty = Long.parseLong(pragma(database, "page_count"));
      for (int i = 0; i < 50; i++) {
        int number = i;
        database
            .jdbi()
            .useHandle(
                handle ->
                    handle.execute(
                        "insert into scheduled_tasks (task_name, task_instance, task_data, picked,"
                            + " version) values ('test', ?, zeroblob(100000), false, 1)",
                        number));
      }
      database.jdbi().useHandle(handle -> handle.execute("delete from scheduled_tasks"));
      assertThat(Long.parseLong(pragma(database, "page_count"))).isGreaterThan(empty + 1_000);

      database.giveBackSpace();

      assertThat(Long.parseLong(pragma(database, "page_count"))).isLessThan(empty + 5);
    }
  }

  @Test
  void letsAFileOfAnOlderVersionGiveSpaceBack(@TempDir Path directory) throws SQLException {
    TestDatabases.sqlite(directory).close();
    try (Connection older = DriverManager.getConnection(TestDatabases.sqliteUrl(directory));
        Statement statement = older.createStatement()) {
      statement.execute("pragma auto_vacuum = none");
      statement.execute("vacuum");
    }

    try (Database database = TestDatabases.sqlite(directory)) {
      assertThat(pragma(database, "auto_vacuum")).as("incremental").isEqualTo("2");
    }
  }

  /** Of two transactions that read before they write, a deferred one fails with SQLITE_BUSY. */
  @Test
  void sqliteTransactionsThatReadFirstWaitForEachOther(@TempDir Path directory) {
    try (Database database = TestDatabases.sqlite(directory)) {
      CompletableFuture<?>[] writers = new CompletableFuture<?>[4];
      for (int i = 0; i < writers.length; i++) {
        String name = "writer-" + i;
        writers[i] = CompletableFuture.runAsync(() -> readThenWriteOften(database.jdbi(), name));
      }
      CompletableFuture.allOf(writers).join();

      assertThat(countScheduledTasks(database.jdbi())).isEqualTo(100);
    }
  }

  @Test
  void doesNotWaitForASilentPostgresqlForEverUnlessTheUrlSaysSo() throws Exception {
    assertThat(Dialect.POSTGRESQL.connectionProperties())
        .containsEntry("connectTimeout", "10")
        .containsEntry("tcpKeepAlive", "true");
    try (EmbeddedPostgres server = TestDatabases.startPostgres()) {
      String url = server.getJdbcUrl("postgres", "postgres");
      assertThat(networkTimeoutMillis(url)).isEqualTo(30_000);
      assertThat(networkTimeoutMillis(url + "&socketTimeout=7")).isEqualTo(7_000);
    }
  }

  private static int networkTimeoutMillis(String url) throws SQLException {
    try (Database database = Database.open(url, null, null);
        Connection connection = database.dataSource().getConnection()) {
      return connection.getNetworkTimeout();
    }
  }

  private static void readThenWriteOften(Jdbi jdbi, String name) {
    for (int i = 0; i < 25; i++) {
      String instance = name + "-" + i;
      jdbi.useTransaction(
          handle -> {
            handle.createQuery("select count(*) from scheduled_tasks").mapTo(Integer.class).one();
            handle.execute(
                "insert into scheduled_tasks (task_name, task_instance, picked, version)"
                    + " values ('test', ?, false, 1)",
                instance);
          });
    }
  }

  private static void insertScheduledTask(Jdbi jdbi) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into scheduled_tasks (task_name, task_instance, task_data, picked, version)"
                    + " values ('test', 'one', ?, false, 1)",
                new byte[] {1, 2, 3}));
  }

  private static int countScheduledTasks(Jdbi jdbi) {
    return jdbi.withHandle(
        handle ->
            handle.createQuery("select count(*) from scheduled_tasks").mapTo(Integer.class).one());
  }

  private static String pragma(Database database, String name) {
    return database
        .jdbi()
        .withHandle(handle -> handle.createQuery("pragma " + name).mapTo(String.class).one());
  }
}
