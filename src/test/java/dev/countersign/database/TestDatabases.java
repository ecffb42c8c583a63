package dev.countersign.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Real databases for tests, each empty but migrated. */
public final class TestDatabases {
  private TestDatabases() {}

  /** A new SQLite file in {@code directory}, or the one that is there. */
  public static Database sqlite(Path directory) {
    return Database.open(sqliteUrl(directory), null, null);
  }

  /** Where {@link #sqlite} keeps its file. */
  public static String sqliteUrl(Path directory) {
    return "jdbc:sqlite:" + directory.resolve("countersign.db");
  }

  /** A PostgreSQL server of its own; close it when done. */
  public static EmbeddedPostgres startPostgres() {
    try {
      return EmbeddedPostgres.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The database of that server. */
  public static Database postgres(EmbeddedPostgres server) {
    return Database.open(server.getJdbcUrl("postgres", "postgres"), null, null);
  }

  /** The database of that server, without anything that former tests left. */
  public static Database emptyPostgres(EmbeddedPostgres server) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop schema public cascade");
      statement.execute("create schema public");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return postgres(server);
  }
}
