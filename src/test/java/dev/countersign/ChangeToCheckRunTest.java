package dev.countersign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.simulation.ReleaseWorkflow;
import dev.countersign.simulation.ReleaseWorkflow.PublishedRelease;
import dev.countersign.simulation.git.FileContent;
import dev.countersign.simulation.github.CheckRun;
import dev.countersign.simulation.github.MergeGroup;
import dev.countersign.simulation.github.SimulatedPullRequest;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pull requests and merge groups: what their reviewers see. */
class ChangeToCheckRunTest extends WholeFlow {
  private static final String ID = "change";

  @Test
  void isNeutralWithoutMaterials() {
    workflow.configure("");
    SimulatedPullRequest pull = propose(Map.of("a.txt", FileContent.text("a")));
    webhooks.pullRequestOpened(repository, pull);

    CheckRun run = concluded(pull.head(), ID, "neutral");
    assertThat(run.output().title()).isEqualTo("No release materials in this change");
    assertThat(repository.issues().comments(pull.number())).isEmpty();
  }

  @Test
  void verifiesTheMaterialsThatAPullRequestBrings() {
    workflow.configure("");
    PublishedRelease release = workflow.publish("v1.0.0");
    SimulatedPullRequest pull = propose(files(workflow.sign(release)));
    webhooks.pullRequestOpened(repository, pull);

    CheckRun run = concluded(pull.head(), ID, "success");
    assertThat(run.output().title()).isEqualTo("v1.0.0 verified: 5 files, signed by release.yml");
    assertThat(repository.issues().comments(pull.number())).isEmpty();
  }

  @Test
  void commentsOnceOnMaterialsThatDoNotVerify() {
    workflow.configure("");
    PublishedRelease release = workflow.publish("v1.0.0");
    Map<String, byte[]> altered = new HashMap<>(workflow.sign(release));
    altered.put(release.manifestPath(), (release.manifest() + "\n").getBytes(UTF_8));
    SimulatedPullRequest pull = propose(files(altered));
    webhooks.pullRequestOpened(repository, pull);
    concluded(pull.head(), ID, "failure");
    await().atMost(PATIENCE).until(() -> repository.issues().comments(pull.number()).size() == 1);
    String first = repository.issues().comments(pull.number()).get(0).body();
    assertThat(first).contains("not verified", "DIGEST_MISMATCH").doesNotContain("@");

    repository.commit("change", files(workflow.sign(release)), "Mend the list");
    webhooks.pullRequestSynchronized(repository, pull);

    concluded(pull.head(), ID, "success");
    await()
        .atMost(PATIENCE)
        .until(() -> !repository.issues().comments(pull.number()).get(0).body().equals(first));
    assertThat(repository.issues().comments(pull.number())).hasSize(1);
  }

  @Test
  void isVerifiedInAMergeQueueToo() {
    workflow.configure("");
    PublishedRelease release = workflow.publish("v1.0.0");
    SimulatedPullRequest pull = propose(files(workflow.sign(release)));
    MergeGroup group = repository.pullRequests().queue(pull);
    webhooks.mergeGroup(repository, group);

    concluded(group.headSha(), ID, "success");
  }

  @Test
  @Tag("threat-9")
  void saysWhatAChangeOfTheConfigurationWouldBreak() {
    workflow.configure("");
    SimulatedPullRequest pull =
        propose(Map.of(ReleaseWorkflow.CONFIGURATION, FileContent.text("wait: 5 minutes\n")));
    webhooks.pullRequestOpened(repository, pull);

    CheckRun run = concluded(pull.head(), ID, "action_required");
    assertThat(run.output().annotations())
        .singleElement()
        .satisfies(
            annotation -> {
              assertThat(annotation.path()).isEqualTo(ReleaseWorkflow.CONFIGURATION);
              assertThat(annotation.startLine()).isEqualTo(1);
            });
  }

  @Test
  void saysThatAChangeAltersTheReleaseWorkflow() {
    workflow.configure("");
    SimulatedPullRequest pull =
        propose(Map.of(ReleaseWorkflow.WORKFLOW, FileContent.text("on: push\n")));
    webhooks.pullRequestOpened(repository, pull);

    assertThat(concluded(pull.head(), ID, "neutral").output().summary())
        .contains("alters what signs releases", ReleaseWorkflow.WORKFLOW);
  }

  @Test
  void saysNothingToARepositoryThatWantsNothing() {
    SimulatedPullRequest pull = propose(Map.of("a.txt", FileContent.text("a")));
    webhooks.pullRequestOpened(repository, pull);

    await().atMost(PATIENCE).until(() -> github.requests().count("GET", ".*/git/trees/.*") >= 1);
    assertThat(repository.checkRunHistory()).isEmpty();
  }

  private SimulatedPullRequest propose(Map<String, FileContent> changes) {
    repository.branch("change", repository.head(ReleaseWorkflow.BRANCH));
    repository.commit("change", changes, "Propose a change");
    return repository.pullRequests().open("change");
  }

  private static Map<String, FileContent> files(Map<String, byte[]> contents) {
    Map<String, FileContent> files = new HashMap<>();
    contents.forEach((path, content) -> files.put(path, FileContent.of(content)));
    return files;
  }
}
