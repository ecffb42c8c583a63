package dev.countersign.history;

import dev.countersign.database.Database;
import dev.countersign.database.TestDatabases;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The same store in a PostgreSQL database, emptied before each test. */
class VerdictStoreOnPostgresTest extends VerdictStoreTest {
  private static EmbeddedPostgres server;

  @BeforeAll
  static void startServer() {
    server = TestDatabases.startPostgres();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @Override
  Database open() {
    Database database = TestDatabases.postgres(server);
    database.jdbi().useHandle(handle -> handle.execute("truncate verdicts"));
    return database;
  }
}
