package dev.countersign.job;

import static dev.countersign.job.Scene.TAG;
import static dev.countersign.job.Scene.TARGET;
import static org.awaitility.Awaitility.await;

import dev.countersign.database.Database;
import dev.countersign.database.TestDatabases;
import dev.countersign.delivery.WebhookEvent.ReleasePublished;
import dev.countersign.port.GitHubUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Jobs on a real database, on a clock that stands still. */
abstract class JobsFixture extends SceneFixture {
  static final ReleasePublished RELEASE = new ReleasePublished(TARGET, TAG);
  static final String ID = new Subject.Release(TAG).id(TARGET.repositoryId());

  @TempDir Path directory;

  Database database;
  Jobs jobs;

  /** The database under test. */
  Database open() {
    return TestDatabases.sqlite(directory);
  }

  @BeforeEach
  void createJobs() {
    database = open();
    jobs = newJobs();
  }

  @AfterEach
  void stopJobs() {
    jobs.stop(Duration.ofSeconds(10));
    database.close();
  }

  Jobs newJobs() {
    return new Jobs(database.dataSource(), database.jdbi(), ports(), List.of(), () -> {});
  }

  JobTable table() {
    return new JobTable(database.jdbi());
  }

  void awaitLooks(int count) {
    await().until(() -> scene.looks.get() >= count);
  }

  void awaitIdle() {
    await().until(() -> pickedReleases() == 0);
  }

  void awaitClosed() {
    // Work of a dead process is looked for every ten seconds. A busy database may miss one look, or
    // make an execution fail, which is then due later: by then the clock has to go on.
    Instant patience = Instant.now().plusSeconds(15);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              if (Instant.now().isAfter(patience)) {
                clock.advance(Duration.ofSeconds(1));
              }
              return isClosed() && scheduledReleases() == 0;
            });
  }

  boolean isClosed() {
    return table().find(ID).isEmpty();
  }

  int scheduledReleases() {
    return count(
        "select count(*) from scheduled_tasks where task_name = 'job' and task_instance like '%/%'");
  }

  int pickedReleases() {
    return count(
        "select count(*) from scheduled_tasks where task_name = 'job' and task_instance like '%/%' and picked");
  }

  int count(String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(Integer.class).one());
  }

  long nextExecutionMillis() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select execution_time from scheduled_tasks where task_name = 'job' and task_instance like '%/%'")
                    .map((row, context) -> row.getTimestamp(1).getTime())
                    .one());
  }

  void markAsExecutingElsewhere() {
    java.sql.Timestamp now = java.sql.Timestamp.from(clock.instant());
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "update scheduled_tasks set picked = true, picked_by = 'dead', version = 2,"
                        + " last_heartbeat = ?",
                    now));
  }

  static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new GitHubUnavailableException("interrupted", null, e);
    }
  }
}
