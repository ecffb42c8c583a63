package dev.countersign.endurance;

import dev.countersign.endurance.Engine.Storage;
import dev.countersign.endurance.ReleasePlayer.Played;
import dev.countersign.simulation.ReleaseWorkflow;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.sigstore.LocalSigstore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * How long a release waits for its check run while another installation floods the server with
 * 10,000 deliveries of releases, beside how long it waits without.
 *
 * <p>{@code mvn -Pcrash -Dcrash=dev.countersign.endurance.Flood [-Dcrash.arguments=postgres]} runs
 * it.
 */
public final class Flood {
  private static final int DELIVERIES = 10_000;
  private static final int CONNECTIONS = 16;
  private static final int RELEASES = 21;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final SimulatedGitHub github;
  private final LocalSigstore sigstore;
  private final Fleet fleet;
  private final ReleasePlayer player;

  private Flood(SimulatedGitHub github, LocalSigstore sigstore, Fleet fleet) {
    this.github = github;
    this.sigstore = sigstore;
    this.fleet = fleet;
    this.player = new ReleasePlayer(github, sigstore, fleet);
  }

  public static void main(String[] arguments) throws Exception {
    try (Storage storage = Engine.of(arguments).open("flood")) {
      run(storage);
    }
    System.exit(0);
  }

  private static void run(Storage storage) throws Exception {
    LocalSigstore sigstore = new LocalSigstore(Clock.systemUTC());
    try (SimulatedGitHub github = SimulatedGitHub.start();
        Fleet fleet =
            new Fleet(github, sigstore.trustedRootJson(), storage.url(), storage.folder(), 1)) {
      github.rateLimit().setLimit(Integer.MAX_VALUE); // one for all installations here
      fleet.awaitHealthy();
      Flood flood = new Flood(github, sigstore, fleet);
      flood.measure("warm-up");
      flood.measure("without a flood");
      flood.measureDuringFlood();
    }
  }

  private void measureDuringFlood() throws InterruptedException {
    ReleaseWorkflow flooding = new ReleaseWorkflow(github, sigstore, "flood/repository");
    flooding.configure("");
    AtomicInteger refused = new AtomicInteger();
    ExecutorService flood = Executors.newFixedThreadPool(CONNECTIONS);
    for (int i = 0; i < DELIVERIES; i++) {
      String tag = "v" + i;
      flood.execute(
          () -> {
            if (!fleet.deliver(
                github
                    .payloads()
                    .releasePublished(
                        flooding.repository(), flooding.repository().publishRelease(tag)))) {
              refused.incrementAndGet();
            }
          });
    }
    flood.shutdown();
    measure("while 10,000 arrive and wait");
    boolean arrived = flood.awaitTermination(PATIENCE.toMinutes(), TimeUnit.MINUTES);
    measure("while they are handled");
    System.out.println("the flood arrived: " + arrived + ", refused: " + refused);
  }

  private void measure(String when) {
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < RELEASES; i++) {
      ReleaseWorkflow workflow = player.newRepository();
      long start = System.nanoTime();
      Played played = player.play(workflow, "v1.0");
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(5))
          .until(played::verified);
      millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }
    Collections.sort(millis);
    System.out.printf(
        "%s: %d releases, verified within %d ms at the median, %d to %d ms%n",
        when, RELEASES, millis.get(RELEASES / 2), millis.get(0), millis.get(RELEASES - 1));
  }
}
