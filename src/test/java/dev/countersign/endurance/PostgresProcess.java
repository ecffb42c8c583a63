package dev.countersign.endurance;

import dev.countersign.database.TestDatabases;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;

/** A PostgreSQL server for a script: it prints its address, and ends with its standard input. */
public final class PostgresProcess {
  private PostgresProcess() {}

  public static void main(String[] arguments) throws IOException {
    try (EmbeddedPostgres postgres = TestDatabases.startPostgres()) {
      System.out.println(postgres.getJdbcUrl("postgres", "postgres"));
      while (System.in.read() >= 0) {
        // Nothing is said on it; it is closed in the end.
      }
    }
  }
}
