package dev.countersign.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * The space in an SQLite file that deletions left.
 *
 * @see <a href="https://www.sqlite.org/pragma.html#pragma_auto_vacuum">PRAGMA auto_vacuum</a>
 */
final class SqliteSpace {
  private static final int INCREMENTAL = 2;

  /** Of 4 KiB: a transaction of some milliseconds, for which writers wait. */
  private static final int PAGES_AT_ONCE = 200;

  private SqliteSpace() {}

  /** Lets the file give space back; one that does not yet is written anew, once. */
  static void prepare(DataSource database) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      if (number(statement, "pragma auto_vacuum") != INCREMENTAL) {
        statement.execute("pragma auto_vacuum = incremental");
        statement.execute("vacuum");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the database cannot be vacuumed", e);
    }
  }

  /** Gives back all that is free now, in steps. */
  static void giveBack(DataSource database) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      long steps = number(statement, "pragma freelist_count") / PAGES_AT_ONCE;
      for (long i = 0; i <= steps; i++) {
        // Not execute(), which stops after the first page.
        statement.executeUpdate("pragma incremental_vacuum(" + PAGES_AT_ONCE + ")");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the database cannot be vacuumed", e);
    }
  }

  private static long number(Statement statement, String pragma) throws SQLException {
    try (ResultSet row = statement.executeQuery(pragma)) {
      return row.getLong(1);
    }
  }
}
