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
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Servers that are killed at random moments while releases are played to them, and what became of
 * the releases in the end, counted at the simulated GitHub.
 *
 * <p>{@code mvn -Pcrash [-Dcrash.arguments="sqlite|postgres SERVERS KILLS MINUTES"]} runs it; the
 * minutes are how long it waits for releases of which nobody took a delivery, 0 not to.
 */
public final class CrashRun {
  private static final Duration LONGEST_LIFE = Duration.ofSeconds(3);

  /** What a dead server was executing is found after some 40 seconds; a lost push, by looking. */
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  /** A delivery that nobody took is asked for again, and once more after a quarter of an hour. */
  private static final int MINUTES_FOR_OTHERS = 45;

  private CrashRun() {}

  public static void main(String[] arguments) throws Exception {
    int servers = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
    int kills = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 100;
    int forOthers = arguments.length > 3 ? Integer.parseInt(arguments[3]) : MINUTES_FOR_OTHERS;
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Outcome outcome =
        run(Engine.of(arguments), servers, kills, seed, Duration.ofMinutes(forOthers));
    System.out.println(outcome);
    boolean complete = forOthers == 0 || outcome.missing().isEmpty();
    System.exit(outcome.isRight() && complete ? 0 : 1);
  }

  /** Counts once every release of which a delivery was acknowledged is verified. */
  static Outcome run(Engine engine, int servers, int kills, long seed)
      throws IOException, InterruptedException {
    return run(engine, servers, kills, seed, Duration.ZERO);
  }

  /**
   * The same.
   *
   * @param forOthers how long to wait for the releases of which nobody took a delivery
   */
  private static Outcome run(Engine engine, int servers, int kills, long seed, Duration forOthers)
      throws IOException, InterruptedException {
    try (Storage storage = engine.open("crash")) {
      return run(engine, storage, servers, kills, seed, forOthers);
    }
  }

  private static Outcome run(
      Engine engine, Storage storage, int servers, int kills, long seed, Duration forOthers)
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
      awaitVerdicts(player, Played::acknowledged, PATIENCE);
      if (forOthers.toMillis() > 0) {
        awaitVerdicts(player, release -> true, forOthers);
      }
      List<Integer> exits = fleet.stop();
      return Outcome.of(engine, servers, kills, player, exits);
    }
  }

  /** A release that has none in the end is for the outcome to tell. */
  private static void awaitVerdicts(
      ReleasePlayer player, Predicate<Played> which, Duration atMost) {
    try {
      Awaitility.await()
          .atMost(atMost)
          .pollInterval(Duration.ofMillis(500))
          .until(() -> player.played().stream().filter(which).allMatch(Played::verified));
    } catch (ConditionTimeoutException e) {
      System.out.println("not all in time: " + e.getMessage());
    }
  }

  /**
   * What became of the releases.
   *
   * @param lost of which a delivery was acknowledged, and which are not verified in the end
   * @param missing the same of which none was
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
      List<String> missing,
      List<String> doubled,
      List<String> red,
      List<Integer> exits) {
    static Outcome of(
        Engine engine, int servers, int kills, ReleasePlayer player, List<Integer> exits) {
      return new Outcome(
          engine,
          servers,
          kills,
          player.played().size(),
          (int) player.played().stream().filter(Played::acknowledged).count(),
          player.sent(),
          player.acknowledged(),
          player.played().stream()
              .flatMap(release -> release.runs().values().stream())
              .mapToInt(Collection::size)
              .sum(),
          unverified(player, Played::acknowledged),
          unverified(player, release -> !release.acknowledged()),
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

    private static List<String> unverified(ReleasePlayer player, Predicate<Played> which) {
      return player.played().stream()
          .filter(which)
          .filter(release -> !release.verified())
          .map(Played::toString)
          .toList();
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
            check runs: %d; acknowledged and not verified: %d %s; never acknowledged and not \
          verified: %d %s; doubled: %d %s; not green: %d %s; exit codes after SIGTERM: %s"""
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
              missing.size(),
              missing,
              doubled.size(),
              doubled,
              red.size(),
              red,
              exits);
    }
  }
}
