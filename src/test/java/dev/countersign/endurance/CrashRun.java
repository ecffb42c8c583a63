package dev.countersign.endurance;

import dev.countersign.endurance.Engine.Storage;
import dev.countersign.endurance.ReleasePlayer.Played;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.sigstore.LocalSigstore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Servers that are killed at random moments while releases are played to them, and what became of
 * the releases in the end, counted at the simulated GitHub.
 *
 * <p>{@code mvn -Pcrash [-Dcrash.arguments="sqlite|postgres SERVERS KILLS"]} runs it.
 */
public final class CrashRun {
  private static final Duration LONGEST_LIFE = Duration.ofSeconds(3);

  /** What a dead server was executing is found after some 40 seconds; a lost push, by looking. */
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  private CrashRun() {}

  public static void main(String[] arguments) throws Exception {
    int servers = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
    int kills = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 100;
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Outcome outcome = run(Engine.of(arguments), servers, kills, seed);
    System.out.println(outcome);
    System.exit(outcome.isRight() ? 0 : 1);
  }

  static Outcome run(Engine engine, int servers, int kills, long seed)
      throws IOException, InterruptedException {
    try (Storage storage = engine.open("crash")) {
      return run(engine, storage, servers, kills, seed);
    }
  }

  private static Outcome run(Engine engine, Storage storage, int servers, int kills, long seed)
      throws IOException, InterruptedException {
    Random random = new Random(seed);
    LocalSigstore sigstore = new LocalSigstore(Clock.systemUTC());
    try (SimulatedGitHub github = SimulatedGitHub.start();
        Fleet fleet =
            new Fleet(
                github, sigstore.trustedRootJson(), storage.url(), storage.folder(), servers)) {
      github.rateLimit().setLimit(Integer.MAX_VALUE); // one for all installations here
      fleet.awaitHealthy();
      ReleasePlayer player = new ReleasePlayer(github, sigstore, fleet);
      ReleaseLoad load = new ReleaseLoad(player, 2, random.nextLong());
      try (load) {
        for (int i = 0; i < kills; i++) {
          // One in four is killed while it may still be starting.
          if (random.nextInt(4) > 0) {
            fleet.awaitHealthy();
          }
          LockSupport.parkNanos(random.nextLong(LONGEST_LIFE.toNanos()));
          fleet.killAndRestart(random.nextInt(fleet.size()));
        }
      }
      fleet.awaitHealthy();
      awaitVerdicts(player);
      List<Integer> exits = fleet.stop();
      return Outcome.of(engine, servers, kills, player, exits);
    }
  }

  /** A release that has none in the end is for the outcome to tell. */
  private static void awaitVerdicts(ReleasePlayer player) {
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .until(
              () ->
                  player.played().stream().filter(Played::acknowledged).allMatch(Played::verified));
    } catch (ConditionTimeoutException e) {
      System.out.println("not all in time: " + e.getMessage());
    }
  }

  /**
   * What became of the releases.
   *
   * @param lost of which a delivery was acknowledged, and which are not verified in the end
   * @param doubled which have two check runs on one commit
   * @param red which have a check run that ended otherwise than in success
   * @param exits exit codes of the servers after SIGTERM
   */
  record Outcome(
      Engine engine,
      int servers,
      int kills,
      int releases,
      int acknowledgedReleases,
      int sent,
      int acknowledged,
      int checkRuns,
      List<String> lost,
      List<String> doubled,
      List<String> red,
      List<Integer> exits) {
    static Outcome of(
        Engine engine, int servers, int kills, ReleasePlayer player, List<Integer> exits) {
      List<Played> taken = player.played().stream().filter(Played::acknowledged).toList();
      return new Outcome(
          engine,
          servers,
          kills,
          player.played().size(),
          taken.size(),
          player.sent(),
          player.acknowledged(),
          player.played().stream()
              .flatMap(release -> release.runs().values().stream())
              .mapToInt(Collection::size)
              .sum(),
          taken.stream().filter(release -> !release.verified()).map(Played::toString).toList(),
          player.played().stream()
              .filter(release -> release.runs().values().stream().anyMatch(on -> on.size() > 1))
              .map(Played::toString)
              .toList(),
          player.played().stream()
              .filter(
                  release ->
                      release.runs().values().stream()
                          .flatMap(Collection::stream)
                          .anyMatch(
                              run ->
                                  !run.conclusion().equals(Optional.of("success"))
                                      && run.conclusion().isPresent()))
              .map(Played::toString)
              .toList(),
          exits);
    }

    boolean isRight() {
      return lost.isEmpty()
          && doubled.isEmpty()
          && red.isEmpty()
          && exits.stream().allMatch(code -> code == 0);
    }

    @Override
    public String toString() {
      return """
          %s, %d server(s), killed %d times: %d releases, %d deliveries sent, %d acknowledged, of %d \
          releases
            check runs: %d; acknowledged and not verified: %d %s; doubled: %d %s; not green: %d %s; \
          exit codes after SIGTERM: %s"""
          .formatted(
              engine,
              servers,
              kills,
              releases,
              sent,
              acknowledged,
              acknowledgedReleases,
              checkRuns,
              lost.size(),
              lost,
              doubled.size(),
              doubled,
              red.size(),
              red,
              exits);
    }
  }
}
