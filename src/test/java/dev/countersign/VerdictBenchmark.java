package dev.countersign;

import dev.countersign.simulation.ReleaseWorkflow;
import dev.countersign.simulation.ReleaseWorkflow.PublishedRelease;
import dev.countersign.simulation.github.CheckRun;
import dev.countersign.simulation.github.LoggedRequest;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.github.WebhookSender;
import dev.countersign.simulation.sigstore.LocalSigstore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * How long it takes from the delivery that completes the materials to the completed check run, less
 * the time that the simulated GitHub itself needs to make its answers. Releases are played one
 * after the other against the real server on an SQLite file below {@code target/}.
 *
 * <p>{@code mvn -Pbench -Dbench=dev.countersign.VerdictBenchmark [-Dbench.arguments=RELEASES]} runs
 * it.
 */
public final class VerdictBenchmark {
  private static final int WARM_UP = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(1);

  private VerdictBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int measured = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 40;
    Path folder =
        Files.createTempDirectory(Files.createDirectories(Path.of("target")), "verdict-benchmark");
    LocalSigstore sigstore = new LocalSigstore(Clock.systemUTC());
    List<Double> own = new ArrayList<>();
    List<Double> whole = new ArrayList<>();
    int requests = 0;
    try (SimulatedGitHub github = SimulatedGitHub.start();
        Server server =
            Server.over(ServerConfigs.over(github, sigstore, folder), Clock.systemUTC())) {
      server.start();
      WebhookSender webhooks =
          github.webhooksTo(ReleaseWorkflow.webhookUri("http://127.0.0.1:" + server.port()));
      for (int i = 0; i < WARM_UP + measured; i++) {
        ReleaseWorkflow workflow = new ReleaseWorkflow(github, sigstore, "octo-org/demo-" + i);
        workflow.configure("");
        PublishedRelease release = workflow.publish("v1.0.0");
        webhooks.releasePublished(workflow.repository(), release.release());
        await(workflow, "in_progress");
        Map<String, byte[]> materials = workflow.sign(release);
        String before = workflow.repository().head(ReleaseWorkflow.BRANCH);
        String after = workflow.commit(materials);
        github.requests().clear();
        long start = System.nanoTime();
        webhooks.push(workflow.repository(), ReleaseWorkflow.BRANCH, before, after);
        await(workflow, "completed");
        double millis = (System.nanoTime() - start) / 1e6;
        List<LoggedRequest> asked = github.requests().all();
        if (i >= WARM_UP) {
          whole.add(millis);
          own.add(millis - asked.stream().mapToLong(r -> r.took().toNanos()).sum() / 1e6);
          requests = asked.size();
        }
      }
    }
    print("delivery to completed check run", whole);
    print("less the simulated GitHub's own time", own);
    System.out.println(requests + " requests to GitHub for the last one, tokens included");
  }

  private static void await(ReleaseWorkflow workflow, String status) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (workflow.repository().checkRuns().stream()
        .map(CheckRun::status)
        .noneMatch(status::equals)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("no check run became " + status);
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private static void print(String what, List<Double> millis) {
    Collections.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "%s: median %.0f ms, p90 %.0f ms, min %.0f ms, max %.0f ms over %d releases%n",
        what,
        millis.get(millis.size() / 2),
        millis.get((int) (millis.size() * 0.9)),
        millis.get(0),
        millis.get(millis.size() - 1),
        millis.size());
  }
}
