package dev.countersign.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;

/** The kinds of database, and what is particular to each. */
enum Dialect {
  /**
   * A file of this process alone, which holds a lock for it. Readers do not block the writer (WAL),
   * a commit is on the disk when it returns (FULL), and a transaction takes the write lock when it
   * begins, since one that reads first and writes later fails where another wrote in between.
   */
  SQLITE("jdbc:sqlite:", "blob") {
    @Override
    Reservation reserve(String jdbcUrl) {
      Path file = sqliteFile(jdbcUrl);
      Path directory = FileReservation.directoryOf(file);
      try {
        Files.createDirectories(directory);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot create the database's directory " + directory, e);
      }
      return FileReservation.of(file);
    }

    @Override
    void prepare(DataSource database) {
      SqliteSpace.prepare(database);
    }

    @Override
    void giveBackSpace(DataSource database) {
      SqliteSpace.giveBack(database);
    }

    @Override
    Map<String, String> connectionProperties() {
      return Map.of(
          "journal_mode", "WAL",
          "synchronous", "FULL",
          // Copying the log's pages into the file holds up who writes: fewer at once, for a
          // shorter time, at the price of syncing the file eight times as often as usual.
          "wal_autocheckpoint", "128",
          "foreign_keys", "true",
          "busy_timeout", "4000",
          "transaction_mode", "IMMEDIATE");
    }
  },

  /** A server that may fall silent: no statement waits for it longer than its socket does. */
  POSTGRESQL("jdbc:postgresql:", "bytea") {
    @Override
    Reservation reserve(String jdbcUrl) {
      return () -> {};
    }

    @Override
    void prepare(DataSource database) {}

    /** The server does that itself. */
    @Override
    void giveBackSpace(DataSource database) {}

    @Override
    Map<String, String> connectionProperties() {
      return Map.of(
          "ApplicationName", "countersign",
          "connectTimeout", "10",
          "socketTimeout", "30",
          "tcpKeepAlive", "true");
    }
  };

  private final String urlPrefix;
  private final String bytesType;

  Dialect(String urlPrefix, String bytesType) {
    this.urlPrefix = urlPrefix;
    this.bytesType = bytesType;
  }

  static Dialect of(String jdbcUrl) {
    for (Dialect dialect : values()) {
      if (jdbcUrl.startsWith(dialect.urlPrefix)) {
        return dialect;
      }
    }
    throw new IllegalArgumentException("expected a jdbc:sqlite: or jdbc:postgresql: URL");
  }

  /** What must be had before the first connection and given back after the last. */
  abstract Reservation reserve(String jdbcUrl);

  /** What is to be done before the schema is migrated. */
  abstract void prepare(DataSource database);

  /** Gives space that deletions left back to the disk. */
  abstract void giveBackSpace(DataSource database);

  /** Column type for bytes. */
  String bytesType() {
    return bytesType;
  }

  /** Properties for the driver, the same for each connection; PostgreSQL's URL overrides them. */
  abstract Map<String, String> connectionProperties();

  private static Path sqliteFile(String jdbcUrl) {
    String path = jdbcUrl.substring(SQLITE.urlPrefix.length());
    int parameters = path.indexOf('?');
    return Path.of(parameters < 0 ? path : path.substring(0, parameters));
  }
}
