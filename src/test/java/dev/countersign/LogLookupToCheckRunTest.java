package dev.countersign;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.config.ServerConfig;
import dev.countersign.rekor.FakeRekor;
import dev.countersign.simulation.ReleaseWorkflow;
import dev.countersign.simulation.ReleaseWorkflow.PublishedRelease;
import dev.countersign.simulation.github.CheckRun;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.github.WebhookSender;
import dev.countersign.simulation.sigstore.LocalSigstore;
import dev.countersign.simulation.sigstore.SignedMaterials;
import dev.countersign.simulation.sigstore.SigningRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Threat 24: a release with a detached signature alone, whose log entry comes from the log into the
 * check run, or does not.
 */
class LogLookupToCheckRunTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private final SimulatedGitHub github = SimulatedGitHub.start();
  private final LocalSigstore sigstore = new LocalSigstore(Clock.systemUTC());
  private final ReleaseWorkflow workflow = new ReleaseWorkflow(github, sigstore, "octo-org/demo");
  private final FakeRekor rekor = new FakeRekor();

  @AfterEach
  void close() {
    rekor.close();
    github.close();
  }

  @Test
  void isGreenWithTheEntryThatTheLogHas() throws Exception {
    CheckRun run = outcome("false", materials -> rekor.holds(materials.entry()), this::isConcluded);

    assertThat(run.conclusion()).contains("success");
    assertThat(rekor.requests()).isNotEmpty();
  }

  @Test
  @Tag("threat-24")
  void staysPendingWhileTheLogGivesNoAnswer() throws Exception {
    CheckRun run =
        outcome(
            "false",
            materials -> rekor.answers(aResponse().withStatus(503)),
            isWaiting -> isWaiting.output().summary().contains("answered with status 503"));

    assertThat(run.conclusion()).isEmpty();
  }

  @Test
  @Tag("threat-24")
  void staysPendingWhereALogDoesNotKnowTheAddress() throws Exception {
    CheckRun run =
        outcome(
            "false",
            materials ->
                rekor.answers(
                    aResponse()
                        .withStatus(404)
                        .withBody("{\"code\":404,\"message\":\"path /x was not found\"}")),
            isWaiting -> isWaiting.output().summary().contains("answered with status 404"));

    assertThat(run.conclusion()).isEmpty();
  }

  @Test
  @Tag("threat-24")
  void staysPendingWhileTheLogsEntryDoesNotVerify() throws Exception {
    LocalSigstore impostor = new LocalSigstore(Clock.systemUTC());
    CheckRun run =
        outcome(
            "false",
            materials ->
                rekor.holds(
                    impostor
                        .log(
                            materials.entry().getCanonicalizedBody().toByteArray(),
                            Clock.systemUTC().instant())
                        .toBuilder()
                        .setLogId(materials.entry().getLogId())
                        .build()),
            isWaiting ->
                isWaiting
                    .output()
                    .summary()
                    .contains("The entry that the transparency log gave for the signature"));

    assertThat(run.conclusion()).isEmpty();
  }

  @Test
  void isRedWhereTheLogHasNoEntry() throws Exception {
    CheckRun run = outcome("false", materials -> rekor.holds(), this::isConcluded);

    assertThat(run.conclusion()).contains("failure");
    assertThat(run.output().summary()).contains("`LOG_ENTRY_MISSING`");
  }

  @Test
  void asksNobodyWhenOffline() throws Exception {
    CheckRun run = outcome("true", materials -> rekor.holds(materials.entry()), this::isConcluded);

    assertThat(run.conclusion()).contains("failure");
    assertThat(run.output().summary()).contains("`LOG_ENTRY_MISSING`");
    assertThat(rekor.requests()).isEmpty();
  }

  private boolean isConcluded(CheckRun run) {
    return run.conclusion().isPresent();
  }

  /** The release's check run as soon as it is as expected. */
  private CheckRun outcome(
      String offline, Consumer<SignedMaterials> log, Predicate<CheckRun> expected)
      throws Exception {
    try (Server server = Server.over(config(offline), Clock.systemUTC())) {
      server.start();
      WebhookSender webhooks =
          github.webhooksTo(ReleaseWorkflow.webhookUri("http://127.0.0.1:" + server.port()));
      PublishedRelease release = workflow.publish("v1.0.0");
      SignedMaterials materials =
          sigstore.sign(
              release.manifest().getBytes(UTF_8),
              SigningRequest.by(workflow.identityOf(release).identity()));
      log.accept(materials);
      webhooks.releasePublished(workflow.repository(), release.release());
      workflow.commitAndFinish(webhooks, release, materials.detachedFiles(release.manifestPath()));
      await().atMost(PATIENCE).until(() -> checkRuns(release).stream().anyMatch(expected));
      return checkRuns(release).stream().filter(expected).findFirst().orElseThrow();
    }
  }

  private List<CheckRun> checkRuns(PublishedRelease release) {
    return workflow.repository().checkRuns().stream()
        .filter(run -> run.headSha().equals(release.commit()))
        .toList();
  }

  private ServerConfig config(String offline) throws Exception {
    Path root = folder.resolve("trusted_root.json");
    Files.writeString(root, sigstore.trustedRootJson());
    return ServerConfig.read(
        Map.ofEntries(
            Map.entry("APP_ID", Long.toString(github.app().id())),
            Map.entry("PRIVATE_KEY", github.app().privateKeyPkcs8()),
            Map.entry("WEBHOOK_SECRET", github.app().webhookSecret()),
            Map.entry("HOST", "127.0.0.1"),
            Map.entry("PORT", "0"),
            Map.entry("GITHUB_API_URL", github.url()),
            Map.entry("DATABASE_URL", "jdbc:sqlite:" + folder.resolve("countersign.db")),
            Map.entry("SIGSTORE_TRUSTED_ROOT", root.toString()),
            Map.entry("REKOR_URL", rekor.url().toString()),
            Map.entry("SIGSTORE_OFFLINE", offline)));
  }
}
