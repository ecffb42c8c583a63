package dev.countersign.job;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.countersign.delivery.Backlog;
import dev.countersign.delivery.WebhookEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All jobs, each an instance of one task. A wake is written to the job's row first, and then to the
 * scheduler. Where the scheduler is just executing the job it takes no new time; but then the end
 * of that execution finds the wake in the row, which it reads after it has told the scheduler how
 * to go on.
 */
final class JobQueue {
  private static final Logger log = LoggerFactory.getLogger(JobQueue.class);
  private static final TaskDescriptor<Void> DESCRIPTOR = TaskDescriptor.of("job", Void.class);

  private static final Duration ORPHAN_AGE = Duration.ofMinutes(1);
  private static final Duration AFTER_DATABASE_FAILURE = Duration.ofSeconds(10);

  private final JobTable table;
  private final Places places;
  private final JobRunner runner;
  private final Wakes wakes;
  private final InstantSource clock;
  private volatile boolean handingBack;

  JobQueue(JobTable table, Places places, Wakes wakes, JobRunner runner, InstantSource clock) {
    this.table = table;
    this.places = places;
    this.wakes = wakes;
    this.runner = runner;
    this.clock = clock;
  }

  /** The task for the scheduler. */
  Task<Void> task() {
    return Tasks.custom(DESCRIPTOR)
        .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_DATABASE_FAILURE))
        .onDeadExecution((complete, operations) -> operations.reschedule(complete, now()))
        .execute((instance, context) -> execute(instance.getId(), context.getSchedulerClient()));
  }

  /** Opens or wakes the jobs that an event concerns. */
  void handle(WebhookEvent event, SchedulerClient scheduler) {
    for (Woken woken : wakes.by(event, now())) {
      schedule(woken, scheduler);
    }
  }

  /**
   * Schedules the open jobs that are not: what a crash between two transactions leaves. One that
   * was opened just now is about to be scheduled.
   */
  void adoptOrphans(SchedulerClient scheduler) {
    for (Woken orphan : table.orphans(DESCRIPTOR.getTaskName(), now().minus(ORPHAN_AGE))) {
      log.info("job {} is open without an execution", orphan.id());
      schedule(orphan, scheduler);
    }
  }

  /** Opens and schedules the jobs that are due to look through all releases of a repository. */
  void survey(SchedulerClient scheduler) {
    for (Woken woken : wakes.dueSurveys(now())) {
      schedule(woken, scheduler);
    }
  }

  /** Has what may have been missed looked for soon. */
  void started() {
    wakes.started(now());
  }

  /** The jobs that are due by {@code now} and that nobody executes. */
  Backlog backlog(ScheduledTasks tasks, Instant now) {
    return tasks.backlog(DESCRIPTOR.getTaskName(), now);
  }

  /** From now on, what is not finished is due at once: the process is about to end. */
  void handBack() {
    handingBack = true;
  }

  private CompletionHandler<Void> execute(String id, SchedulerClient scheduler) {
    Optional<OpenJob> found = table.find(id);
    if (found.isEmpty()) {
      return (complete, operations) -> {
        operations.stop();
        table.find(id).ifPresent(reopened -> schedule(reopened.woken(), scheduler));
      };
    }
    OpenJob job = found.get();
    Next outcome = runner.run(job);
    outcome.opened().forEach(woken -> schedule(woken, scheduler));
    Next next =
        handingBack && outcome instanceof Next.Again
            ? new Next.Again(now(), outcome.progress(), outcome.opened())
            : outcome;
    return (complete, operations) -> {
      table.save(job, next.progress());
      if (next instanceof Next.Again again) {
        operations.reschedule(complete, again.at());
      } else if (table.close(id, job.wakes(), now())) {
        operations.stop();
      } else {
        operations.reschedule(complete, now());
      }
      table
          .find(id)
          .filter(after -> after.wakes() != job.wakes())
          .ifPresent(after -> schedule(after.woken(), scheduler));
    };
  }

  private void schedule(Woken woken, SchedulerClient scheduler) {
    Instant now = now();
    Instant at = woken.notBefore().filter(now::isBefore).orElse(now);
    int priority = places.priority(woken.id(), DESCRIPTOR.getTaskName(), now);
    try {
      scheduler.schedule(
          DESCRIPTOR.instance(woken.id()).priority(priority).build(),
          at,
          woken.patient()
              ? ScheduleOptions.WHEN_EXISTS_DO_NOTHING
              : ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
    } catch (TaskInstanceCurrentlyExecutingException
        | TaskInstanceNotFoundException
        | ExecutionException e) {
      // It is executing, or was a moment ago: the end of that execution sees the wake.
      log.debug("job {} was woken while it was executing", woken.id(), e);
    }
  }

  /** Whole milliseconds, as SQLite keeps them: a time that is due must not be rounded up. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
