package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.config.ServerConfig;
import dev.countersign.fixture.RealRelease;
import dev.countersign.fixture.SharedFixtures;
import dev.countersign.metrics.ServerMetrics;
import dev.countersign.port.FakeActivity;
import dev.countersign.port.FakeAppAccess;
import dev.countersign.port.FakeDiscussions;
import dev.countersign.port.FakeHookDeliveries;
import dev.countersign.port.FakeMaterialSource;
import dev.countersign.port.ReleaseState;
import dev.countersign.port.Tree;
import dev.countersign.report.CheckReport;
import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.simulation.ReleaseWorkflow;
import dev.countersign.simulation.git.FileContent;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.github.SimulatedRepository;
import dev.countersign.verification.MaterialFile;
import dev.countersign.verification.MaterialSet;
import dev.countersign.verification.TaggedTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real release v0.0.13, delivered as a webhook and verified offline. */
class RealReleaseWebhookTest {
  private static final String MATERIALS_COMMIT = "1f9439c395f4c25c9a7dd54b774eb73cb2898996";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final FakeMaterialSource source = new FakeMaterialSource();
  private final List<CheckReport> published = new CopyOnWriteArrayList<>();

  @Test
  void endsInSuccess() throws Exception {
    CheckReport report = deliver(RealRelease.materials());

    assertThat(report.conclusion()).contains(Conclusion.SUCCESS);
    assertThat(report.title())
        .isEqualTo("v0.0.13 verified: 14 files, signed by release-to-pypi.yaml");
    assertThat(report.summary())
        .contains(
            "`OK: checksums-1676301410.txt`",
            "14 files match the tag; 1 self entry; 38 Git internals confirmed,"
                + " 3 not checkable; nothing unlisted",
            "log promise, legacy bundle");
  }

  @Test
  void endsInFailureWithOneBitOfTheManifestChanged() throws Exception {
    MaterialSet real = RealRelease.materials();
    byte[] changed = real.manifest().content();
    changed[0] ^= 1;

    CheckReport report =
        deliver(
            new MaterialSet(
                new MaterialFile(real.manifest().path(), changed),
                real.bundles(),
                real.signatures(),
                real.certificates()));

    assertThat(report.conclusion()).contains(Conclusion.FAILURE);
    assertThat(report.summary()).contains("DIGEST_MISMATCH");
  }

  private CheckReport deliver(MaterialSet materials) throws Exception {
    TaggedTree tagged = RealRelease.tree();
    source.publish(
        new ReleaseState(
            RealRelease.release(), "master", MATERIALS_COMMIT, RealRelease.SIGNED_AT, List.of()));
    source.commit(new Tree(tagged.commit(), tagged.rootTree(), tagged.entries()), Map.of());
    source.commit(MATERIALS_COMMIT, files(materials));
    source.branch("master", MATERIALS_COMMIT);
    try (SimulatedGitHub github = SimulatedGitHub.start();
        Server server = server(github, tagged)) {
      server.start();
      SimulatedRepository repository =
          github.createRepository(
              RealRelease.REPOSITORY_ID,
              github.account(RealRelease.REPOSITORY.owner()),
              RealRelease.REPOSITORY.name());
      github.install(repository);
      repository.tag(
          RealRelease.TAG,
          repository.commit("master", Map.of("a", FileContent.text("a")), "First"));
      github
          .webhooksTo(ReleaseWorkflow.webhookUri("http://127.0.0.1:" + server.port()))
          .releasePublished(repository, repository.publishRelease(RealRelease.TAG));
      await().atMost(PATIENCE).until(() -> !published.isEmpty());
    }
    return published.get(0);
  }

  private Server server(SimulatedGitHub github, TaggedTree tagged) throws IOException {
    ServerConfig config =
        ServerConfigs.over(
            github, SharedFixtures.path("fixtures/trusted-roots/production.json"), folder);
    return new Server(
        config,
        Clock.systemUTC(),
        folder,
        SigstoreTimeouts.defaults(),
        new GitHubSide(
            source,
            new FakeActivity(),
            (target, headSha, externalId, report) -> {
              assertThat(headSha).isEqualTo(RealRelease.COMMIT);
              published.add(report);
            },
            new FakeDiscussions(),
            new FakeHookDeliveries(),
            new FakeAppAccess(),
            () -> {}),
        (target, tree, algorithms) -> tagged,
        new ServerMetrics(Clock.systemUTC()));
  }

  private static Map<String, byte[]> files(MaterialSet set) {
    Map<String, byte[]> files = new HashMap<>();
    Stream.of(List.of(set.manifest()), set.bundles(), set.signatures(), set.certificates())
        .flatMap(List::stream)
        .forEach(file -> files.put(file.path(), file.content()));
    return files;
  }
}
