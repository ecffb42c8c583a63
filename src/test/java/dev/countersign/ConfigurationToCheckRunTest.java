package dev.countersign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import dev.countersign.port.FakeMaterialSource;
import dev.countersign.simulation.ReleaseWorkflow;
import dev.countersign.simulation.ReleaseWorkflow.PublishedRelease;
import dev.countersign.simulation.git.FileContent;
import dev.countersign.simulation.github.CheckRun;
import dev.countersign.simulation.github.SimulatedRepository;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a configuration file comes to in the check run, over HTTP. */
class ConfigurationToCheckRunTest extends WholeFlow {
  private static final String OTHER_TRIGGER = "signer:\n  trigger: push\n";
  private static final String NOTE =
      "Configured by `.github/countersign.yml` of `octo-org/.github`, since this repository has no"
          + " such file.";

  private final SimulatedRepository shared = github.createRepository("octo-org/.github");

  @Test
  void annotatesEveryLineOfTheFileThatIsWrong() {
    workflow.configure("contents:\n    unlisted: warning\nsginer: {}\n");

    CheckRun verdict = play();

    assertThat(verdict.conclusion()).contains("action_required");
    assertThat(verdict.output().annotations())
        .extracting(
            CheckRun.Annotation::path,
            CheckRun.Annotation::startLine,
            CheckRun.Annotation::level,
            CheckRun.Annotation::message)
        .containsExactly(
            tuple(
                ".github/countersign.yml",
                2,
                "failure",
                ".github/countersign.yml:2:15: contents.unlisted: \"warning\" is not one of fail,"
                    + " warn, ignore"),
            tuple(
                ".github/countersign.yml",
                3,
                "failure",
                ".github/countersign.yml:3:1: sginer: unknown key, did you mean signer?"));
  }

  @Test
  void verifiesByTheFileOfTheOwnerAndSaysSo() {
    share(OTHER_TRIGGER);
    workflow.installation().add(shared);

    CheckRun verdict = play();

    assertThat(verdict.conclusion()).contains("failure");
    assertThat(verdict.output().summary()).contains("TRIGGER_MISMATCH").endsWith(NOTE);
  }

  @Test
  void followsChangesOfTheOwnersFile() {
    share(OTHER_TRIGGER);
    workflow.installation().add(shared);
    CheckRun red = play();

    share("signer:\n  trigger: release\n");
    webhooks.send(github.payloads().checkRunRerequested(repository, red));

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(completed().get(0).conclusion()).contains("success"));
  }

  @Test
  void asksNothingOfTheOwnerWhereTheRepositoryHasItsOwnFile() {
    share(OTHER_TRIGGER);
    workflow.installation().add(shared);
    workflow.configure("");

    CheckRun verdict = play();

    assertThat(verdict.conclusion()).contains("success");
    assertThat(verdict.output().summary()).doesNotContain("Configured by");
    assertThat(github.requests().count("GET", "/repos/octo-org/\\.github/.*")).isZero();
  }

  @Test
  void takesAnOwnersRepositoryThatTheAppMayNotReadForNone() {
    share(OTHER_TRIGGER);

    CheckRun verdict = play();

    assertThat(verdict.conclusion()).contains("success");
    assertThat(verdict.output().summary()).doesNotContain("Configured by");
    assertThat(github.requests().count("GET", "/repos/octo-org/\\.github/.*")).isZero();
  }

  @Test
  void postsNothingBecauseOfAnOwnersFileUntilMaterialsAppear() {
    share("sginer: {}\n");
    workflow.installation().add(shared);
    PublishedRelease release = workflow.publish("v1.0.0");
    webhooks.releasePublished(repository, release.release());
    await()
        .atMost(PATIENCE)
        .until(() -> github.requests().count("GET", "/repos/octo-org/\\.github/.*") >= 2);

    workflow.commitAndFinish(webhooks, release, workflow.sign(release));

    await().atMost(PATIENCE).until(() -> !completed().isEmpty());
    assertThat(repository.checkRunHistory())
        .extracting(run -> run.conclusion().orElse("none"))
        .containsExactly("action_required");
    assertThat(completed().get(0).output().summary())
        .contains("`.github/countersign.yml` of `octo-org/.github` has 1 error.");
    assertThat(completed().get(0).output().annotations()).isEmpty();
  }

  @Test
  void fetchesAnUnchangedFileOnce() {
    workflow.configure("wait: 20m\n");
    CheckRun first = play();
    webhooks.send(github.payloads().checkRunRerequested(repository, first));
    await().atMost(PATIENCE).until(() -> github.requests().count("GET", ".*/tarball/.*") >= 2);

    assertThat(github.requests().count("GET", ".*/git/blobs/" + blob("wait: 20m\n"))).isEqualTo(1);
  }

  private CheckRun play() {
    workflow.play(webhooks, "v1.0.0", UnaryOperator.identity());
    await().atMost(PATIENCE).until(() -> !completed().isEmpty());
    return completed().get(0);
  }

  private List<CheckRun> completed() {
    return repository.checkRuns().stream().filter(run -> run.status().equals("completed")).toList();
  }

  private void share(String yaml) {
    shared.commit(
        "main", Map.of(ReleaseWorkflow.CONFIGURATION, FileContent.text(yaml)), "Configure");
  }

  private static String blob(String text) {
    return FakeMaterialSource.blobId(text.getBytes(UTF_8));
  }
}
