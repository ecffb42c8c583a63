package dev.countersign.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that run on every kind of database, each on an empty one. */
@ParameterizedClass(name = "on {0}")
@EnumSource
public abstract class OnEachDatabase {
  private static @Nullable EmbeddedPostgres server;

  protected Database database;

  @SuppressWarnings("NullAway.Init") // JUnit sets it first
  @Parameter
  private Dialect dialect;

  @TempDir private Path directory;

  @BeforeEach
  void openDatabase() {
    database =
        switch (dialect) {
          case SQLITE -> TestDatabases.sqlite(directory);
          case POSTGRESQL -> TestDatabases.emptyPostgres(server());
        };
  }

  @AfterEach
  void closeDatabase() {
    database.close();
  }

  @AfterAll
  static void stopServer() throws IOException {
    if (server != null) {
      server.close();
      server = null;
    }
  }

  private static EmbeddedPostgres server() {
    if (server == null) {
      server = TestDatabases.startPostgres();
    }
    return server;
  }
}
