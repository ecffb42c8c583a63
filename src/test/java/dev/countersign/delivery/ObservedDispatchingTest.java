package dev.countersign.delivery;

import dev.countersign.database.Database;
import dev.countersign.database.TestDatabases;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** On both databases. */
class ObservedDispatchingTest {
  @Nested
  class OnSqlite extends ObservedDispatching {
    @TempDir private Path directory;

    @Override
    Database open() {
      return TestDatabases.sqlite(directory);
    }
  }

  @Nested
  class OnPostgresql extends ObservedDispatching {
    private static final EmbeddedPostgres SERVER = TestDatabases.startPostgres();

    @Override
    Database open() {
      return TestDatabases.emptyPostgres(SERVER);
    }

    @AfterAll
    static void stopServer() throws IOException {
      SERVER.close();
    }
  }
}
