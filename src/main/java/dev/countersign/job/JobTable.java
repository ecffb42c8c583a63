package dev.countersign.job;

import dev.countersign.port.RepositoryTarget;
import dev.countersign.report.CheckReport.Conclusion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The table {@code jobs}, one row for each job. A closed row stays: its count of wakes never starts
 * again, and what it last said is known.
 */
final class JobTable {
  /** Check runs and what they say stay known; everything else starts again. */
  private static final String OPEN =
      """
      insert into jobs (id, kind, installation_id, repository_id, repository, subject, base,
        pull_request, opened_at, wakes, opted_in, looks, failures, faults)
      values (:id, :kind, :installationId, :repositoryId, :repository, :subject, :base,
        :pullRequest, :now, 1, false, 0, 0, 0)
      on conflict (id) do update set
        installation_id = excluded.installation_id,
        repository = excluded.repository,
        base = excluded.base,
        pull_request = excluded.pull_request,
        opened_at = excluded.opened_at,
        not_before = case when jobs.closed_at is null then jobs.not_before end,
        closed_at = null,
        wakes = jobs.wakes + 1,
        deadline = null,
        looks = 0,
        failures = 0,
        faults = 0
      returning id, not_before
      """;

  private static final String REOPEN =
      """
      update jobs
      set installation_id = :installationId, repository = :repository, opened_at = :now,
        closed_at = null, wakes = wakes + 1, deadline = null, looks = 0, failures = 0, faults = 0
      where id = :id and (concluded is null or concluded <> :unless)
      returning id, not_before
      """;

  private static final String WAKE =
      """
      update jobs
      set wakes = wakes + 1, looks = 0, installation_id = :installationId, repository = :repository
      where repository_id = :repositoryId and kind = 'RELEASE' and closed_at is null
      returning id, not_before
      """;

  private static final String FIND =
      """
      select * from jobs where id = :id and closed_at is null
      """;

  private static final String SAVE =
      """
      update jobs
      set deadline = :deadline, opted_in = :optedIn, looks = :looks, failures = :failures,
        faults = :faults, not_before = :notBefore, concluded = :concluded, seen = :seen,
        told = :told
      where id = :id
      """;

  /** A job that was woken meanwhile stays open. */
  private static final String CLOSE =
      "update jobs set closed_at = :now where id = :id and wakes = :wakes";

  private static final String ABANDON =
      """
      update jobs set closed_at = :now, wakes = wakes + 1
      where installation_id = :installationId and closed_at is null
        and (:all or repository_id in (<repositoryIds>))
      """;

  private static final String ORPHANS =
      """
      select id, not_before from jobs
      where closed_at is null and opened_at <= :openedBy and not exists
        (select 1 from scheduled_tasks where task_name = :task and task_instance = jobs.id)
      """;

  private final Jdbi jdbi;

  JobTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Opens the job of a subject, or wakes it. */
  Woken open(RepositoryTarget target, Subject subject, Instant now) {
    return jdbi.withHandle(handle -> open(handle, target, subject, now));
  }

  /**
   * Opens the job of a subject again if there ever was one.
   *
   * @param unless leaves it as it is where this was its last conclusion; empty: in no case
   */
  Optional<Woken> reopen(
      RepositoryTarget target, Subject subject, Optional<Conclusion> unless, Instant now) {
    return jdbi.withHandle(handle -> reopen(handle, target, subject, unless, now));
  }

  private static Optional<Woken> reopen(
      Handle handle,
      RepositoryTarget target,
      Subject subject,
      Optional<Conclusion> unless,
      Instant now) {
    return about(handle.createQuery(REOPEN), target)
        .bind("id", subject.id(target.repositoryId()))
        .bind("unless", unless.map(Enum::name).orElse(""))
        .bind("now", now.toEpochMilli())
        .map((row, context) -> JobRow.woken(row))
        .findOne();
  }

  /**
   * The same where somebody waits for an answer: the check run on {@code commit} is to be concluded
   * anew, whatever is known of it. A change is opened only where it is known what it is for.
   */
  Optional<Woken> ask(RepositoryTarget target, Subject subject, String commit, Instant now) {
    return jdbi.inTransaction(
        handle -> {
          Optional<Woken> woken =
              subject instanceof Subject.Change
                  ? reopen(handle, target, subject, Optional.empty(), now)
                  : Optional.of(open(handle, target, subject, now));
          woken.ifPresent(job -> ask(handle, job.id(), target.repositoryId(), commit));
          return woken;
        });
  }

