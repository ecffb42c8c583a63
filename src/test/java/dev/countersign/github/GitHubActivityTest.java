package dev.countersign.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.port.Activity;
import dev.countersign.port.Comparison;
import dev.countersign.port.FormerFile;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubRefusedException.Refusal;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.port.Origins;
import dev.countersign.port.RecentReleases;
import dev.countersign.port.ReleaseState;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.port.WorkflowRun;
import dev.countersign.simulation.SettableClock;
import dev.countersign.simulation.git.FileContent;
import dev.countersign.simulation.github.LoggedRequest;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.github.SimulatedInstallation;
import dev.countersign.simulation.github.SimulatedRelease;
import dev.countersign.simulation.github.SimulatedRepository;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens in a repository of the simulated GitHub. */
class GitHubActivityTest {
  private static final String WORKFLOW = ".github/workflows/release.yml";
  private static final String NOWHERE = "0".repeat(40);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final SimulatedGitHub gitHub = SimulatedGitHub.start(clock);
  private final SimulatedRepository repository = gitHub.createRepository("octo/demo");
  private final String first = commit("main", "a", "1");
  private final SimulatedInstallation installation = gitHub.install(repository);
  private final RepositoryTarget target = SimulatedApps.target(installation, repository);
  private final GitHubApp app = SimulatedApps.of(gitHub, clock);
  private final Activity activity = app.activity();

  @AfterEach
  void stop() {
    gitHub.close();
  }

  @Test
  void readsTheNewestReleasesInOneRequest() {
    for (int i = 1; i <= Activity.RECENT_RELEASES + 2; i++) {
      clock.advance(Duration.ofMinutes(1));
      repository.publishRelease("v" + i);
    }
    repository.deleteTag("v21");
    repository.draftRelease("v99");
    String head = commit("main", "b", "2");

    RecentReleases recent = activity.recentReleases(target);

    assertThat(recent.defaultBranch()).isEqualTo("main");
    assertThat(recent.branchHead()).isEqualTo(head);
    assertThat(recent.archived()).isFalse();
    assertThat(recent.releases())
        .hasSize(Activity.RECENT_RELEASES - 1)
        .extracting(state -> state.release().tag())
        .startsWith("v22", "v20", "v19")
        .endsWith("v3");
    assertThat(gitHub.requests().count("POST", "/graphql")).isEqualTo(1);
    assertThat(gitHub.requests().count("GET", ".*")).isZero();
  }

  @Test
  void readsARecentReleaseAsItReadsASingleOne() {
    repository.annotatedTag("v1", first, "one");
    SimulatedRelease release = repository.publishRelease("v1");
    repository.uploadAsset(release, "app.whl", new byte[6]);
    repository.publishRelease("v2");

    List<ReleaseState> recent = activity.recentReleases(target).releases();

    assertThat(gitHub.requests().count("GET", ".*")).isEqualTo(1);
    assertThat(recent)
        .containsExactlyInAnyOrder(
            app.materialSource().release(target, "v1").orElseThrow(),
            app.materialSource().release(target, "v2").orElseThrow());
  }

  @Test
  void putsTheNewestPublicationFirst() {
    SimulatedRelease draft = repository.draftRelease("v1");
    clock.advance(Duration.ofMinutes(1));
    repository.publishRelease("v2");
    clock.advance(Duration.ofMinutes(1));
    repository.publish(draft);

    assertThat(activity.recentReleases(target).releases())
        .extracting(state -> state.release().tag())
        .containsExactly("v1", "v2");
  }

  @Test
  void saysThatARepositoryIsArchived() {
    repository.settings().setArchived(true);
    assertThat(activity.recentReleases(target).archived()).isTrue();
  }

  @Test
  void findsWhereTheFilesOfAReleaseComeFromInOneRequest() {
    String workflow = commit("main", WORKFLOW, "on: push");
    repository.tag("v1", workflow);
    repository.publishRelease("v1");
    clock.advance(Duration.ofMinutes(1));
    String edited = commit("main", WORKFLOW, "on: release");
    String brought = commit("main", "b", "2");
    repository.tag("v2", brought);
    repository.publishRelease("v2");
    ReleaseState second = app.materialSource().release(target, "v2").orElseThrow();
    gitHub.requests().clear();

    Origins origins =
        activity.origins(
            target, second, List.of("a", "b", WORKFLOW, "c"), List.of(WORKFLOW, "a", "b", "c"));

    assertThat(gitHub.requests().all()).hasSize(1);
    assertThat(origins.lastChanges())
        .containsExactlyInAnyOrderEntriesOf(Map.of("a", first, "b", brought, WORKFLOW, edited));
    assertThat(origins.formerFiles()).containsOnlyKeys(WORKFLOW, "a", "b", "c");
    FormerFile former = Objects.requireNonNull(origins.formerFiles().get(WORKFLOW));
    assertThat(former.formerTag()).isEqualTo("v1");
    assertThat(former.formerCommit()).isEqualTo(workflow);
    assertThat(former.then()).isPresent();
    assertThat(differs(origins)).containsOnly(WORKFLOW, "b");
    assertThat(Objects.requireNonNull(origins.formerFiles().get("b")).then()).isEmpty();
  }

