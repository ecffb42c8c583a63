package dev.countersign.job;

import static dev.countersign.job.Scene.COMMIT;
import static dev.countersign.job.Scene.TAG;
import static dev.countersign.job.Scene.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.delivery.Backlog;
import dev.countersign.policy.PolicyOrigin;
import dev.countersign.policy.RepositoryPolicy;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.report.CheckReports;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Jobs across crashes, restarts and stops. */
class JobsDurabilityTest extends JobsFixture {
  @Test
  void looksThroughARepositorySoonAfterTheStart() {
    AtomicInteger surveys = new AtomicInteger();
    activity.releases =
        () -> {
          surveys.incrementAndGet();
          return List.of();
        };
    new KnownRepositories(database.jdbi())
        .save(
            new KnownRepositories.Known(
                TARGET, true, RepositoryPolicy.DEFAULT.materials(), clock.instant()),
            Optional.of(clock.instant().plus(Duration.ofDays(1))));
    clock.advance(Duration.ofHours(2));

    jobs.start();
    clock.advance(Duration.ofMinutes(4));

    await().until(() -> surveys.get() == 1);
  }

  @Test
  void doesEveryChoreAtEachStart() {
    for (int start = 1; start <= 20; start++) {
      AtomicInteger done = new AtomicInteger();
      Chore chore = new Chore("chore", Duration.ofDays(1), done::incrementAndGet);
      Jobs another =
          new Jobs(database.dataSource(), database.jdbi(), ports(), List.of(chore), () -> {});
      another.start();
      await().until(() -> done.get() > 0);
      another.stop(Duration.ofSeconds(10));
    }
  }

  @Test
  void showsWhatIsDueAndNotBegun() {
    assertThat(jobs.backlog(clock.instant())).isEqualTo(Backlog.NONE);

    jobs.handle(RELEASE);
    Instant since = clock.instant();
    clock.advance(Duration.ofMinutes(1));
    assertThat(jobs.backlog(clock.instant())).isEqualTo(new Backlog(1, Optional.of(since)));
    assertThat(jobs.backlog(since.minusMillis(1))).isEqualTo(Backlog.NONE);

    markAsExecutingElsewhere();
    assertThat(jobs.backlog(clock.instant())).isEqualTo(Backlog.NONE);
  }

  /** Chores are in the scheduler's table, too, and are due as often. */
  @Test
  void showsNothingElseAsDue() {
    jobs.handle(RELEASE);
    assertThat(jobs.backlog(clock.instant()).due()).isEqualTo(1);

    database
        .jdbi()
        .useHandle(handle -> handle.execute("update scheduled_tasks set task_name = 'surveys'"));
    assertThat(jobs.backlog(clock.instant())).isEqualTo(Backlog.NONE);
  }

  @Test
  void executesAgainWhatAProcessWasExecutingWhenItDied() {
    scene.look = Scene::materials;
    jobs.handle(RELEASE);
    markAsExecutingElsewhere();
    clock.advance(Duration.ofMinutes(1));
    jobs.start();

    awaitClosed();
    assertThat(checkRuns.changes()).hasSize(1);
  }

  @Test
  void executesAgainWhatAProcessHadPublishedButNotNotedWhenItDied() {
    scene.look = Scene::materials;
    jobs.start();
    checkRuns.publish(TARGET, COMMIT, "release/" + TAG, CheckReports.verdict(Scene.verdict()));
    jobs.handle(RELEASE);

    awaitClosed();
    assertThat(checkRuns.changes()).hasSize(1);
  }

  @Test
  void executesAnOpenJobThatTheSchedulerDoesNotKnow() {
    scene.look = Scene::materials;
    jobs.handle(RELEASE);
    database.jdbi().useHandle(handle -> handle.execute("delete from scheduled_tasks"));
    clock.advance(Duration.ofMinutes(1));
    jobs.start();

    awaitClosed();
  }

  @Test
  void goesOnAfterARestart() {
    jobs.start();
    jobs.handle(RELEASE);
    awaitLooks(1);
    awaitIdle();
    jobs.stop(Duration.ofSeconds(10));

    jobs = newJobs();
    scene.look = Scene::materials;
    clock.advance(Duration.ofSeconds(30));
    jobs.start();
    awaitClosed();
  }

  @Test
  void letsWhatItExecutesEndBeforeItStops() {
    CountDownLatch looking = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    scene.look =
        () -> {
          looking.countDown();
          awaitLatch(goOn);
          return Scene.materials();
        };
    jobs.start();
    jobs.handle(RELEASE);
    awaitLatch(looking);
    CompletableFuture<Void> stopped =
        CompletableFuture.runAsync(() -> jobs.stop(Duration.ofMinutes(1)));
    assertThat(stopped).isNotDone();
    goOn.countDown();

    await().until(stopped::isDone);
    assertThat(isClosed()).isTrue();
    assertThat(checkRuns.changes()).hasSize(1);
  }

  /** Whoever goes on must know of the check run that waits, or it would wait for ever. */
  @Test
  void handsBackWhatItHasAnnounced() {
    CountDownLatch looking = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    scene.look =
        () ->
            Scene.found(
                new PolicyOrigin.OwnFile(),
                RepositoryPolicy.DEFAULT,
                () -> {
                  looking.countDown();
                  try {
                    awaitLatch(never);
                  } catch (GitHubUnavailableException e) {
                    throw new UndecidedException("expected: this test's own", e);
                  }
                  return Scene.verdict();
                });
    jobs.start();
    jobs.handle(RELEASE);
    awaitLatch(looking);
    jobs.stop(Duration.ofMillis(50));

    Progress progress = table().find(ID).orElseThrow().progress();
    assertThat(checkRuns.count()).isEqualTo(1);
    assertThat(progress.announced()).isTrue();
    assertThat(progress.commit()).contains(COMMIT);
  }

  @Test
  void handsBackWhatDoesNotEndWithinTheGrace() {
    CountDownLatch looking = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    scene.look =
        () -> {
          looking.countDown();
          awaitLatch(never);
          return Scene.materials();
        };
    jobs.start();
    jobs.handle(RELEASE);
    awaitLatch(looking);
    jobs.stop(Duration.ofMillis(50));

    assertThat(checkRuns.changes()).isEmpty();
    assertThat(pickedReleases()).isZero();
    assertThat(nextExecutionMillis()).isEqualTo(clock.millis());
    assertThat(table().find(ID).orElseThrow().progress().commit()).contains(COMMIT);
  }
}
