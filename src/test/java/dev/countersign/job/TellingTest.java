package dev.countersign.job;

import static dev.countersign.job.Scene.COMMIT;
import static dev.countersign.job.Scene.DEADLINE;
import static dev.countersign.job.Scene.TAG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.PolicyOrigin;
import dev.countersign.policy.RepositoryPolicy;
import dev.countersign.policy.RepositoryPolicy.Comment;
import dev.countersign.policy.RepositoryPolicy.Issue;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubRefusedException.Refusal;
import dev.countersign.port.WorkflowRun;
import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.report.CheckReports;
import dev.countersign.report.Notice;
import dev.countersign.verification.Verdict;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Where people are told of a release that is not verified. */
class TellingTest extends ReleaseJobFixture {
  private static final String COMMENT = "7 verdict";
  private RepositoryPolicy policy = RepositoryPolicy.DEFAULT;

  @Test
  void isAnIssueWhereTheTagCameFromNoPullRequest() {
    look(Scene::redVerdict);

    assertThat(discussions.openIssues)
        .containsValue(CheckReports.verdict(Scene.redVerdict()).title());
    assertThat(discussions.comments).isEmpty();
  }

  @Test
  void isThePullRequestThatTheTagCameFrom() {
    activity.pullRequests.put(COMMIT, List.of(7, 8));
    look(Scene::redVerdict);

    assertThat(discussions.comments).containsOnlyKeys(COMMENT);
    assertThat(discussions.comments.get(COMMENT))
        .isEqualTo(
            Notice.of(CheckReports.verdict(Scene.redVerdict()), Optional.empty()).markdown());
    assertThat(discussions.openIssues).isEmpty();
  }

  @Test
  void isThePullRequestThatBroughtTheMaterials() {
    activity.broughtBy = Optional.of("c".repeat(40));
    activity.pullRequests.put("c".repeat(40), List.of(7));
    look(Scene::redVerdict);

    assertThat(discussions.comments).containsOnlyKeys(COMMENT);
  }

  @Test
  void isNowhereWhileTheReleaseIsVerified() {
    activity.pullRequests.put(COMMIT, List.of(7));
    look(Scene::verdict);

    assertThat(discussions.comments).isEmpty();
    assertThat(discussions.openIssues).isEmpty();
  }

  @Test
  void isCorrectedWhenTheReleaseVerifies() {
    look(Scene::redVerdict);
    look(Scene::verdict);
    assertThat(discussions.openIssues).isEmpty();
    assertThat(discussions.closed).containsExactly(Notice.resolved(TAG));
    assertThat(progress.told()).isEmpty();
  }

  @Test
  void isCorrectedOnThePullRequestToo() {
    activity.pullRequests.put(COMMIT, List.of(7));
    look(Scene::redVerdict);
    String red = discussions.comments.get(COMMENT);
    look(Scene::verdict);

    assertThat(discussions.comments.get(COMMENT)).isNotEqualTo(red).contains("verified");
  }

  /** A pull request that is found only later gets no second telling of the same. */
  @Test
  void staysWhereItIs() {
    look(Scene::redVerdict);
    activity.pullRequests.put(COMMIT, List.of(7));
    look(Scene::redVerdict);

    assertThat(discussions.openIssues).hasSize(1);
    assertThat(discussions.comments).isEmpty();
  }

  @Test
  void isWhereTheConfigurationSays() {
    activity.pullRequests.put(COMMIT, List.of(7));
    policy = policy(Comment.NEVER, Issue.NEVER);
    look(Scene::redVerdict);
    assertThat(discussions.comments).isEmpty();
    assertThat(discussions.openIssues).isEmpty();

    policy = policy(Comment.NEVER, Issue.ON_FAILURE);
    look(Scene::redVerdict);
    assertThat(discussions.openIssues).hasSize(1);
  }