  @Test
  void comparesTheFirstReleaseWithNone() {
    commit("main", WORKFLOW, "on: push");
    repository.publishRelease("v1");
    ReleaseState release = app.materialSource().release(target, "v1").orElseThrow();
    clock.advance(Duration.ofMinutes(1));
    repository.publishRelease("v2");

    assertThat(activity.origins(target, release, List.of(), List.of(WORKFLOW)).formerFiles())
        .isEmpty();
  }

  @Test
  void doesNotKnowYetWhatACommitChangedThatGitHubDoesNotKnow() {
    repository.publishRelease("v1");
    ReleaseState known = app.materialSource().release(target, "v1").orElseThrow();
    ReleaseState release =
        new ReleaseState(known.release(), "main", NOWHERE, known.publishedAt(), known.assets());

    assertThatThrownBy(() -> activity.origins(target, release, List.of("a"), List.of()))
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessageContaining("commit " + NOWHERE);
  }

  private static List<String> differs(Origins origins) {
    return origins.formerFiles().entrySet().stream()
        .filter(file -> file.getValue().differs())
        .map(Map.Entry::getKey)
        .toList();
  }

  @Test
  void comparesCommitsAndBranches() {
    repository.branch("release/1.x", first);
    String side = commit("release/1.x", "b", "2");
    String second = commit("main", "a", "2");
    String third = commit("main", "a", "3");

    assertThat(activity.compare(target, "main", first)).contains(new Comparison(first, 0, 2));
    assertThat(activity.compare(target, first, third)).contains(new Comparison(first, 2, 0));
    assertThat(activity.compare(target, "release/1.x", third))
        .contains(new Comparison(first, 2, 1));
    assertThat(activity.compare(target, "main", side).orElseThrow().contained()).isFalse();
    assertThat(activity.compare(target, "main", second).orElseThrow().contained()).isTrue();
  }

  @Test
  void doesNotCompareWhatIsNotThere() {
    assertThat(activity.compare(target, "main", NOWHERE)).isEmpty();
    assertThat(activity.compare(target, "gone", first)).isEmpty();
    assertThat(activity.compare(target, "../../../user", first)).isEmpty();
  }

  @Test
  void readsTheWorkflowRunsOfATag() {
    var failed = repository.startWorkflowRun(WORKFLOW, "release", "v1", first);
    repository.completeWorkflowRun(failed, "failure");
    repository.startWorkflowRun(WORKFLOW, "push", "main", first);
    repository.startWorkflowRun(WORKFLOW, "release", "v1", commit("main", "b", "2"));
    var running = repository.startWorkflowRun(WORKFLOW, "release", "v1", first);

    List<WorkflowRun> runs = activity.workflowRuns(target, first, "v1");

    assertThat(runs)
        .extracting(WorkflowRun::conclusion)
        .containsExactly(Optional.empty(), Optional.of("failure"));
    assertThat(runs).extracting(WorkflowRun::path).containsOnly(WORKFLOW);
    assertThat(runs).extracting(WorkflowRun::trigger).containsOnly("release");
    assertThat(runs.get(0).page())
        .isEqualTo(URI.create("https://github.com/octo/demo/actions/runs/" + running.id()));
  }

  @Test
  void needsNoOtherPermissionThanThatOfWorkflowRuns() {
    installation.deny("actions");
    assertThatThrownBy(() -> activity.workflowRuns(target, first, "v1"))
        .isInstanceOfSatisfying(
            GitHubRefusedException.class,
            e -> assertThat(e.refusal()).isEqualTo(Refusal.MISSING_PERMISSION));
    assertThat(activity.compare(target, "main", first)).isPresent();
  }

  @Test
  void asksForWhatDidNotChangeAtNoCost() {
    assertThat(activity.workflowRuns(target, first, "main")).isEmpty();
    int used = gitHub.rateLimit().used();

    assertThat(activity.workflowRuns(target, first, "main")).isEmpty();
    assertThat(gitHub.rateLimit().used()).isEqualTo(used);
    assertThat(last().status()).isEqualTo(304);

    repository.startWorkflowRun(WORKFLOW, "push", "main", first);
    assertThat(activity.workflowRuns(target, first, "main")).hasSize(1);
    assertThat(last().status()).isEqualTo(200);
    assertThat(activity.workflowRuns(target, first, "main")).hasSize(1);
    assertThat(last().status()).isEqualTo(304);
  }

  @Test
  void leavesItToGitHubWhoMayKnowWhatDidNotChange() {
    activity.workflowRuns(target, first, "main");
    installation.deny("actions");
    gitHub.revokeTokens();

    assertThatThrownBy(() -> activity.workflowRuns(target, first, "main"))
        .isInstanceOf(GitHubRefusedException.class);
  }

  private LoggedRequest last() {
    List<LoggedRequest> all = gitHub.requests().all();
    return all.get(all.size() - 1);
  }

  @Test
  void saysWhetherEverybodyMayReadTheRepositoryNow() {
    assertThat(activity.isPublic(target)).isTrue();
    repository.settings().setPrivate(true);
    assertThat(activity.isPublic(target)).isFalse();
  }

  @Test
  void takesARepositoryThatIsGoneForNoPublicOne() {
    gitHub.deleteRepository(repository);
    assertThat(activity.isPublic(target)).isFalse();
  }

  private String commit(String branch, String path, String content) {
    return repository.commit(branch, Map.of(path, FileContent.text(content)), path + content);
  }
}
