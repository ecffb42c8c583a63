package dev.countersign;

import static org.awaitility.Awaitility.await;

import dev.countersign.simulation.ReleaseWorkflow;
import dev.countersign.simulation.ShiftedClock;
import dev.countersign.simulation.github.CheckRun;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.github.SimulatedRepository;
import dev.countersign.simulation.github.WebhookSender;
import dev.countersign.simulation.sigstore.LocalSigstore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server over HTTP between a simulated GitHub and its repository, on a real database file. */
abstract class WholeFlow {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  final ShiftedClock clock = new ShiftedClock();
  final SimulatedGitHub github = SimulatedGitHub.start(clock);
  final LocalSigstore sigstore = new LocalSigstore(clock);
  final ReleaseWorkflow workflow = new ReleaseWorkflow(github, sigstore, "octo-org/demo");
  final SimulatedRepository repository = workflow.repository();
  Server server;
  WebhookSender webhooks;

  @BeforeEach
  void start() throws Exception {
    server = Server.over(ServerConfigs.over(github, sigstore, folder), clock);
    server.start();
    webhooks = webhooksToServer();
  }

  final WebhookSender webhooksToServer() {
    return github.webhooksTo(ReleaseWorkflow.webhookUri("http://127.0.0.1:" + server.port()));
  }

  @AfterEach
  void stop() {
    server.close();
    github.close();
  }

  /** Our check run with this id on a commit, if there is one. */
  final Optional<CheckRun> checkRun(String commit, String externalId) {
    List<CheckRun> found =
        repository.checkRuns().stream()
            .filter(run -> run.headSha().equals(commit) && run.externalId().equals(externalId))
            .toList();
    if (found.size() > 1) {
      throw new AssertionError("two check runs " + externalId + " on " + commit);
    }
    return found.stream().findFirst();
  }

  /** The same, once it is concluded like this. */
  final CheckRun concluded(String commit, String externalId, String conclusion) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                checkRun(commit, externalId)
                    .flatMap(CheckRun::conclusion)
                    .filter(conclusion::equals)
                    .isPresent());
    return checkRun(commit, externalId).orElseThrow();
  }
}
