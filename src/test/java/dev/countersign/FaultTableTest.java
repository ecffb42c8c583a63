package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.github.GitHubOptions;
import dev.countersign.simulation.ReleaseWorkflow;
import dev.countersign.simulation.ReleaseWorkflow.PublishedRelease;
import dev.countersign.simulation.ShiftedClock;
import dev.countersign.simulation.github.Fault;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.github.WebhookSender;
import dev.countersign.simulation.sigstore.LocalSigstore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every kind of request that a release needs, with everything that may go wrong with it five times
 * in a row: once that is over, each release is verified, once on each commit, and none was ever
 * blamed.
 */
class FaultTableTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final int TIMES = 5;
  private static final Duration STEP = Duration.ofSeconds(70);
  private static final int MOST_STEPS = 80;
  private static final String REPOSITORY = "/repos/faults/%s";

  /** In regular expressions; %s is the repository's name, %d the installation's id. */
  private static final Map<String, String> KINDS = kinds();

  @TempDir Path folder;

  private final ShiftedClock clock = new ShiftedClock();
  private final SimulatedGitHub github = SimulatedGitHub.start(clock);
  private final LocalSigstore sigstore = new LocalSigstore(clock);
  private final PassingTime time =
      new PassingTime(
          clock::advance, STEP, TIMEOUT.plusMillis(500), () -> github.requests().total());

  private static Map<String, String> kinds() {
    Map<String, String> kinds = new LinkedHashMap<>();
    kinds.put("token", "POST /app/installations/%d/access_tokens");
    kinds.put("GraphQL", "POST /graphql");
    kinds.put("tree", "GET " + REPOSITORY + "/git/trees/.*");
    kinds.put("blob", "GET " + REPOSITORY + "/git/blobs/.*");
    kinds.put("workflow runs", "GET " + REPOSITORY + "/actions/runs");
    kinds.put("check runs", "GET " + REPOSITORY + "/commits/[^/]*/check-runs");
    kinds.put("new check run", "POST " + REPOSITORY + "/check-runs");
    kinds.put("check run", "PATCH " + REPOSITORY + "/check-runs/.*");
    kinds.put("comparison", "GET " + REPOSITORY + "/compare/.*");
    kinds.put("archive", "GET " + REPOSITORY + "/tarball/.*");
    kinds.put("download", "GET /codeload/faults/%s/.*");
    kinds.put("assets", "GET " + REPOSITORY + "/releases/tags/.*");
    return kinds;
  }

  @Test
  void isSurvivedWithTheRightConclusionInTheEnd() throws Exception {
    github.rateLimit().setLimit(Integer.MAX_VALUE);
    List<FaultTrial> all = new ArrayList<>();
    try (github;
        Server server =
            Server.over(
                ServerConfigs.over(github, sigstore, folder),
                clock,
                folder,
                GitHubOptions.defaults().withTimeout(TIMEOUT),
                SigstoreTimeouts.defaults())) {
      server.start();
      WebhookSender webhooks =
          github.webhooksTo(ReleaseWorkflow.webhookUri("http://127.0.0.1:" + server.port()));
      for (Map.Entry<String, String> kind : KINDS.entrySet()) {
        for (Map.Entry<String, Function<Instant, Fault>> fault :
            FaultTable.faults(TIMEOUT).entrySet()) {
          FaultTrial tried = prepare(kind.getKey(), fault.getKey(), "repository-" + all.size());
          arm(tried, kind.getValue(), fault.getValue());
          all.add(tried);
        }
      }
      for (FaultTrial tried : all) {
        tried.play(webhooks, tried.workflow().sign(tried.release()));
      }
      time.awaitQuiet();
      time.until(() -> all.stream().allMatch(FaultTrial::isRight), MOST_STEPS);
    }
    FaultTable table = new FaultTable();
    all.forEach(tried -> table.add(tried.kind(), tried.fault(), tried.outcome()));
    System.out.println(table);
    assertThat(all).allSatisfy(tried -> assertThat(tried.outcome()).isEqualTo("ok"));
  }

  private FaultTrial prepare(String kind, String fault, String name) {
    ReleaseWorkflow workflow = new ReleaseWorkflow(github, sigstore, "faults/" + name);
    workflow.configure("");
    PublishedRelease release = workflow.publish("v1.0.0");
    workflow.repository().uploadAsset(release.release(), "notes.txt", new byte[] {1});
    return new FaultTrial(kind, fault, workflow, release);
  }

  private void arm(FaultTrial tried, String kind, Function<Instant, Fault> fault) {
    String[] parts = kind.split(" ", 2);
    String name = tried.workflow().repository().name();
    String path =
        parts[1]
            .replace("%s", name)
            .replace("%d", Long.toString(tried.workflow().installation().id()));
    String text = path.equals("/graphql") ? "\"" + name + "\"" : "";
    github.faults().next(TIMES, parts[0], path, text, fault.apply(clock.instant()));
  }
}
