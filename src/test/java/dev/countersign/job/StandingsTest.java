package dev.countersign.job;

import static dev.countersign.job.Scene.COMMIT;
import static dev.countersign.job.Scene.TAG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.countersign.job.FakeCheckRuns.Published;
import dev.countersign.job.Standing.Role;
import dev.countersign.job.Standing.State;
import dev.countersign.policy.PolicyOrigin;
import dev.countersign.policy.RepositoryPolicy;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubRefusedException.Refusal;
import dev.countersign.report.CheckReport;
import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.report.CheckReports;
import dev.countersign.verification.Verdict;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On which commits a release's verdict stands, and what becomes of those that it leaves. */
class StandingsTest extends ReleaseJobFixture {
  private static final String BROUGHT = "c".repeat(40);
  private static final String MOVED = "b".repeat(40);

  @Test
  void areTheTagsCommitAndTheOneThatBroughtTheMaterials() {
    verified();

    assertThat(checkRuns.changes())
        .extracting(Published::commit, Published::externalId)
        .containsExactly(tuple(COMMIT, "release/" + TAG), tuple(BROUGHT, "release/" + TAG));
    assertThat(checkRuns.reports()).allMatch(CheckReports.verdict(Scene.verdict())::equals);
  }

  @Test
  void areNotTwoWhereTheTagsCommitBroughtTheMaterials() {
    activity.broughtBy = Optional.of(COMMIT);
    scene.look = Scene::materials;
    run();

    assertThat(checkRuns.changes()).extracting(Published::commit).containsExactly(COMMIT);
  }

  /** Threat row 1: what was green where a tag was must not stay so. */
  @Test
  @Tag("threat-1")
  void turnRedWhereATagWas() {
    verified();
    moveTag();
    run();

    assertThat(said(COMMIT)).isEqualTo(CheckReports.tagMoved(TAG, MOVED));
    assertThat(said(COMMIT).conclusion()).contains(Conclusion.FAILURE);
    assertThat(progress.standings()).contains(new Standing(COMMIT, Role.FORMER, State.CONCLUDED));
  }

  @Test
  void turnRedLaterWhereGitHubCouldNotBeToldAtOnce() {
    verified();
    moveTag();
    checkRuns.failAt(COMMIT, unavailable(null));
    assertThat(run()).isInstanceOf(Next.Again.class);
    assertThat(said(COMMIT).conclusion()).contains(Conclusion.SUCCESS);

    checkRuns.recover();
    run();
    assertThat(said(COMMIT).conclusion()).contains(Conclusion.FAILURE);
  }

  @Test
  void sayWhatTheyKnewBeforeOnlyOnce() {
    verified();
    moveTag();
    run();
    int changes = checkRuns.changes().size();
    run();

    assertThat(checkRuns.changes().stream().skip(changes))
        .extracting(Published::commit)
        .doesNotContain(COMMIT);
  }

  @Test
  void areAllWithdrawnWithTheRelease() {
    verified();
    scene.release = Optional::empty;
    clock.advance(Duration.ofMinutes(3));
    run();

    assertThat(said(COMMIT)).isEqualTo(CheckReports.withdrawn(TAG));
    assertThat(said(BROUGHT)).isEqualTo(CheckReports.withdrawn(TAG));
    int changes = checkRuns.changes().size();
    run();
    assertThat(checkRuns.changes()).hasSize(changes);
  }

  @Test
  void forgetACommitThatIsGone() {
    verified();
    checkRuns.failAt(BROUGHT, new GitHubRefusedException(Refusal.REJECTED, "No commit", null));
    look(Scene.seen("another"), Scene::redVerdict);

    assertThat(said(COMMIT).conclusion()).contains(Conclusion.FAILURE);
    assertThat(progress.standings()).extracting(Standing::commit).containsExactly(COMMIT);
  }

  @Test
  void areNotVerifiedAgainWhereNothingChanged() {
    look(Scene.seen("the same"), Scene::verdict);
    Next next =
        look(
            Scene.seen("the same"),
            () -> {
              throw new AssertionError("verified what is verified");
            });

    assertThat(next).isInstanceOf(Next.Close.class);
    assertThat(checkRuns.changes()).hasSize(1);
  }

  @Test
  void areVerifiedAgainWhereSomebodyWaitsForIt() {
    look(Scene.seen("the same"), Scene::verdict);
    progress = progress.published(COMMIT, State.WAITING);
    run();

    assertThat(progress.announced()).isFalse();
  }

  @Test
  void sayWhatChangedFromWhatToWhat() {
    verified();
    String before = said(COMMIT).title();
    look(Scene.seen("another"), Scene::redVerdict);

    assertThat(said(COMMIT))
        .isEqualTo(
            CheckReports.verdict(Scene.redVerdict())
                .changed(Conclusion.SUCCESS, before, clock.instant()));
  }

  @Test
  void linkToTheirPage() {
    verdicts.address =
        Optional.of(URI.create("https://countersign.example/octo/repo/releases/v1.0.0"));
    verified();

    assertThat(said(COMMIT).details()).isEqualTo(verdicts.address);
  }

  private Next look(Seen seen, Supplier<Verdict> verdict) {
    scene.look =
        () -> Scene.found(new PolicyOrigin.OwnFile(), RepositoryPolicy.DEFAULT, seen, verdict);
    return run();
  }

  private void verified() {
    activity.broughtBy = Optional.of(BROUGHT);
    scene.look = Scene::materials;
    run();
  }

  private void moveTag() {
    scene.release = () -> Optional.of(Scene.stateAt(MOVED));
  }

  private CheckReport said(String commit) {
    return checkRuns.changes().stream()
        .filter(change -> change.commit().equals(commit))
        .reduce((first, second) -> second)
        .orElseThrow()
        .report();
  }
}
