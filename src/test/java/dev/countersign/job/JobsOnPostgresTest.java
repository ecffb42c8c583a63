package dev.countersign.job;

import dev.countersign.database.Database;
import dev.countersign.database.TestDatabases;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The same jobs in a PostgreSQL database, emptied before each test. */
class JobsOnPostgresTest {
  private static EmbeddedPostgres server;

  @BeforeAll
  static void startServer() {
    server = TestDatabases.startPostgres();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @Nested
  class FromTheEventToTheirEnd extends JobsTest {
    @Override
    Database open() {
      return openEmpty();
    }
  }

  @Nested
  class AcrossCrashesRestartsAndStops extends JobsDurabilityTest {
    @Override
    Database open() {
      return openEmpty();
    }
  }

  private static Database openEmpty() {
    Database database = TestDatabases.postgres(server);
    database
        .jdbi()
        .useHandle(
            handle -> handle.execute("truncate jobs, standings, repositories, scheduled_tasks"));
    return database;
  }
}
