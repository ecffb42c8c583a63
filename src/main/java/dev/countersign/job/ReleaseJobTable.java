package dev.countersign.job;

import dev.countersign.port.RepositoryTarget;
import dev.countersign.verification.RepositoryName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code release_jobs}, one row for each job. A closed row stays, so that its count of
 * wakes never starts again.
 */
final class ReleaseJobTable {
  /** A check run that still waits stays known; everything else starts again. */
  private static final String OPEN =
      """
      insert into release_jobs (id, installation_id, repository_id, repository, tag, opened_at,
        wakes, opted_in, announced, looks, failures, faults)
      values (:id, :installationId, :repositoryId, :repository, :tag, :now,
        1, false, false, 0, 0, 0)
      on conflict (id) do update set
        installation_id = excluded.installation_id,
        repository = excluded.repository,
        opened_at = excluded.opened_at,
        closed_at = null,
        wakes = release_jobs.wakes + 1,
        deadline = null,
        looks = 0,
        failures = 0,
        faults = 0
      returning id, not_before
      """;

  private static final String EXPECT =
      """
      update release_jobs set commit_id = :commit, opted_in = true, announced = true
      where id = :id
      """;

  private static final String WAKE =
      """
      update release_jobs
      set wakes = wakes + 1, looks = 0, installation_id = :installationId, repository = :repository
      where repository_id = :repositoryId and closed_at is null
      returning id, not_before
      """;

  private static final String WAKE_TAG =
      """
      update release_jobs
      set wakes = wakes + 1, looks = 0, installation_id = :installationId, repository = :repository
      where id = :id and closed_at is null
      returning id, not_before
      """;

  private static final String FIND =
      "select * from release_jobs where id = :id and closed_at is null";

  private static final String SAVE =
      """
      update release_jobs
      set deadline = :deadline, commit_id = :commit, opted_in = :optedIn, announced = :announced,
        looks = :looks, failures = :failures, faults = :faults, not_before = :notBefore
      where id = :id
      """;

  /** A job that was woken meanwhile stays open. */
  private static final String CLOSE =
      "update release_jobs set closed_at = :now where id = :id and wakes = :wakes";

  private static final String ORPHANS =
      """
      select id, not_before from release_jobs
      where closed_at is null and opened_at <= :openedBy and not exists
        (select 1 from scheduled_tasks where task_name = :task and task_instance = release_jobs.id)
      """;

  private final Jdbi jdbi;

  ReleaseJobTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A job that is to be executed.
   *
   * @param notBefore until when GitHub asked not to be asked
   */
  record Woken(String id, Optional<Instant> notBefore) {}

  /** Opens the job of a release, or wakes it. */
  Woken open(RepositoryTarget target, String tag, Instant now) {
    return jdbi.withHandle(handle -> open(handle, target, tag, now));
  }

  /**
   * The same where a check run on {@code commit} waits to be concluded, whatever is known of it.
   */
  Woken reopen(RepositoryTarget target, String tag, String commit, Instant now) {
    return jdbi.inTransaction(
        handle -> {
          Woken woken = open(handle, target, tag, now);
          handle.createUpdate(EXPECT).bind("id", woken.id()).bind("commit", commit).execute();
          return woken;
        });
  }

  /** Wakes every open job of a repository. */
  List<Woken> wake(RepositoryTarget target) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(WAKE)
                .bind("installationId", target.installationId())
                .bind("repositoryId", target.repositoryId())
                .bind("repository", target.name().fullName())
                .map((row, context) -> woken(row))
                .list());
  }

  /** Wakes the job of a release, if it is open. */
  List<Woken> wake(RepositoryTarget target, String tag) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(WAKE_TAG)
                .bind("installationId", target.installationId())
                .bind("id", OpenJob.id(target.repositoryId(), tag))
                .bind("repository", target.name().fullName())
                .map((row, context) -> woken(row))
                .list());
  }

  /** The job, if it is open. */
  Optional<OpenJob> find(String id) {
    return jdbi.withHandle(
        handle ->
            handle.createQuery(FIND).bind("id", id).map((row, context) -> openJob(row)).findOne());
  }

  void save(String id, Progress progress) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(SAVE)
                .bind("id", id)
                .bind("deadline", millis(progress.deadline()))
                .bind("commit", progress.commit().orElse(null))
                .bind("optedIn", progress.optedIn())
                .bind("announced", progress.announced())
                .bind("looks", progress.looks())
                .bind("failures", progress.failures())
                .bind("faults", progress.faults())
                .bind("notBefore", millis(progress.notBefore()))
                .execute());
  }

  /** Closes the job unless it was woken more often than {@code wakes}; returns whether it did. */
  boolean close(String id, long wakes, Instant now) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(CLOSE)
                    .bind("id", id)
                    .bind("wakes", wakes)
                    .bind("now", now.toEpochMilli())
                    .execute())
        == 1;
  }

  /** Jobs open since {@code openedBy} that the scheduler does not know. */
  List<Woken> orphans(String taskName, Instant openedBy) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ORPHANS)
                .bind("task", taskName)
                .bind("openedBy", openedBy.toEpochMilli())
                .map((row, context) -> woken(row))
                .list());
  }

  private static Woken open(Handle handle, RepositoryTarget target, String tag, Instant now) {
    return handle
        .createQuery(OPEN)
        .bind("id", OpenJob.id(target.repositoryId(), tag))
        .bind("installationId", target.installationId())
        .bind("repositoryId", target.repositoryId())
        .bind("repository", target.name().fullName())
        .bind("tag", tag)
        .bind("now", now.toEpochMilli())
        .map((row, context) -> woken(row))
        .one();
  }

  private static Woken woken(ResultSet row) throws SQLException {
    return new Woken(row.getString("id"), instant(row, "not_before"));
  }

  private static OpenJob openJob(ResultSet row) throws SQLException {
    return new OpenJob(
        new RepositoryTarget(
            row.getLong("installation_id"),
            row.getLong("repository_id"),
            RepositoryName.parse(row.getString("repository"))),
        row.getString("tag"),
        Instant.ofEpochMilli(row.getLong("opened_at")),
        row.getLong("wakes"),
        new Progress(
            instant(row, "deadline"),
            Optional.ofNullable(row.getString("commit_id")),
            row.getBoolean("opted_in"),
            row.getBoolean("announced"),
            row.getInt("looks"),
            row.getInt("failures"),
            row.getInt("faults"),
            instant(row, "not_before")));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  private static @Nullable Long millis(Optional<Instant> instant) {
    return instant.map(Instant::toEpochMilli).orElse(null);
  }
}
