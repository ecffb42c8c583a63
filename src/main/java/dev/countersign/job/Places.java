package dev.countersign.job;

import com.github.kagkarlsson.scheduler.task.Priority;
import java.sql.Timestamp;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/**
 * Where a job stands among those that are due, as its priority: the more of its installation's jobs
 * are due before it, the lower. So no installation waits for what another floods.
 */
final class Places {
  /** Of an installation's only job; each that is due before one more is worth one less. */
  private static final int FIRST = Priority.MEDIUM;

  /** From here on jobs of one installation come by their time, behind all others. */
  private static final int LAST_PLACE = 40;

  private static final String AHEAD =
      """
      select count(*) from
        (select 1 from jobs join scheduled_tasks on task_name = :task and task_instance = jobs.id
        where installation_id = (select installation_id from jobs where id = :id)
          and jobs.id <> :id and closed_at is null and execution_time <= :now
        limit :limit) as ahead
      """;

  private final Jdbi jdbi;

  Places(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The priority of a job that is scheduled now. */
  int priority(String id, String taskName, Instant now) {
    int ahead =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(AHEAD)
                    .bind("id", id)
                    .bind("task", taskName)
                    // As the scheduler writes it.
                    .bind("now", Timestamp.from(now))
                    .bind("limit", LAST_PLACE)
                    .mapTo(Integer.class)
                    .one());
    return FIRST - ahead;
  }
}
