package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.countersign.config.ServerConfig;
import dev.countersign.simulation.ReleaseWorkflow;
import dev.countersign.simulation.ReleaseWorkflow.PublishedRelease;
import dev.countersign.simulation.github.CheckRun;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.sigstore.LocalSigstore;
import dev.countersign.simulation.tuf.LocalTuf;
import dev.countersign.simulation.tuf.MirrorFault;
import dev.countersign.simulation.tuf.TufMirror;
import dev.countersign.simulation.tuf.TufRole;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Threat 28: the trusted root comes through TUF into the check run, and not at all if it is old.
 */
class TufToCheckRunTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final SimulatedGitHub github = SimulatedGitHub.start();
  private final LocalSigstore sigstore = new LocalSigstore(Clock.systemUTC());
  private final ReleaseWorkflow workflow = new ReleaseWorkflow(github, sigstore, "octo-org/demo");
  private final LocalTuf tuf = new LocalTuf(Clock.systemUTC());
  private TufMirror mirror;

  @BeforeEach
  void serveTheTrustedRoot() throws Exception {
    mirror = new TufMirror(tuf.files());
    tuf.publish(sigstore.trustedRootJson());
  }

  @AfterEach
  void close() {
    mirror.close();
    github.close();
  }

  @Test
  void verifiesWithTheRootOfAnotherInstanceAlsoWithoutANetworkAfterARestart() throws Exception {
    assertThat(verdictOn("v1.0.0").conclusion()).contains("success");

    mirror.fail(MirrorFault.DROPPED);

    assertThat(verdictOn("v1.1.0").conclusion()).contains("success");
  }

  @Test
  @Tag("threat-24")
  @Tag("threat-28")
  void decidesNothingWhileTheRepositoryIsExpired() throws Exception {
    tuf.lifetime(TufRole.TIMESTAMP, Duration.ofDays(-1)).resign();

    try (Server server = server()) {
      server.start();
      PublishedRelease release = play(server, "v1.0.0");
      await().atMost(PATIENCE).until(() -> checkRuns(release).stream().anyMatch(this::waits));

      assertThat(checkRuns(release)).allMatch(run -> run.conclusion().isEmpty());
    }
  }

  @Test
  void doesNotStartWithATufRootThatIsNone() throws Exception {
    ServerConfig config = config("{}");

    assertThatThrownBy(() -> Server.over(config, Clock.systemUTC(), folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected the root metadata of TUF");
  }

  private boolean waits(CheckRun run) {
    return run.output()
        .summary()
        .contains("the trusted root has not been fetched yet; the log says why");
  }

  private CheckRun verdictOn(String tag) throws Exception {
    try (Server server = server()) {
      server.start();
      PublishedRelease release = play(server, tag);
      await()
          .atMost(PATIENCE)
          .until(() -> checkRuns(release).stream().anyMatch(run -> run.conclusion().isPresent()));
      return checkRuns(release).get(0);
    }
  }

  private PublishedRelease play(Server server, String tag) {
    return workflow.play(
        github.webhooksTo(ReleaseWorkflow.webhookUri("http://127.0.0.1:" + server.port())),
        tag,
        UnaryOperator.identity());
  }

  private List<CheckRun> checkRuns(PublishedRelease release) {
    return workflow.repository().checkRuns().stream()
        .filter(run -> run.headSha().equals(release.commit()))
        .toList();
  }

  private Server server() throws Exception {
    return Server.over(config(tuf.firstRoot()), Clock.systemUTC(), folder.resolve("tuf"));
  }

  private ServerConfig config(String firstRoot) {
    return ServerConfigs.overTuf(github, mirror.url(), firstRoot, folder);
  }
}
