package dev.countersign.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.countersign.delivery.Backlog;
import dev.countersign.delivery.EventHandler;
import dev.countersign.delivery.WebhookEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every job of the server, durable in its database: several servers may share one. What a server
 * was executing when it died is executed again within {@link #HEARTBEAT} times {@link
 * #MISSED_HEARTBEATS}, plus at most two heartbeats more.
 */
public final class Jobs implements EventHandler {
  private static final Logger log = LoggerFactory.getLogger(Jobs.class);

  private static final int THREADS = 8;
  private static final Duration POLLING = Duration.ofSeconds(1);
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final int MISSED_HEARTBEATS = 6;
  private static final Duration SURVEYS = Duration.ofMinutes(1);
  private static final Duration ORPHAN_SWEEP = Duration.ofMinutes(1);
  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(2);

  private final JobQueue queue;
  private final ThreadPoolExecutor workers;
  private final Scheduler scheduler;
  private final List<Chore> chores;
  private final InstantSource clock;
  private final ScheduledTasks tasks;
  private final Runnable cancellation;

  /**
   * Nothing is executed yet.
   *
   * @param chores what else is to be done
   * @param cancellation ends what jobs wait for, where an interrupt does not
   */
  public Jobs(
      DataSource dataSource, Jdbi jdbi, JobPorts ports, List<Chore> chores, Runnable cancellation) {
    this.cancellation = cancellation;
    JobTable jobs = new JobTable(jdbi);
    KnownRepositories repositories = new KnownRepositories(jdbi);
    this.chores = List.copyOf(chores);
    this.clock = ports.clock();
    this.queue =
        new JobQueue(
            jobs,
            new Places(jdbi),
            new Wakes(jobs, repositories),
            new JobRunner(ports, jobs, repositories),
            clock);
    this.workers = workers();
    this.tasks = new ScheduledTasks(jdbi);
    List<RecurringTask<Void>> recurring = new ArrayList<>();
    recurring.add(recurring("orphan-sweep", ORPHAN_SWEEP, clock, queue::adoptOrphans));
    recurring.add(recurring("surveys", SURVEYS, clock, queue::survey));
    for (Chore chore : chores) {
      recurring.add(recurring(chore.name(), chore.pause(), clock, client -> chore.work().run()));
    }
    this.scheduler =
        Scheduler.create(dataSource, queue.task())
            .startTasks(recurring)
            .schedulerName(new SchedulerName.Fixed(ServerName.ofThisProcess()))
            .clock(clock::instant)
            .threads(THREADS)
            .executorService(workers)
            .pollingInterval(POLLING)
            .enablePriority()
            // No more than the threads execute next: what is fetched keeps its place.
            .pollUsingFetch(0.5, 1)
            .enableImmediateExecution()
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(Duration.ZERO)
            .build();
  }

  /** Starts executing what is due, with what a former process left, and every chore. */
  public void start() {
    queue.started();
    chores.forEach(this::makeDue);
    scheduler.start();
  }

  /** One that was never done is due with the scheduler's start. */
  private void makeDue(Chore chore) {
    try {
      scheduler.reschedule(
          TaskInstanceId.of(chore.name(), RecurringTask.INSTANCE), clock.instant());
    } catch (TaskInstanceNotFoundException
        | TaskInstanceCurrentlyExecutingException
        | ExecutionException e) {
      log.debug("the chore {} is new, or is done by another server now", chore.name(), e);
    }
  }

  /** Opens or wakes the jobs that an event concerns, durably before it returns. */
  @Override
  public void handle(WebhookEvent event) {
    queue.handle(event, scheduler);
  }

  /**
   * What is due by {@code now} and not begun.
   *
   * @throws RuntimeException if the database cannot be read
   */
  public Backlog backlog(Instant now) {
    return queue.backlog(tasks, now);
  }

  /**
   * Starts nothing more and lets what is being executed end within {@code grace}. The rest is
   * interrupted: what ends then within {@link #AFTER_INTERRUPT}, unfinished, is due at once. What
   * does not even so, or is still executing when this call itself is interrupted, is left to run;
   * another server, or the next process, finds it dead and executes it again.
   */
  public void stop(Duration grace) {
    scheduler.pause();
    workers.getQueue().clear();
    workers.shutdown();
    try {
      if (!workers.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn(
            "{} jobs did not end within {}; handing them back", workers.getActiveCount(), grace);
        queue.handBack();
        workers.shutdownNow();
        cancellation.run();
        workers.awaitTermination(AFTER_INTERRUPT.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      queue.handBack();
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
    scheduler.stop();
  }

  private static RecurringTask<Void> recurring(
      String name, Duration pause, InstantSource clock, Consumer<SchedulerClient> work) {
    return Tasks.recurring(name, FixedDelay.of(pause))
        .onDeadExecution((complete, operations) -> operations.reschedule(complete, clock.instant()))
        .execute((instance, context) -> work.accept(context.getSchedulerClient()));
  }

  /**
   * The threads that execute jobs. What comes after the shutdown is dropped, which loses nothing:
   * only a thread takes an execution from the database.
   */
  private static ThreadPoolExecutor workers() {
    AtomicInteger count = new AtomicInteger();
    return new ThreadPoolExecutor(
        THREADS,
        THREADS,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        task -> new Thread(task, "job-" + count.incrementAndGet()),
        new ThreadPoolExecutor.DiscardPolicy());
  }
}
