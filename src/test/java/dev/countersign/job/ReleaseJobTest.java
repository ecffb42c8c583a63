package dev.countersign.job;

import static dev.countersign.job.Scene.COMMIT;
import static dev.countersign.job.Scene.DEADLINE;
import static dev.countersign.job.Scene.PUBLISHED;
import static dev.countersign.job.Scene.TAG;
import static dev.countersign.job.Scene.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.job.FakeCheckRuns.Published;
import dev.countersign.job.ReleaseVerification.Look;
import dev.countersign.policy.PolicyError;
import dev.countersign.policy.RepositoryPolicy;
import dev.countersign.port.ContentLimitException;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.report.BrokenLine;
import dev.countersign.report.CheckReport;
import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.report.CheckReports;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class ReleaseJobTest {
  private final ManualClock clock = new ManualClock(PUBLISHED.plusSeconds(2));
  private final Scene scene = new Scene();
  private final FakeCheckRuns checkRuns = new FakeCheckRuns();
  private final ReleaseJob job =
      new ReleaseJob(new ReleasePorts(scene, scene, checkRuns, clock, new Pace(new Random(1))));
  private Progress progress = Progress.NONE;

  @Test
  void endsQuietlyWhenThereIsNoRelease() {
    scene.release = Optional::empty;

    assertThat(run()).isInstanceOf(Next.Close.class);
    assertThat(checkRuns.changes()).isEmpty();
    assertThat(scene.looks).hasValue(0);
  }

  @Test
  void endsQuietlyWhenTheTagIsNotSelected() {
    scene.look = () -> new Look.NoMaterials(true, Scene.policyForTags("w*"));
    assertThat(run()).isInstanceOf(Next.Close.class);

    scene.look =
        () ->
            new Look.MaterialsFound(
                Scene.policyForTags("w*"),
                () -> {
                  throw new AssertionError("nothing to verify");
                });
    assertThat(run()).isInstanceOf(Next.Close.class);
    assertThat(checkRuns.changes()).isEmpty();
  }

  @Test
  void saysThatItWaitsOnceAndLooksAgainEverLessOften() {
    List<Duration> pauses = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      pauses.add(Duration.between(clock.instant(), runAgainAt()));
      clock.advance(pauses.get(i));
    }

    assertThat(pauses)
        .containsExactly(
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(4),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5));
    assertThat(checkRuns.changes())
        .containsExactly(
            new Published(COMMIT, "release/" + TAG, CheckReports.waiting(Scene.awaited())));
  }

  @Test
  void neverWaitsPastTheDeadlineAndLooksOnceMoreThen() {
    clock.set(DEADLINE.minusSeconds(10));
    assertThat(runAgainAt()).isEqualTo(DEADLINE);

    clock.set(DEADLINE);
    assertThat(run()).isInstanceOf(Next.Close.class);
    assertThat(scene.looks).hasValue(2);
    assertThat(checkRuns.reports())
        .containsExactly(
            CheckReports.waiting(Scene.awaited()), CheckReports.timedOut(Scene.awaited()));
  }

  @Test
  void verifiesMaterialsThatAreThereWhenItLooksAfterTheDeadline() {
    clock.set(DEADLINE.plus(Duration.ofDays(1)));
    scene.look = Scene::materials;

    assertThat(run()).isInstanceOf(Next.Close.class);
    assertThat(checkRuns.reports()).containsExactly(CheckReports.verdict(Scene.verdict()));
  }

  @Test
  void waitsWithoutAWordWhereNobodyOptedIn() {
    scene.look = () -> new Look.NoMaterials(false, RepositoryPolicy.DEFAULT);
    assertThat(runAgainAt()).isEqualTo(clock.instant().plusSeconds(30));

    clock.set(DEADLINE);
    assertThat(run()).isInstanceOf(Next.Close.class);
    assertThat(checkRuns.changes()).isEmpty();
  }

  @Test
  void reportsTheVerdictWhereNobodyOptedInButMaterialsAppear() {
    scene.look = () -> new Look.NoMaterials(false, RepositoryPolicy.DEFAULT);
    assertThat(run()).isInstanceOf(Next.Again.class);

    scene.look = Scene::materials;
    assertThat(run()).isInstanceOf(Next.Close.class);
    assertThat(checkRuns.changes())
        .containsExactly(
            new Published(COMMIT, "release/" + TAG, CheckReports.verdict(Scene.verdict())));
  }

  @Test
  void reportsEveryErrorOfABrokenPolicy() {
    scene.look = () -> new Look.PolicyBroken(List.of(new PolicyError(7, 5, "a"), error(9)));

    assertThat(run()).isInstanceOf(Next.Close.class);
    assertThat(checkRuns.reports())
        .containsExactly(
            CheckReports.brokenPolicy(
                TAG,
                ".github/countersign.yml",
                List.of(new BrokenLine(7, 5, "a"), new BrokenLine(9, 1, "b"))));
  }

  @Test
  void comesBackWhenGitHubSaysWithinReason() {
    Instant now = clock.instant();
    scene.look =
        () -> {
          throw unavailable(now.plusSeconds(90));
        };
    assertThat(runAgainAt()).isEqualTo(now.plusSeconds(90));
    assertThat(progress.notBefore()).contains(now.plusSeconds(90));

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
  void backsOffWithJitterWhileGitHubIsUnavailable() {
    scene.release =
        () -> {
          throw unavailable(null);
        };
    for (int seconds : List.of(5, 10, 20, 40, 80, 160, 320, 600, 600)) {
      assertThat(Duration.between(clock.instant(), runAgainAt()))
          .isBetween(Duration.ofMillis(seconds * 500L), Duration.ofSeconds(seconds));
    }
    assertThat(progress.failures()).isEqualTo(9);
  }

  @Test
  void startsBackingOffAnewAfterALookThatSucceeded() {
    scene.look =
        () -> {
          throw unavailable(null);
        };
    run();
    run();
    scene.look = () -> new Look.NoMaterials(true, RepositoryPolicy.DEFAULT);
    run();

    assertThat(progress.failures()).isZero();
    assertThat(progress.notBefore()).isEmpty();
  }

  @Test
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
  void givesUpEvenWhenTheEndCannotBePublished() {
    run();
    clock.set(DEADLINE.plus(Duration.ofHours(24)));
    scene.look =
        () -> {
          throw unavailable(null);
        };
    checkRuns.failWith(new GitHubUnavailableException("down", null, null));

    assertThat(run()).isInstanceOf(Next.Close.class);
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
  void staysPendingAndSaysWhyWhenSomethingElseIsMissing() {
    scene.look =
        () ->
            new Look.MaterialsFound(
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

    assertThat(run()).isInstanceOf(Next.Close.class);
    assertThat(checkRuns.changes()).isEmpty();
  }

  @Test
  void asksForActionWhenTheMaterialsAreTooLarge() {
    scene.look =
        () ->
            new Look.MaterialsFound(
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
            new Look.MaterialsFound(
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

  @Test
  void leavesNoCheckRunWaitingWhenTheReleaseIsDeleted() {
    run();
    scene.release = Optional::empty;

    assertThat(run()).isInstanceOf(Next.Close.class);
    assertThat(lastReport().conclusion()).contains(Conclusion.ACTION_REQUIRED);
  }

  @Test
  void leavesNoCheckRunWaitingWhereATagWas() {
    run();
    String moved = "b".repeat(40);
    scene.release = () -> Optional.of(Scene.stateAt(moved));
    run();

    assertThat(checkRuns.changes())
        .extracting(Published::commit)
        .containsExactly(COMMIT, COMMIT, moved);
    assertThat(checkRuns.reports())
        .extracting(CheckReport::conclusion)
        .containsExactly(
            Optional.empty(), Optional.of(Conclusion.ACTION_REQUIRED), Optional.empty());
  }

  @Test
  void logsUnderInstallationRepositoryTagAndCommit() {
    List<Map<String, String>> contexts = new ArrayList<>();
    scene.look =
        () -> {
          contexts.add(MDC.getCopyOfContextMap());
          return Scene.materials();
        };
    run();

    assertThat(contexts)
        .containsExactly(
            Map.of("installation", "11", "repository", "octo/repo", "tag", TAG, "commit", COMMIT));
    assertThat(MDC.get("commit")).isNull();
  }

  private Next run() {
    Next next = job.run(new OpenJob(TARGET, TAG, PUBLISHED.plusSeconds(1), 1, progress));
    progress = next.progress();
    return next;
  }

  private Instant runAgainAt() {
    Next next = run();
    assertThat(next).isInstanceOf(Next.Again.class);
    return ((Next.Again) next).at();
  }

  private CheckReport lastReport() {
    return checkRuns.reports().get(checkRuns.reports().size() - 1);
  }

  private static PolicyError error(int line) {
    return new PolicyError(line, 1, "b");
  }

  private static GitHubUnavailableException unavailable(@Nullable Instant retryAt) {
    return new GitHubUnavailableException("expected: this test's outage", retryAt, null);
  }
}
