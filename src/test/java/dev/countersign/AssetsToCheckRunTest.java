package dev.countersign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.simulation.ReleaseWorkflow;
import dev.countersign.simulation.ReleaseWorkflow.PublishedRelease;
import dev.countersign.simulation.github.CheckRun;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.github.WebhookSender;
import dev.countersign.simulation.sigstore.LocalSigstore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests that list files of the release's page, from the webhook to the check run. */
class AssetsToCheckRunTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final byte[] WHEEL = "the wheel".getBytes(UTF_8);

  @TempDir private Path folder;

  private final SimulatedGitHub github = SimulatedGitHub.start();
  private final LocalSigstore sigstore = new LocalSigstore(Clock.systemUTC());
  private final ReleaseWorkflow workflow = new ReleaseWorkflow(github, sigstore, "octo-org/demo");
  private Server server;
  private WebhookSender webhooks;

  @BeforeEach
  void start() throws Exception {
    workflow.list("dist/demo.whl", WHEEL);
    server = Server.over(ServerConfigs.over(github, sigstore, folder), Clock.systemUTC());
    server.start();
    webhooks = github.webhooksTo(ReleaseWorkflow.webhookUri("http://127.0.0.1:" + server.port()));
  }

  @AfterEach
  void stop() {
    server.close();
    github.close();
  }

  @Test
  void verifiesAnAssetByTheDigestThatGitHubHasOfIt() {
    PublishedRelease release = workflow.publish("v1.0.0");
    workflow.repository().uploadAsset(release.release(), "demo.whl", WHEEL);

    CheckRun run = outcome(release);

    assertThat(run.conclusion()).contains("success");
    assertThat(run.output().summary()).contains("1 asset matches the release's page");
    assertThat(github.requests().count("GET", ".*/releases/assets/.*")).isZero();
  }

  @Test
  void verifiesAnAssetThatGitHubHasNoDigestOf() {
    PublishedRelease release = workflow.publish("v1.0.0");
    workflow.repository().uploadAssetWithoutDigest(release.release(), "demo.whl", WHEEL);

    assertThat(outcome(release).conclusion()).contains("success");
    assertThat(github.requests().count("GET", ".*/releases/assets/.*")).isPositive();
  }

  @Test
  void turnsAReleaseRedWhoseAssetWasReplaced() {
    PublishedRelease release = workflow.publish("v1.0.0");
    workflow.repository().uploadAsset(release.release(), "demo.whl", "evil".getBytes(UTF_8));

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
  void saysThatAFileDiffersInItsLineEndsOnly() {
    workflow.list("app.py", "print('hello')\r\n".getBytes(UTF_8));
    PublishedRelease release = workflow.publish("v1.0.0");

    CheckRun run = outcome(release);

    assertThat(run.conclusion()).contains("failure");
    assertThat(run.output().summary()).contains("CONTENTS_DIFFER");
    assertThat(run.output().text()).contains("listed is the same file with CR LF line ends");
  }

  private CheckRun outcome(PublishedRelease release) {
    webhooks.releasePublished(workflow.repository(), release.release());
    workflow.commitAndFinish(webhooks, release, workflow.sign(release));
    return await().atMost(PATIENCE).until(() -> completed(release), runs -> !runs.isEmpty()).get(0);
  }

  private List<CheckRun> completed(PublishedRelease release) {
    return workflow.repository().checkRuns().stream()
        .filter(run -> run.headSha().equals(release.commit()))
        .filter(run -> run.conclusion().isPresent())
        .toList();
  }
}
