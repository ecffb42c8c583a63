package dev.countersign.endurance;

import dev.countersign.database.TestDatabases;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where servers keep what they know. */
enum Engine {
  SQLITE("SQLite"),
  POSTGRES("PostgreSQL");

  private final String label;

  Engine(String label) {
    this.label = label;
  }

  /** The one that a driver's first argument names, SQLite if there is none. */
  static Engine of(String[] arguments) {
    return arguments.length > 0 ? valueOf(arguments[0].toUpperCase(Locale.ROOT)) : SQLITE;
  }

  /**
   * An empty database of this kind, and a new folder.
   *
   * @param name of the folder below {@code target} that the new one is in
   */
  Storage open(String name) throws IOException {
    Path folder =
        Files.createTempDirectory(Files.createDirectories(Path.of("target", name)), "run");
    if (this == SQLITE) {
      String url = "jdbc:sqlite:" + folder.toAbsolutePath().resolve("countersign.db");
      return new Storage(url, folder, null);
    }
    EmbeddedPostgres server = TestDatabases.startPostgres();
    return new Storage(server.getJdbcUrl("postgres", "postgres"), folder, server);
  }

  @Override
  public String toString() {
    return label;
  }

  /** A database and a folder for everything else. */
  record Storage(String url, Path folder, @Nullable EmbeddedPostgres server)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      if (server != null) {
        server.close();
      }
    }
  }
}