  private static void ask(Handle handle, String id, long repositoryId, String commit) {
    handle
        .createUpdate("update jobs set asked = asked + 1, seen = null where id = :id")
        .bind("id", id)
        .execute();
    StandingTable.expect(handle, id, repositoryId, commit);
  }

  /** Whether there ever was such a job. */
  boolean isKnown(String id) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createQuery("select count(*) from jobs where id = :id")
                    .bind("id", id)
                    .mapTo(Integer.class)
                    .one()
                > 0);
  }

  /** Wakes the open jobs of all releases of a repository. */
  List<Woken> wake(RepositoryTarget target) {
    return jdbi.withHandle(
        handle ->
            about(handle.createQuery(WAKE), target)
                .bind("repositoryId", target.repositoryId())
                .map((row, context) -> JobRow.woken(row))
                .list());
  }

  /** The job, if it is open. */
  Optional<OpenJob> find(String id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(FIND)
                .bind("id", id)
                .map((row, context) -> JobRow.job(row, StandingTable.of(handle, id)))
                .findOne());
  }

  /**
   * Keeps the progress that an execution of {@code job} made. What somebody asked for meanwhile is
   * not answered by it, and stays to be done.
   */
  void save(OpenJob job, Progress progress) {
    jdbi.useTransaction(
        handle -> {
          String id = job.id();
          List<Standing> present = StandingTable.of(handle, id);
          boolean asked = asked(handle, id) != job.asked();
          Progress kept = asked ? progress.askedOn(present).having(Optional.empty()) : progress;
          handle
              .createUpdate(SAVE)
              .bind("id", id)
              .bind("deadline", JobRow.millis(kept.deadline()))
              .bind("optedIn", kept.optedIn())
              .bind("looks", kept.tries().looks())
              .bind("failures", kept.tries().failures())
              .bind("faults", kept.tries().faults())
              .bind("notBefore", JobRow.millis(kept.tries().notBefore()))
              .bind("concluded", kept.concluded().map(Enum::name).orElse(null))
              .bind("seen", kept.seen().map(Seen::toText).orElse(null))
              .bind("told", kept.told().map(Told::toNumber).orElse(null))
              .execute();
          if (!present.equals(kept.standings())) {
            StandingTable.save(handle, id, kept.standings());
          }
        });
  }

  private static long asked(Handle handle, String id) {
    return handle
        .createQuery("select asked from jobs where id = :id")
        .bind("id", id)
        .mapTo(Long.class)
        .one();
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

  /** Closes what is open of repositories that may not be acted on any more. */
  void abandon(long installationId, Optional<Set<Long>> repositoryIds, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(ABANDON)
                .bind("installationId", installationId)
                .bind("all", repositoryIds.isEmpty())
                .bindList("repositoryIds", List.copyOf(repositoryIds.orElse(Set.of(0L))))
                .bind("now", now.toEpochMilli())
                .execute());
  }

  /** Jobs open since {@code openedBy} that the scheduler does not know. */
  List<Woken> orphans(String taskName, Instant openedBy) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ORPHANS)
                .bind("task", taskName)
                .bind("openedBy", openedBy.toEpochMilli())
                .map((row, context) -> JobRow.woken(row))
                .list());
  }

  private static Woken open(Handle handle, RepositoryTarget target, Subject subject, Instant now) {
    JobRow.Columns columns = JobRow.columns(subject);
    return about(handle.createQuery(OPEN), target)
        .bind("id", subject.id(target.repositoryId()))
        .bind("kind", columns.kind())
        .bind("repositoryId", target.repositoryId())
        .bind("subject", columns.subject())
        .bind("base", columns.base())
        .bind("pullRequest", columns.pullRequest())
        .bind("now", now.toEpochMilli())
        .map((row, context) -> JobRow.woken(row))
        .one();
  }

  private static <T extends SqlStatement<T>> T about(T statement, RepositoryTarget target) {
    return statement
        .bind("installationId", target.installationId())
        .bind("repository", target.name().fullName());
  }
}
