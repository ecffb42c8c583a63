package dev.countersign.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.port.Activity;
import dev.countersign.port.Comparison;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubRefusedException.Refusal;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.port.RecentReleases;
import dev.countersign.port.ReleaseState;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.port.WorkflowRun;
import dev.countersign.simulation.SettableClock;
import dev.countersign.simulation.git.FileContent;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.github.SimulatedInstallation;
import dev.countersign.simulation.github.SimulatedRelease;
import dev.countersign.simulation.github.SimulatedRepository;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
  void findsTheLastChangeOfAFileAndAsksOnce() {
    String second = commit("main", "b", "2");
    String third = commit("main", "a", "3");

    assertThat(activity.lastChange(target, third, "b")).contains(second);
    assertThat(activity.lastChange(target, third, "b")).contains(second);
    assertThat(gitHub.requests().count("POST", "/graphql")).isEqualTo(1);
    assertThat(activity.lastChange(target, third, "a")).contains(third);
    assertThat(activity.lastChange(target, second, "a")).contains(first);
    assertThat(activity.lastChange(target, third, "c")).isEmpty();
  }

  @Test
  void doesNotKnowYetWhatACommitChangedThatGitHubDoesNotKnow() {
    assertThatThrownBy(() -> activity.lastChange(target, NOWHERE, "a"))
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessageContaining("commit " + NOWHERE);
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
    assertThat(activity.lastChange(target, first, "a")).contains(first);
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
