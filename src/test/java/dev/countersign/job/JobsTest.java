package dev.countersign.job;

import static dev.countersign.job.Scene.COMMIT;
import static dev.countersign.job.Scene.DEADLINE;
import static dev.countersign.job.Scene.PUBLISHED;
import static dev.countersign.job.Scene.TAG;
import static dev.countersign.job.Scene.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.delivery.WebhookEvent;
import dev.countersign.delivery.WebhookEvent.CheckRunRerequested;
import dev.countersign.delivery.WebhookEvent.DefaultBranchPushed;
import dev.countersign.delivery.WebhookEvent.ReleasePublished;
import dev.countersign.delivery.WebhookEvent.WorkflowRunChanged;
import dev.countersign.policy.PolicyOrigin;
import dev.countersign.policy.RepositoryPolicy;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.report.CheckReports;
import dev.countersign.verification.RepositoryName;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Jobs from the event to their end. */
class JobsTest extends JobsFixture {
  @Test
  void bringsAReleaseFromWaitingToItsVerdict() {
    jobs.start();
    jobs.handle(RELEASE);
    awaitLooks(1);
    awaitIdle();
    assertThat(checkRuns.reports()).containsExactly(CheckReports.waiting(Scene.awaited()));

    scene.look = Scene::materials;
    jobs.handle(new DefaultBranchPushed(TARGET, Optional.empty()));
    awaitClosed();

    assertThat(checkRuns.reports())
        .containsExactly(
            CheckReports.waiting(Scene.awaited()), CheckReports.verdict(Scene.verdict()));
    assertThat(checkRuns.count()).isEqualTo(1);
    assertThat(scheduledReleases()).isZero();
  }

  @Test
  void looksAgainByItselfAsTimePassesAndEndsAtTheDeadline() {
    jobs.start();
    jobs.handle(RELEASE);
    awaitLooks(1);
    awaitIdle();
    clock.advance(Duration.ofSeconds(30));
    awaitLooks(2);
    awaitIdle();
    clock.set(DEADLINE);
    awaitClosed();

    assertThat(scene.looks).hasValue(3);
    assertThat(checkRuns.reports())
        .containsExactly(
            CheckReports.waiting(Scene.awaited()), CheckReports.timedOut(Scene.awaited()));
  }

  @Test
  void waitsForItsTurnToPublish() {
    scene.look = Scene::materials;
    checkRuns.restUntil(clock.instant().plusSeconds(90));
    jobs.start();
    jobs.handle(RELEASE);
    await().until(() -> checkRuns.turnsAsked() > 0);
    awaitIdle();
    assertThat(scene.looks).hasValue(0);

    checkRuns.restUntil(null);
    clock.advance(Duration.ofSeconds(90));
    awaitClosed();

    assertThat(scene.looks).hasValue(1);
    assertThat(checkRuns.reports()).containsExactly(CheckReports.verdict(Scene.verdict()));
  }

  @Test
  void hearsTheSameEventTwiceWithoutASecondCheckRun() {
    scene.look = Scene::materials;
    jobs.start();
    jobs.handle(RELEASE);
    awaitClosed();
    jobs.handle(RELEASE);
    awaitLooks(2);
    awaitClosed();

    assertThat(checkRuns.changes()).hasSize(1);
  }

  @Test
  void wakesAllOpenJobsOfTheRepositoryAndOnlyThose() {
    RepositoryTarget other = new RepositoryTarget(11, 44, new RepositoryName("octo", "other"));
    jobs.handle(RELEASE);
    jobs.handle(new ReleasePublished(TARGET, "v1.1.0"));
    jobs.handle(new ReleasePublished(other, TAG));
    jobs.start();
    awaitLooks(3);
    awaitIdle();

    jobs.handle(new DefaultBranchPushed(TARGET, Optional.empty()));
    awaitLooks(5);
    awaitIdle();
    assertThat(scene.looks).hasValue(5);
  }

  /** Every run of every workflow is told of: one for a branch concerns no release. */
  @Test
  void isWokenByAWorkflowRunForItsTagAlone() {
    jobs.handle(RELEASE);
    jobs.handle(new ReleasePublished(TARGET, "v1.1.0"));

    jobs.handle(new WorkflowRunChanged(TARGET, TAG, "release"));
    jobs.handle(new WorkflowRunChanged(TARGET, "main", "push"));

    assertThat(table().find(ID).orElseThrow().wakes()).isEqualTo(2);
    String other = new Subject.Release("v1.1.0").id(TARGET.repositoryId());
    assertThat(table().find(other).orElseThrow().wakes()).isEqualTo(1);
    assertThat(count("select count(*) from jobs")).isEqualTo(2);
  }

