package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.simulation.ReleaseWorkflow;
import dev.countersign.simulation.ReleaseWorkflow.PublishedRelease;
import dev.countersign.simulation.git.FileContent;
import dev.countersign.simulation.github.CheckRun;
import dev.countersign.simulation.github.WebhookDelivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Events late, twice, out of order or missing: the same check runs in the end. */
class EventsToCheckRunTest extends WholeFlow {
  private static final String ID = "release/v1.0.0";

  /** Each order of a release's three events, each one dropped, each one doubled. */
  static Stream<String> histories() {
    List<String> histories = new ArrayList<>();
    for (String order : List.of("rpw", "rwp", "prw", "pwr", "wrp", "wpr")) {
      histories.add(order);
      for (String event : List.of("r", "p", "w")) {
        histories.add(order.replace(event, ""));
        histories.add(order.replace(event, event + event));
      }
    }
    return histories.stream().distinct();
  }

  @ParameterizedTest
  @MethodSource("histories")
  void comeToTheSameEnd(String history) {
    workflow.configure("");
    PublishedRelease release = workflow.publish("v1.0.0");
    String before = repository.head(ReleaseWorkflow.BRANCH);
    String brought = workflow.commit(workflow.sign(release));
    Map<String, WebhookDelivery> events =
        Map.of(
            "r",
            github.payloads().releasePublished(repository, release.release()),
            "p",
            github.payloads().push(repository, ReleaseWorkflow.BRANCH, before, brought),
            "w",
            github
                .payloads()
                .workflowRun(repository, repository.completeWorkflowRun(release.run(), "success")));
    for (String event : history.chars().mapToObj(Character::toString).toList()) {
      assertThat(webhooks.send(Objects.requireNonNull(events.get(event))).status()).isEqualTo(202);
    }

    CheckRun atTag = concluded(release.commit(), ID, "success");
    CheckRun atMaterials = concluded(brought, ID, "success");
    assertThat(atTag.output().title()).isEqualTo("v1.0.0 verified: 5 files, signed by release.yml");
    assertThat(atMaterials.output()).isEqualTo(atTag.output());
    assertThat(repository.checkRuns()).hasSize(2);
  }

  @Test
  @Tag("threat-1")
  @Tag("threat-3")
  void turnTheOldCommitRedWhenTheTagMoves() {
    workflow.configure("");
    PublishedRelease release = workflow.play(webhooks, "v1.0.0", materials -> materials);
    concluded(release.commit(), ID, "success");

    repository.branch("side", release.commit());
    String moved =
        repository.commit("side", Map.of("README.md", FileContent.text("# Changed\n")), "Change");
    repository.tag("v1.0.0", moved);
    webhooks.tagPushed(repository, "v1.0.0", release.commit(), moved);

    CheckRun left = concluded(release.commit(), ID, "failure");
    assertThat(left.output().title()).contains("does not point to this commit any more");
    CheckRun now = concluded(moved, ID, "failure");
    assertThat(now.output().summary()).contains("TAG_MOVED", "TAG_NOT_ON_DEFAULT_BRANCH");
    await().atMost(PATIENCE).until(() -> repository.issues().all().size() == 1);
    assertThat(repository.issues().all().get(0).title()).startsWith("v1.0.0 not verified");
  }

  @Test
  void endAtOnceWhenTheReleaseWorkflowFails() {
    workflow.configure("");
    PublishedRelease release = workflow.publish("v1.0.0");
    webhooks.releasePublished(repository, release.release());
    await().atMost(PATIENCE).until(() -> checkRun(release.commit(), ID).isPresent());
    assertThat(checkRun(release.commit(), ID).orElseThrow().output().summary())
        .contains("is running");

    webhooks.workflowRun(repository, repository.completeWorkflowRun(release.run(), "failure"));

    CheckRun failed = concluded(release.commit(), ID, "failure");
    assertThat(failed.output().title())
        .isEqualTo("v1.0.0 not verified: the release workflow failed");
    await().atMost(PATIENCE).until(() -> repository.issues().all().size() == 1);
  }

  @Test
  void closeTheIssueWhenTheReleaseVerifies() {
    workflow.configure("");
    PublishedRelease release = workflow.publish("v1.0.0");
    webhooks.releasePublished(repository, release.release());
    webhooks.workflowRun(repository, repository.completeWorkflowRun(release.run(), "failure"));
    concluded(release.commit(), ID, "failure");
    await().atMost(PATIENCE).until(() -> repository.issues().all().size() == 1);

    workflow.commitAndFinish(webhooks, release, workflow.sign(release));

    CheckRun verified = concluded(release.commit(), ID, "success");
    assertThat(verified.output().summary()).contains("Changed");
    await().atMost(PATIENCE).until(() -> !repository.issues().all().get(0).open());
    assertThat(repository.issues().all()).hasSize(1);
  }

  @Test
  void haveAButtonAndAPage() {
    workflow.configure("");
    PublishedRelease release = workflow.play(webhooks, "v1.0.0", materials -> materials);

    CheckRun verified = concluded(release.commit(), ID, "success");
    assertThat(verified.actions()).containsExactly("verify");
    assertThat(verified.detailsUrl()).endsWith("/octo-org/demo/releases/v1.0.0");
  }

  /** The request log of one ordinary release. */
  @Test
  void needTwentyRequestsWhateverTheNumberOfFiles() {
    workflow.configure("");
    Map<String, String> many = new TreeMap<>();
    for (int i = 0; i < 500; i++) {
      many.put("data/%03d.txt".formatted(i), "file " + i);
    }
    workflow.write(many);
    PublishedRelease release = workflow.publish("v1.0.0");
    github.requests().clear();
    webhooks.releasePublished(repository, release.release());
    await().atMost(PATIENCE).until(() -> checkRun(release.commit(), ID).isPresent());
    String before = repository.head(ReleaseWorkflow.BRANCH);
    String brought = workflow.commit(workflow.sign(release));
    webhooks.push(repository, ReleaseWorkflow.BRANCH, before, brought);

    concluded(release.commit(), ID, "success");
    concluded(brought, ID, "success");
    assertThat(github.requests().all())
        .as("%s", github.requests())
        .filteredOn(request -> !request.path().startsWith("/app/hook/")) // once in some minutes
        .hasSizeLessThanOrEqualTo(20);
  }
}
