package dev.countersign.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The server's database, a pool of connections whose schema is up to date: an SQLite file or a
 * PostgreSQL server. Closing it closes every connection.
 */
public final class Database implements AutoCloseable {
  /** GitHub gives a delivery ten seconds: who waits for a connection must be told well before. */
  private static final int CONNECTION_TIMEOUT_MILLIS = 4_000;

  private final Dialect dialect;
  private final Reservation reservation;
  private final HikariDataSource pool;
  private final Jdbi jdbi;

  private Database(Dialect dialect, Reservation reservation, HikariDataSource pool) {
    this.dialect = dialect;
    this.reservation = reservation;
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
  }

  /**
   * Opens the database and migrates its schema. The directory of an SQLite file is created.
   *
   * @param jdbcUrl {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://HOST/NAME}
   * @param user for PostgreSQL, unless the URL names it
   * @param password for PostgreSQL, unless the URL names it
   * @throws RuntimeException if it cannot be reached or migrated, or is an SQLite file that another
   *     server uses
   */
  public static Database open(String jdbcUrl, @Nullable String user, @Nullable String password) {
    Dialect dialect = Dialect.of(jdbcUrl);
    Reservation reservation = dialect.reserve(jdbcUrl);
    try {
      return new Database(dialect, reservation, openPool(dialect, jdbcUrl, user, password));
    } catch (RuntimeException e) {
      reservation.close();
      throw e;
    }
  }

  private static HikariDataSource openPool(
      Dialect dialect, String jdbcUrl, @Nullable String user, @Nullable String password) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("database");
    config.setJdbcUrl(jdbcUrl);
    config.setUsername(user);
    config.setPassword(password);
    config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
    dialect.connectionProperties().forEach(config::addDataSourceProperty);
    HikariDataSource pool = new HikariDataSource(config);
    try {
      dialect.prepare(pool);
      migrate(pool, dialect);
      return pool;
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /** The pooled connections. */
  public DataSource dataSource() {
    return pool;
  }

  /** Measures the pool from now on; once only. */
  public void measure(MetricsTrackerFactory trackers) {
    pool.setMetricsTrackerFactory(trackers);
  }

  /** SQL on the pooled connections. */
  public Jdbi jdbi() {
    return jdbi;
  }

  /**
   * Gives space that deletions left back to the disk, in steps that keep nobody waiting for long.
   */
  public void giveBackSpace() {
    dialect.giveBackSpace(pool);
  }

  @Override
  public void close() {
    pool.close();
    reservation.close();
  }

  /** Servers that start together wait for each other: Flyway locks a PostgreSQL database. */
  private static void migrate(DataSource pool, Dialect dialect) {
    Flyway.configure()
        .dataSource(pool)
        .locations("classpath:db/migration")
        .placeholders(Map.of("bytes", dialect.bytesType()))
        .load()
        .migrate();
  }
}
