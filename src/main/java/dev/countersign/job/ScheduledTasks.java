package dev.countersign.job;

import dev.countersign.delivery.Backlog;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The scheduler's own table {@code scheduled_tasks}, for what the scheduler does not tell. */
final class ScheduledTasks {
  /** Only what is due is read, through the index on the time. */
  private static final String BACKLOG =
      """
      select count(*) as due, min(execution_time) as oldest from scheduled_tasks
      where execution_time <= :now and picked = :picked and task_name = :task
      """;

  private final Jdbi jdbi;

  ScheduledTasks(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The instances of a task that are due by {@code now} and that nobody executes. */
  Backlog backlog(String taskName, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(BACKLOG)
                .bind("now", Timestamp.from(now))
                .bind("picked", false)
                .bind("task", taskName)
                .map(
                    (row, context) ->
                        new Backlog(
                            row.getLong("due"),
                            Optional.ofNullable(row.getTimestamp("oldest"))
                                .map(Timestamp::toInstant)))
                .one());
  }
}