  @Test
  void isThePullRequestOfAVerifiedReleaseWhereThatIsConfigured() {
    activity.pullRequests.put(COMMIT, List.of(7));
    policy = policy(Comment.ALWAYS, Issue.ON_FAILURE);
    look(Scene::verdict);

    assertThat(discussions.comments).containsOnlyKeys(COMMENT);
  }

  @Test
  void isTheCheckRunAloneWithoutThePermission() {
    discussions.failure = new GitHubRefusedException(Refusal.MISSING_PERMISSION, "no", null);
    clock.set(DEADLINE);
    look(Scene::redVerdict);

    assertThat(lastReport().conclusion()).contains(Conclusion.FAILURE);
    assertThat(progress.told()).isEmpty();
    assertThat(progress.seen()).isPresent();
  }

  /** The verdict stands; only the telling is tried again. */
  @Test
  void isTriedAgainWithoutTouchingTheVerdict() {
    discussions.failure = unavailable(null);
    clock.set(DEADLINE);
    assertThat(look(Scene::redVerdict)).isInstanceOf(Next.Again.class);
    assertThat(lastReport().conclusion()).contains(Conclusion.FAILURE);

    discussions.failure = null;
    assertThat(look(Scene::redVerdict)).isInstanceOf(Next.Close.class);
    assertThat(discussions.openIssues).hasSize(1);
    assertThat(checkRuns.changes()).hasSize(1);
  }

  @Test
  void isNotTheIssueOfAnOldReleaseThatNobodyHeardOf() {
    clock.set(DEADLINE.plus(Duration.ofDays(30)));
    look(Scene::redVerdict);

    assertThat(checkRuns.changes()).hasSize(1);
    assertThat(discussions.openIssues).isEmpty();
  }

  @Test
  void endsWithTheRelease() {
    look(Scene::redVerdict);
    scene.release = Optional::empty;
    clock.advance(Duration.ofMinutes(3));
    run();

    assertThat(discussions.openIssues).isEmpty();
    assertThat(discussions.closed).containsExactly(Notice.closing(CheckReports.withdrawn(TAG)));
  }

  @Test
  void tellsOfAReleaseWhoseMaterialsDoNotCome() {
    run();
    clock.set(DEADLINE);
    run();

    assertThat(discussions.openIssues).hasSize(1);
  }

  @Test
  void tellsAtOnceOfAReleaseWorkflowThatFailed() {
    activity.runs = () -> List.of(workflow("release", "failure"));
    assertThat(run()).isInstanceOf(Next.Close.class);

    assertThat(lastReport().conclusion()).contains(Conclusion.FAILURE);
    assertThat(discussions.openIssues).hasSize(1);
  }

  @Test
  void waitsForAWorkflowThatStillRunsOrIsNoneOfARelease() {
    activity.runs = () -> List.of(workflow("release", "failure"), workflow("release", null));
    assertThat(run()).isInstanceOf(Next.Again.class);

    activity.runs = () -> List.of(workflow("push", "failure"));
    assertThat(run()).isInstanceOf(Next.Again.class);
    assertThat(discussions.openIssues).isEmpty();
  }

  private static WorkflowRun workflow(
      String trigger, @org.jspecify.annotations.Nullable String conclusion) {
    return new WorkflowRun(
        ".github/workflows/release.yml",
        "Release",
        trigger,
        Optional.ofNullable(conclusion),
        URI.create("https://github.com/octo/repo/actions/runs/1"));
  }

  private static RepositoryPolicy policy(Comment comment, Issue issue) {
    RepositoryPolicy policy = RepositoryPolicy.DEFAULT;
    return new RepositoryPolicy(
        policy.tags(),
        policy.materials(),
        policy.signer(),
        policy.contents(),
        policy.patience(),
        policy.legacyCutoff(),
        policy.branches(),
        comment,
        issue);
  }

  private Next look(Supplier<Verdict> verdict) {
    scene.look = () -> Scene.found(new PolicyOrigin.OwnFile(), policy, verdict);
    return run();
  }
}