  @Test
  @Tag("threat-23")
  void opensNothingForACheckRunThatIsNotOurs() {
    jobs.handle(new CheckRunRerequested(TARGET, COMMIT, ""));
    jobs.handle(new CheckRunRerequested(TARGET, COMMIT, "release/"));
    jobs.handle(new CheckRunRerequested(TARGET, COMMIT, "somebody else's"));

    assertThat(scheduledReleases()).isZero();
  }

  /** GitHub has taken the conclusion back: silence would leave the check run waiting for ever. */
  @Test
  void concludesACheckRunThatIsAskedForAgainAfterItsReleaseIsGone() {
    scene.release = Optional::empty;
    jobs.handle(new CheckRunRerequested(TARGET, COMMIT, "release/" + TAG));
    clock.advance(Duration.ofMinutes(3));
    jobs.start();
    awaitClosed();

    assertThat(checkRuns.changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.commit()).isEqualTo(COMMIT);
              assertThat(change.report().conclusion()).contains(Conclusion.ACTION_REQUIRED);
            });
  }

  @Test
  void opensNothingForAPush() {
    jobs.handle(new DefaultBranchPushed(TARGET, Optional.empty()));

    assertThat(scheduledReleases()).isZero();
  }

  @Test
  void doesNotLoseAWakeThatComesWhileItLooks() {
    CountDownLatch looking = new CountDownLatch(1);
    CountDownLatch woken = new CountDownLatch(1);
    scene.look =
        () -> {
          looking.countDown();
          awaitLatch(woken);
          return Scene.noMaterials(new PolicyOrigin.OwnFile(), RepositoryPolicy.DEFAULT);
        };
    jobs.start();
    jobs.handle(RELEASE);
    awaitLatch(looking);
    jobs.handle(new DefaultBranchPushed(TARGET, Optional.empty()));
    scene.look = Scene::materials;
    woken.countDown();

    awaitClosed();
    assertThat(scene.looks).hasValue(2);
  }

  @Test
  @Tag("threat-20")
  void doesNotLoseAReleaseThatIsPublishedAgainWhileItsVerdictIsMade() {
    CountDownLatch looking = new CountDownLatch(1);
    CountDownLatch woken = new CountDownLatch(1);
    scene.look =
        () -> {
          looking.countDown();
          awaitLatch(woken);
          return Scene.materials();
        };
    jobs.start();
    jobs.handle(RELEASE);
    awaitLatch(looking);
    jobs.handle(RELEASE);
    woken.countDown();

    awaitLooks(2);
    awaitClosed();
    assertThat(checkRuns.changes()).hasSize(1);
  }

  /** The clock stands still: only a wake leads to another look. */
  @Test
  void alwaysLooksAtWhatTheLastOfManyWakesTellsOf() {
    AtomicInteger written = new AtomicInteger();
    AtomicInteger seen = new AtomicInteger();
    scene.look =
        () -> {
          seen.set(written.get());
          return Scene.noMaterials(new PolicyOrigin.OwnFile(), RepositoryPolicy.DEFAULT);
        };
    jobs.start();
    jobs.handle(RELEASE);
    for (int i = 1; i <= 150; i++) {
      written.set(i);
      jobs.handle(i % 3 == 0 ? RELEASE : new DefaultBranchPushed(TARGET, Optional.empty()));
      if (i % 10 == 0) {
        int expected = i;
        await().until(() -> seen.get() == expected);
      }
    }
    awaitIdle();
    assertThat(seen).hasValue(150);
  }

  @Test
  void isNotWokenBeforeTheTimeThatGitHubAskedFor() {
    scene.look =
        () -> {
          throw new GitHubUnavailableException(
              "expected: this test's rate limit", clock.instant().plusSeconds(600), null);
        };
    jobs.start();
    jobs.handle(RELEASE);
    awaitLooks(1);
    awaitIdle();
    jobs.handle(new DefaultBranchPushed(TARGET, Optional.empty()));

    assertThat(nextExecutionMillis()).isEqualTo(PUBLISHED.plusSeconds(602).toEpochMilli());
  }

  @Test
  void handlesTheLongestTags() {
    scene.look = Scene::materials;
    String tag = "x".repeat(5_000);
    jobs.start();
    jobs.handle(new ReleasePublished(TARGET, tag));

    await().until(() -> checkRuns.count() == 1 && scheduledReleases() == 0);
    assertThat(checkRuns.changes().get(0).externalId()).isEqualTo("release/" + tag);
  }

  @Test
  void ignoresWhatIsNoBusinessOfAJob() {
    jobs.handle(new WebhookEvent.Ignored("a test"));

    assertThat(scheduledReleases()).isZero();
  }
}
