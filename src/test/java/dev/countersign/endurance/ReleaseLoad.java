package dev.countersign.endurance;

import dev.countersign.endurance.ReleasePlayer.Played;
import dev.countersign.simulation.ReleaseWorkflow;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Threads that play one release after the other, as fast as the servers keep up. */
final class ReleaseLoad implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(250);

  /** What servers that are killed all the time cannot keep up with proves nothing more. */
  private static final int MOST_UNVERIFIED = 15;

  private final ReleasePlayer player;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final List<Throwable> faults = new CopyOnWriteArrayList<>();
  private final List<Thread> threads;

  /** Starts playing. */
  ReleaseLoad(ReleasePlayer player, int threads, long seed) {
    this.player = player;
    Random random = new Random(seed);
    this.threads =
        random.longs(threads).mapToObj(own -> new Thread(() -> run(new Random(own)))).toList();
    this.threads.forEach(Thread::start);
  }

  /** Plays no further release, and returns when the last is played. */
  @Override
  public void close() {
    ended.set(true);
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    faults.stream()
        .findFirst()
        .ifPresent(
            fault -> {
              throw new IllegalStateException("the load ended early", fault);
            });
  }

  private long unverified() {
    return player.played().stream()
        .filter(Played::acknowledged)
        .filter(release -> !release.verified())
        .count();
  }

  private void run(Random random) {
    try {
      while (!ended.get()) {
        ReleaseWorkflow workflow = player.newRepository();
        for (int i = 0; !ReleasePlayer.isUsed(i) && !ended.get(); i++) {
          player.play(
              workflow,
              "v1." + i,
              random.nextInt(4) == 0,
              () -> pause(random),
              () -> LockSupport.parkNanos(PAUSE.toNanos()));
          pause(random);
          while (unverified() > MOST_UNVERIFIED && !ended.get()) {
            pause(random);
          }
        }
      }
    } catch (RuntimeException e) {
      faults.add(e);
    }
  }

  private static void pause(Random random) {
    LockSupport.parkNanos(random.nextLong(PAUSE.toNanos() * 2));
  }
}
