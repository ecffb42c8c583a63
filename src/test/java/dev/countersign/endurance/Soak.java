package dev.countersign.endurance;

import dev.countersign.endurance.Engine.Storage;
import dev.countersign.endurance.ReleasePlayer.Played;
import dev.countersign.simulation.ReleaseWorkflow;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.github.SimulatedRepository;
import dev.countersign.simulation.github.WorkflowRun;
import dev.countersign.simulation.sigstore.LocalSigstore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * One server under an even load for a long time: 50 deliveries a second, among them those of a
 * release every two seconds; and what the process holds, a line a minute.
 *
 * <p>{@code mvn -Pcrash -Dcrash=dev.countersign.endurance.Soak [-Dcrash.arguments="sqlite|postgres
 * MINUTES"]} runs it.
 */
public final class Soak {
  private static final int PER_SECOND = 50;
  private static final int SECONDS_BETWEEN_RELEASES = 2;
  private static final int DELIVERIES_OF_A_RELEASE = 3;
  private static final int MINUTES = 60;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final SimulatedGitHub github;
  private final Fleet fleet;
  private final ReleasePlayer player;
  private final AtomicInteger others = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private ReleaseWorkflow released;
  private int releases;

  private Soak(SimulatedGitHub github, LocalSigstore sigstore, Fleet fleet) {
    this.github = github;
    this.fleet = fleet;
    this.player = new ReleasePlayer(github, sigstore, fleet);
    this.released = player.newRepository();
  }

  public static void main(String[] arguments) throws Exception {
    int minutes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : MINUTES;
    try (Storage storage = Engine.of(arguments).open("soak")) {
      run(storage, minutes);
    }
    System.exit(0);
  }

  private static void run(Storage storage, int minutes) throws Exception {
    LocalSigstore sigstore = new LocalSigstore(Clock.systemUTC());
    try (SimulatedGitHub github = SimulatedGitHub.start();
        Fleet fleet =
            new Fleet(github, sigstore.trustedRootJson(), storage.url(), storage.folder(), 1)) {
      github.rateLimit().setLimit(Integer.MAX_VALUE); // one for all installations here
      fleet.awaitHealthy();
      Soak soak = new Soak(github, sigstore, fleet);
      soak.load(minutes, storage.folder());
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> soak.player.played().stream().allMatch(Played::verified));
      System.out.printf(
          "%d releases, all verified; %d of %d deliveries not acknowledged; exit code %s%n",
          soak.player.played().size(),
          soak.refused.get() + soak.player.sent() - soak.player.acknowledged(),
          soak.others.get() + soak.player.sent(),
          fleet.stop());
    }
  }

  private void load(int minutes, Path folder) throws Exception {
    SimulatedRepository busy = github.createRepository("busy/repository");
    github.install(busy);
    String commit = busy.commit(ReleaseWorkflow.BRANCH, Map.of(), "Begin");
    WorkflowRun run =
        busy.startWorkflowRun(".github/workflows/ci.yml", "push", ReleaseWorkflow.BRANCH, commit);
    ScheduledExecutorService pace = Executors.newScheduledThreadPool(2);
    long betweenOthers =
        TimeUnit.SECONDS.toNanos(SECONDS_BETWEEN_RELEASES)
            / (PER_SECOND * SECONDS_BETWEEN_RELEASES - DELIVERIES_OF_A_RELEASE);
    List<ScheduledFuture<?>> loads =
        List.of(
            pace.scheduleAtFixedRate(this::release, 0, SECONDS_BETWEEN_RELEASES, TimeUnit.SECONDS),
            pace.scheduleAtFixedRate(
                () -> runChanged(busy, run), 0, betweenOthers, TimeUnit.NANOSECONDS));
    System.out.println(ProcessState.HEADER);
    for (int minute = 1; minute <= minutes; minute++) {
      TimeUnit.MINUTES.sleep(1);
      failIfEnded(loads);
      System.out.println(minute + "\t" + ProcessState.of(fleet.server(0), folder));
    }
    pace.shutdown();
    pace.awaitTermination(1, TimeUnit.MINUTES);
  }

  private void release() {
    if (ReleasePlayer.isUsed(releases)) {
      released = player.newRepository();
      releases = 0;
    }
    player.play(released, "v1." + releases++);
  }

  /** What most deliveries are: something that is kept and read, and changes nothing. */
  private void runChanged(SimulatedRepository repository, WorkflowRun run) {
    others.incrementAndGet();
    if (!fleet.deliver(github.payloads().workflowRun(repository, run))) {
      refused.incrementAndGet();
    }
  }

  private static void failIfEnded(List<ScheduledFuture<?>> loads)
      throws ExecutionException, InterruptedException {
    for (ScheduledFuture<?> load : loads) {
      if (load.isDone()) {
        load.get();
      }
    }
  }
}
