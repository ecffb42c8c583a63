package dev.countersign.endurance;

import dev.countersign.endurance.Engine.Storage;
import dev.countersign.simulation.ReleaseWorkflow;
import dev.countersign.simulation.ReleaseWorkflow.PublishedRelease;
import dev.countersign.simulation.github.Fault;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.github.SimulatedRepository;
import dev.countersign.simulation.github.WebhookDelivery;
import dev.countersign.simulation.sigstore.LocalSigstore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;

/**
 * How many releases a second one, two and four servers on one PostgreSQL verify, where GitHub takes
 * 100 ms for each answer.
 *
 * <p>{@code mvn -Pcrash -Dcrash=dev.countersign.endurance.ClusterBenchmark} runs it.
 */
public final class ClusterBenchmark {
  private static final Duration ANSWER = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int REPOSITORIES = 20;
  private static final int RELEASES = 8;
  private static final int ROUNDS = 3;

  private ClusterBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    for (int round = 1; round <= ROUNDS; round++) {
      double alone = 0;
      for (int servers : List.of(1, 2, 4)) {
        double rate = measure(servers);
        alone = servers == 1 ? rate : alone;
        System.out.printf(
            "round %d, %d server(s): %.1f releases/s, %.2f times one%n",
            round, servers, rate, rate / alone);
      }
    }
    System.exit(0);
  }

  private static double measure(int servers) throws Exception {
    LocalSigstore sigstore = new LocalSigstore(Clock.systemUTC());
    try (Storage storage = Engine.POSTGRES.open("cluster");
        SimulatedGitHub github = SimulatedGitHub.start();
        Fleet fleet =
            new Fleet(
                github, sigstore.trustedRootJson(), storage.url(), storage.folder(), servers)) {
      github.rateLimit().setLimit(Integer.MAX_VALUE);
      for (String method : List.of("GET", "POST", "PATCH")) {
        github.faults().always(method, ".*", Fault.delay(ANSWER));
      }
      fleet.awaitHealthy();
      run(github, sigstore, fleet, "warm-up");
      return run(github, sigstore, fleet, "measured");
    }
  }

  /** Has all of them published at once, each with its materials there; the rate. */
  private static double run(
      SimulatedGitHub github, LocalSigstore sigstore, Fleet fleet, String owner) {
    List<WebhookDelivery> deliveries = new ArrayList<>();
    List<SimulatedRepository> repositories = new ArrayList<>();
    for (int i = 0; i < REPOSITORIES; i++) {
      ReleaseWorkflow workflow = new ReleaseWorkflow(github, sigstore, owner + "/repository-" + i);
      workflow.configure("");
      repositories.add(workflow.repository());
      for (int j = 0; j < RELEASES; j++) {
        PublishedRelease release = workflow.publish("v1." + j);
        workflow.commit(workflow.sign(release));
        deliveries.add(
            github.payloads().releasePublished(workflow.repository(), release.release()));
      }
    }
    long start = System.nanoTime();
    for (WebhookDelivery delivery : deliveries) {
      if (!fleet.deliver(delivery)) {
        throw new IllegalStateException("a delivery was not acknowledged");
      }
    }
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> repositories.stream().allMatch(repository -> verified(repository) == RELEASES));
    return deliveries.size() / ((System.nanoTime() - start) / 1e9);
  }

  private static long verified(SimulatedRepository repository) {
    return repository.checkRuns().stream()
        .filter(run -> run.conclusion().equals(Optional.of("success")))
        .map(run -> run.externalId())
        .distinct()
        .count();
  }
}
