package dev.countersign.job;

import static dev.countersign.job.Scene.DEADLINE;
import static dev.countersign.job.Scene.TAG;
import static dev.countersign.job.Scene.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.PolicyOrigin;
import dev.countersign.policy.RepositoryPolicy;
import dev.countersign.port.ContentLimitException;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.report.CheckReports;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a job does when something does not work. */
class ReleaseJobFailureTest extends ReleaseJobFixture {
  @Test
  void comesBackWhenGitHubSaysWithinReason() {
    Instant now = clock.instant();
    scene.look =
        () -> {
          throw unavailable(now.plusSeconds(90));
        };
    assertThat(runAgainAt()).isEqualTo(now.plusSeconds(90));
    assertThat(progress.tries().notBefore()).contains(now.plusSeconds(90));

    scene.look =
        () -> {
          throw unavailable(now.minusSeconds(90));
        };
    assertThat(runAgainAt()).isEqualTo(now.plusSeconds(1));

    scene.look =
        () -> {
          throw unavailable(now.plus(Duration.ofDays(9)));
        };
    assertThat(runAgainAt()).isEqualTo(now.plus(Duration.ofHours(1)));
    assertThat(checkRuns.changes()).isEmpty();
  }

  @Test
  @Tag("threat-24")
  void backsOffWithJitterWhileGitHubIsUnavailable() {
    scene.release =
        () -> {
          throw unavailable(null);
        };
    for (int seconds : List.of(5, 10, 20, 40, 80, 160, 320, 600, 600)) {
      assertThat(Duration.between(clock.instant(), runAgainAt()))
          .isBetween(Duration.ofMillis(seconds * 500L), Duration.ofSeconds(seconds));
    }
    assertThat(progress.tries().failures()).isEqualTo(9);
  }

  @Test
  void startsBackingOffAnewAfterALookThatSucceeded() {
    scene.look =
        () -> {
          throw unavailable(null);
        };
    run();
    run();
    scene.look = () -> Scene.noMaterials(new PolicyOrigin.OwnFile(), RepositoryPolicy.DEFAULT);
    run();

    assertThat(progress.tries().failures()).isZero();
    assertThat(progress.tries().notBefore()).isEmpty();
  }

  @Test
  @Tag("threat-24")
  void concludesNothingWhileGitHubIsUnavailableUntilLongAfterTheDeadline() {
    run();
    scene.look =
        () -> {
          throw unavailable(null);
        };
    clock.set(DEADLINE.plus(Duration.ofHours(24)).minusSeconds(1));
    assertThat(run()).isInstanceOf(Next.Again.class);
    assertThat(checkRuns.reports()).containsExactly(CheckReports.waiting(Scene.awaited()));

    clock.advance(Duration.ofSeconds(1));
    assertThat(run()).isInstanceOf(Next.Close.class);
    assertThat(lastReport().conclusion()).contains(Conclusion.TIMED_OUT);
  }

  @Test
  void givesUpWithoutACheckRunWhereNobodyIsKnownToWantOne() {
    scene.release =
        () -> {
          throw unavailable(null);
        };
    clock.advance(Duration.ofHours(25));

    assertThat(run()).isInstanceOf(Next.Close.class);
    assertThat(checkRuns.changes()).isEmpty();
  }

  @Test
  @Tag("threat-24")
  void leavesNoCheckRunWaitingThatCouldNotBeEndedInTime() {
    run();
    clock.set(DEADLINE.plus(Duration.ofHours(24)));
    scene.look =
        () -> {
          throw unavailable(null);
        };
    checkRuns.failWith(unavailable(null));
    assertThat(run()).isInstanceOf(Next.Again.class);

    checkRuns.recover();
    assertThat(run()).isInstanceOf(Next.Close.class);
    assertThat(lastReport().conclusion()).contains(Conclusion.TIMED_OUT);
  }

  @Test
  void givesUpForGoodWhenTheEndCannotBePublishedForAWeek() {
    run();
    clock.set(DEADLINE.plus(Duration.ofDays(8)));
    scene.look =
        () -> {
          throw unavailable(null);
        };
    checkRuns.failWith(unavailable(null));

    assertThat(run()).isInstanceOf(Next.Close.class);
  }

  @Test
  void triesAsLongForAnOldReleaseThatIsVerifiedAgain() {
    Instant asked = DEADLINE.plus(Duration.ofDays(400));
    openedAt = asked;
    clock.set(asked.plusSeconds(1));
    scene.look =
        () ->
            Scene.found(
                new PolicyOrigin.OwnFile(),
                RepositoryPolicy.DEFAULT,
                () -> {
                  throw unavailable(null);
                });

    assertThat(run()).isInstanceOf(Next.Again.class);
    assertThat(checkRuns.changes()).isEmpty();
  }

