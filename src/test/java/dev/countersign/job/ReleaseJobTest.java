package dev.countersign.job;

import static dev.countersign.job.Scene.COMMIT;
import static dev.countersign.job.Scene.DEADLINE;
import static dev.countersign.job.Scene.TAG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.job.FakeCheckRuns.Published;
import dev.countersign.policy.PolicyError;
import dev.countersign.policy.PolicyOrigin;
import dev.countersign.policy.RepositoryPolicy;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.report.CheckReport;
import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.report.CheckReports;
import dev.countersign.verification.RepositoryName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What a job does with what it sees. */
class ReleaseJobTest extends ReleaseJobFixture {
  @Test
  void staysOpenUntilTheDeadlineAfterARedVerdict() {
    scene.look =
        () -> Scene.found(new PolicyOrigin.OwnFile(), RepositoryPolicy.DEFAULT, Scene::redVerdict);

    assertThat(run())
        .isInstanceOfSatisfying(
            Next.Again.class, again -> assertThat(again.at()).isEqualTo(Scene.DEADLINE));
    clock.set(Scene.DEADLINE);
    assertThat(run()).isInstanceOf(Next.Close.class);

    assertThat(checkRuns.reports()).containsExactly(CheckReports.verdict(Scene.redVerdict()));
  }

  @Test
  void looksAgainForAReleaseThatGitHubDoesNotShowYet() {
    scene.release = Optional::empty;
    assertThat(run()).isInstanceOf(Next.Again.class);

    scene.release = () -> Optional.of(Scene.stateAt(COMMIT));
    scene.look = Scene::materials;
    assertThat(run()).isInstanceOf(Next.Close.class);
    assertThat(checkRuns.reports()).containsExactly(CheckReports.verdict(Scene.verdict()));
  }

  @Test
  void endsQuietlyWhenThereIsNoRelease() {
    scene.release = Optional::empty;
    clock.advance(Duration.ofMinutes(2));

    assertThat(run()).isInstanceOf(Next.Close.class);
    assertThat(checkRuns.changes()).isEmpty();
    assertThat(scene.looks).hasValue(0);
  }

  @Test
  void endsQuietlyWhenTheTagIsNotSelected() {
    scene.look = () -> Scene.noMaterials(new PolicyOrigin.OwnFile(), Scene.policyForTags("w*"));
    assertThat(run()).isInstanceOf(Next.Close.class);

    scene.look =
        () ->
            Scene.found(
                new PolicyOrigin.OwnFile(),
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
    scene.look = () -> Scene.noMaterials(new PolicyOrigin.Defaults(), RepositoryPolicy.DEFAULT);
    assertThat(runAgainAt()).isEqualTo(clock.instant().plusSeconds(30));

    clock.set(DEADLINE);
    assertThat(run()).isInstanceOf(Next.Close.class);
    assertThat(checkRuns.changes()).isEmpty();
  }

  @Test
  void reportsTheVerdictWhereNobodyOptedInButMaterialsAppear() {
    scene.look = () -> Scene.noMaterials(new PolicyOrigin.Defaults(), RepositoryPolicy.DEFAULT);
    assertThat(run()).isInstanceOf(Next.Again.class);

    scene.look = Scene::materials;
    assertThat(run()).isInstanceOf(Next.Close.class);
    assertThat(checkRuns.changes())
        .containsExactly(
            new Published(COMMIT, "release/" + TAG, CheckReports.verdict(Scene.verdict())));
  }

  @Test
  void staysSilentBesideAFileOfTheOwnerUntilMaterialsAppear() {
    PolicyOrigin origin = new PolicyOrigin.OwnersFile(new RepositoryName("octo", ".github"));
    scene.look = () -> Scene.noMaterials(origin, RepositoryPolicy.DEFAULT);
    run();
    clock.set(DEADLINE);

    assertThat(run()).isInstanceOf(Next.Close.class);
    assertThat(checkRuns.reports()).isEmpty();
  }

  @Test
  void saysWhereTheConfigurationIsThatTheOwnerKeeps() {
    PolicyOrigin origin = new PolicyOrigin.OwnersFile(new RepositoryName("octo", ".github"));
    progress = progress.optIn();
    scene.look = () -> Scene.noMaterials(origin, RepositoryPolicy.DEFAULT);
    run();
    clock.set(DEADLINE);
    run();
    scene.look = () -> Scene.found(origin, RepositoryPolicy.DEFAULT, Scene::verdict);
    run();

    assertThat(checkRuns.reports())
        .containsExactly(
            CheckReports.waiting(Scene.awaited()).configuredBy(origin),
            CheckReports.timedOut(Scene.awaited()).configuredBy(origin),
            CheckReports.verdict(Scene.verdict())
                .configuredBy(origin)
                .changed(
                    Conclusion.TIMED_OUT,
                    CheckReports.timedOut(Scene.awaited()).title(),
                    DEADLINE));
  }

  @Test
  void reportsEveryErrorOfABrokenPolicy() {
    scene.look =
        () ->
            Scene.broken(new PolicyOrigin.OwnFile(), List.of(new PolicyError(7, 5, "a"), error(9)));

    assertThat(run()).isInstanceOf(Next.Close.class);
    assertThat(checkRuns.reports())
        .containsExactly(
            CheckReports.brokenPolicy(
                TAG,
                new PolicyOrigin.OwnFile(),
                List.of(new PolicyError(7, 5, "a"), new PolicyError(9, 1, "b"))));
  }

  @Test
  void leavesNoCheckRunWaitingWhenTheReleaseIsDeleted() {
    run();
    clock.advance(Duration.ofMinutes(2));
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
        .containsExactly(Optional.empty(), Optional.of(Conclusion.FAILURE), Optional.empty());
  }

  @Test
  void followsATagWhoseFormerCommitIsGone() {
    run();
    checkRuns.failAt(
        COMMIT,
        new GitHubRefusedException(
            GitHubRefusedException.Refusal.REJECTED, "No commit found for SHA", null));
    String moved = "b".repeat(40);
    scene.release = () -> Optional.of(Scene.stateAt(moved));

    assertThat(run()).isInstanceOf(Next.Again.class);
    assertThat(checkRuns.changes()).extracting(Published::commit).containsExactly(COMMIT, moved);
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
            Map.of(
                "installation", "11", "repository", "octo/repo", "subject", TAG, "commit", COMMIT));
    assertThat(MDC.get("commit")).isNull();
  }
}
