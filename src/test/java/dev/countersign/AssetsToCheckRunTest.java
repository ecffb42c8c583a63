package dev.countersign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.simulation.ReleaseWorkflow.PublishedRelease;
import dev.countersign.simulation.github.CheckRun;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Manifests that list files of the release's page, from the webhook to the check run. */
class AssetsToCheckRunTest extends WholeFlow {
  private static final byte[] WHEEL = "the wheel".getBytes(UTF_8);

  @BeforeEach
  void listAnAsset() {
    workflow.list("dist/demo.whl", WHEEL);
  }

  @Test
  void verifiesAnAssetByTheDigestThatGitHubHasOfIt() {
    PublishedRelease release = workflow.publish("v1.0.0");
    repository.uploadAsset(release.release(), "demo.whl", WHEEL);

    CheckRun run = outcome(release);

    assertThat(run.conclusion()).contains("success");
    assertThat(run.output().summary()).contains("1 asset matches the release's page");
    assertThat(github.requests().count("GET", ".*/releases/assets/.*")).isZero();
  }

  @Test
  void verifiesAnAssetThatGitHubHasNoDigestOf() {
    PublishedRelease release = workflow.publish("v1.0.0");
    repository.uploadAssetWithoutDigest(release.release(), "demo.whl", WHEEL);

    assertThat(outcome(release).conclusion()).contains("success");
    assertThat(github.requests().count("GET", ".*/releases/assets/.*")).isPositive();
  }

  @Test
  void turnsAReleaseRedWhoseAssetWasReplaced() {
    PublishedRelease release = workflow.publish("v1.0.0");
    repository.uploadAsset(release.release(), "demo.whl", "evil".getBytes(UTF_8));

    CheckRun run = outcome(release);

    assertThat(run.conclusion()).contains("failure");
    assertThat(run.output().summary()).contains("ASSET_MISMATCH");
  }

  @Test
  void turnsAReleaseRedWhoseAssetIsMissing() {
    CheckRun run = outcome(workflow.publish("v1.0.0"));

    assertThat(run.conclusion()).contains("failure");
    assertThat(run.output().summary()).contains("FILE_MISSING");
  }

  @Test
  @Tag("threat-18")
  void saysThatAFileDiffersInItsLineEndsOnly() {
    workflow.list("app.py", "print('hello')\r\n".getBytes(UTF_8));
    PublishedRelease release = workflow.publish("v1.0.0");

    CheckRun run = outcome(release);

    assertThat(run.conclusion()).contains("failure");
    assertThat(run.output().summary()).contains("CONTENTS_DIFFER");
    assertThat(run.output().text()).contains("listed is the same file with CR LF line ends");
  }

  private CheckRun outcome(PublishedRelease release) {
    webhooks.releasePublished(repository, release.release());
    workflow.commitAndFinish(webhooks, release, workflow.sign(release));
    return await().atMost(PATIENCE).until(() -> completed(release), runs -> !runs.isEmpty()).get(0);
  }

  private List<CheckRun> completed(PublishedRelease release) {
    return repository.checkRuns().stream()
        .filter(run -> run.headSha().equals(release.commit()))
        .filter(run -> run.conclusion().isPresent())
        .toList();
  }
}