  @Test
  void triesAgainWhenTheVerdictCannotBePublished() {
    scene.look = Scene::materials;
    checkRuns.failWith(new GitHubUnavailableException("down", null, null));
    assertThat(run()).isInstanceOf(Next.Again.class);

    checkRuns.recover();
    assertThat(run()).isInstanceOf(Next.Close.class);
    assertThat(checkRuns.reports()).containsExactly(CheckReports.verdict(Scene.verdict()));
  }

  @Test
  void publishesNothingTwiceWhenTheAnswerWasLost() {
    scene.look = Scene::materials;
    checkRuns.failAfterPublishingWith(new GitHubUnavailableException("reset", null, null));
    assertThat(run()).isInstanceOf(Next.Again.class);

    checkRuns.recover();
    assertThat(run()).isInstanceOf(Next.Close.class);
    assertThat(checkRuns.changes()).hasSize(1);
  }

  @Test
  @Tag("threat-24")
  void staysPendingAndSaysWhyWhenSomethingElseIsMissing() {
    scene.look =
        () ->
            Scene.found(
                new PolicyOrigin.OwnFile(),
                RepositoryPolicy.DEFAULT,
                () -> {
                  throw new UndecidedException("The trusted root is too old.", null);
                });

    assertThat(run()).isInstanceOf(Next.Again.class);
    assertThat(checkRuns.reports())
        .containsExactly(
            CheckReports.retrying(
                TAG, "The trusted root is too old.", DEADLINE.plus(Duration.ofHours(24))));

    clock.set(DEADLINE.plus(Duration.ofHours(24)));
    assertThat(run()).isInstanceOf(Next.Close.class);
    assertThat(lastReport().conclusion()).contains(Conclusion.TIMED_OUT);
  }

  @Test
  void closesWhenGitHubRefuses() {
    scene.look =
        () -> {
          throw new GitHubRefusedException(
              GitHubRefusedException.Refusal.NOT_ACCESSIBLE, "gone", null);
        };

    for (int i = 0; i < Pace.MAX_REFUSALS; i++) {
      assertThat(run()).as("not all of GitHub may know it").isInstanceOf(Next.Again.class);
    }
    assertThat(run()).isInstanceOf(Next.Close.class);
    assertThat(checkRuns.changes()).isEmpty();
  }

  @Test
  void closesAtOnceWithoutAPermission() {
    scene.look =
        () -> {
          throw new GitHubRefusedException(
              GitHubRefusedException.Refusal.MISSING_PERMISSION, "contents", null);
        };

    assertThat(run()).isInstanceOf(Next.Close.class);
  }

  @Test
  void leavesNoCheckRunWaitingWhenGitHubRefuses() {
    run();
    scene.look =
        () -> {
          throw new GitHubRefusedException(
              GitHubRefusedException.Refusal.REJECTED, "GitHub knows no branch main (404)", null);
        };
    for (int i = 0; i < Pace.MAX_REFUSALS; i++) {
      assertThat(run()).isInstanceOf(Next.Again.class);
    }
    checkRuns.failWith(unavailable(null));
    assertThat(run()).isInstanceOf(Next.Again.class);

    checkRuns.recover();
    assertThat(run()).isInstanceOf(Next.Close.class);
    assertThat(lastReport().conclusion()).contains(Conclusion.ACTION_REQUIRED);
  }

  @Test
  @Tag("threat-19")
  void asksForActionWhenTheMaterialsAreTooLarge() {
    scene.look =
        () ->
            Scene.found(
                new PolicyOrigin.OwnFile(),
                RepositoryPolicy.DEFAULT,
                () -> {
                  throw new ContentLimitException("checksums-1.txt has 2 GB, more than 5 MB");
                });

    assertThat(run()).isInstanceOf(Next.Close.class);
    assertThat(lastReport().conclusion()).contains(Conclusion.ACTION_REQUIRED);
  }

  @Test
  void keepsQuietAboutSomethingTooLargeWhereNobodyOptedIn() {
    scene.look =
        () -> {
          throw new ContentLimitException("too many files");
        };

    assertThat(run()).isInstanceOf(Next.Close.class);
    assertThat(checkRuns.changes()).isEmpty();
  }

  @Test
  void admitsAnInternalErrorAfterABoundedNumberOfAttempts() {
    scene.look =
        () ->
            Scene.found(
                new PolicyOrigin.OwnFile(),
                RepositoryPolicy.DEFAULT,
                () -> {
                  throw new IllegalStateException("expected: this test's fault");
                });
    for (int i = 1; i < Pace.MAX_FAULTS; i++) {
      assertThat(run()).isInstanceOf(Next.Again.class);
      assertThat(checkRuns.changes()).isEmpty();
    }

    assertThat(run()).isInstanceOf(Next.Close.class);
    assertThat(checkRuns.reports())
        .containsExactly(CheckReports.internalError(TAG, TARGET.repositoryId() + "/" + TAG));
  }
}
