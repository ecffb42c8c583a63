package dev.countersign.job;

import dev.countersign.port.RepositoryTarget;
import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.verification.RepositoryName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of the tables {@code jobs} and {@code standings}, as what they are about. */
final class JobRow {
  private JobRow() {}

  /** A subject in the columns of its row. */
  record Columns(
      String kind, String subject, @Nullable String base, @Nullable Integer pullRequest) {}

  static Columns columns(Subject subject) {
    String kind = subject.getClass().getSimpleName().toUpperCase(Locale.ROOT);
    if (subject instanceof Subject.Change change) {
      return new Columns(kind, change.head(), change.base(), change.pullRequest().orElse(null));
    }
    return new Columns(kind, subject.name(), null, null);
  }

  static Subject subject(ResultSet row) throws SQLException {
    String subject = row.getString("subject");
    return switch (row.getString("kind")) {
      case "RELEASE" -> new Subject.Release(subject);
      case "CHANGE" ->
          new Subject.Change(
              subject,
              row.getString("base"),
              Optional.ofNullable(number(row, "pull_request")).map(Long::intValue));
      case "REPOSITORY" -> new Subject.Repository();
      default -> throw new SQLException("unknown kind of job: " + row.getString("kind"));
    };
  }

  static Woken woken(ResultSet row) throws SQLException {
    return new Woken(row.getString("id"), instant(row, "not_before"));
  }

  static OpenJob job(ResultSet row, List<Standing> standings) throws SQLException {
    return new OpenJob(
        target(row),
        subject(row),
        Instant.ofEpochMilli(row.getLong("opened_at")),
        row.getLong("wakes"),
        row.getLong("asked"),
        progress(row, standings));
  }

  static KnownRelease release(ResultSet row, List<Standing> standings) throws SQLException {
    return new KnownRelease(
        row.getString("subject"), number(row, "closed_at") == null, progress(row, standings));
  }

  static Standing standing(ResultSet row) throws SQLException {
    return new Standing(
        row.getString("commit_id"),
        Standing.Role.valueOf(row.getString("role")),
        Standing.State.valueOf(row.getString("state")));
  }

  static RepositoryTarget target(ResultSet row) throws SQLException {
    return new RepositoryTarget(
        row.getLong("installation_id"),
        row.getLong("repository_id"),
        RepositoryName.parse(row.getString("repository")));
  }

  private static Progress progress(ResultSet row, List<Standing> standings) throws SQLException {
    return new Progress(
        instant(row, "deadline"),
        standings,
        row.getBoolean("opted_in"),
        new Tries(
            row.getInt("looks"),
            row.getInt("failures"),
            row.getInt("faults"),
            instant(row, "not_before")),
        Optional.ofNullable(row.getString("concluded")).map(Conclusion::valueOf),
        Optional.ofNullable(row.getString("seen")).map(Seen::ofText),
        Optional.ofNullable(number(row, "told")).map(Long::intValue).map(Told::ofNumber));
  }

  /** For a column of milliseconds. */
  static @Nullable Long millis(Optional<Instant> instant) {
    return instant.map(Instant::toEpochMilli).orElse(null);
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(number(row, column)).map(Instant::ofEpochMilli);
  }

  private static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }
}
