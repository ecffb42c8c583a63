package dev.countersign.endurance;

import dev.countersign.simulation.ReleaseWorkflow;
import dev.countersign.simulation.ReleaseWorkflow.PublishedRelease;
import dev.countersign.simulation.github.CheckRun;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.github.SimulatedRepository;
import dev.countersign.simulation.github.WebhookDelivery;
import dev.countersign.simulation.sigstore.LocalSigstore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Releases that are published, signed and committed one after the other, with the webhooks that
 * GitHub sends of them: once each, whether somebody takes them or not.
 */
final class ReleaseLoad implements AutoCloseable {
  private static final int RELEASES_PER_REPOSITORY = 8;
  private static final Duration PAUSE = Duration.ofMillis(250);

  /** What servers that are killed all the time cannot keep up with proves nothing more. */
  private static final int MOST_UNVERIFIED = 15;

  private final SimulatedGitHub github;
  private final LocalSigstore sigstore;
  private final Fleet fleet;
  private final List<Played> played = new CopyOnWriteArrayList<>();
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger repositories = new AtomicInteger();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final List<Throwable> faults = new CopyOnWriteArrayList<>();
  private final List<Thread> threads;

  /** Starts playing. */
  ReleaseLoad(SimulatedGitHub github, LocalSigstore sigstore, Fleet fleet, int threads, long seed) {
    this.github = github;
    this.sigstore = sigstore;
    this.fleet = fleet;
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

  int sent() {
    return sent.get();
  }

  int acknowledged() {
    return acknowledged.get();
  }

  List<Played> played() {
    return played;
  }

  private long unverified() {
    return played.stream()
        .filter(Played::acknowledged)
        .filter(release -> !release.verified())
        .count();
  }

  private void run(Random random) {
    try {
      while (!ended.get()) {
        ReleaseWorkflow workflow =
            new ReleaseWorkflow(
                github, sigstore, "load/repository-" + repositories.incrementAndGet());
        workflow.configure("");
        for (int i = 0; i < RELEASES_PER_REPOSITORY && !ended.get(); i++) {
          play(workflow, "v1." + i, random);
          while (unverified() > MOST_UNVERIFIED && !ended.get()) {
            pause(random);
          }
        }
      }
    } catch (RuntimeException e) {
      faults.add(e);
    }
  }

  /** One in four is published some time before its materials are there. */
  private void play(ReleaseWorkflow workflow, String tag, Random random) {
    SimulatedRepository repository = workflow.repository();
    PublishedRelease release = workflow.publish(tag);
    Played now = new Played(repository, release);
    played.add(now);
    WebhookDelivery published = github.payloads().releasePublished(repository, release.release());
    boolean early = random.nextInt(4) == 0;
    if (early) {
      deliver(now, published);
      pause(random);
    }
    String before = repository.head(ReleaseWorkflow.BRANCH);
    now.materials = workflow.commit(workflow.sign(release));
    if (!early) {
      deliver(now, published);
    }
    deliver(now, github.payloads().push(repository, ReleaseWorkflow.BRANCH, before, now.materials));
    deliver(
        now,
        github
            .payloads()
            .workflowRun(repository, repository.completeWorkflowRun(release.run(), "success")));
    pause(random);
  }

  private void deliver(Played release, WebhookDelivery delivery) {
    sent.incrementAndGet();
    if (fleet.deliver(delivery)) {
      acknowledged.incrementAndGet();
      release.acknowledged = true;
    } else {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static void pause(Random random) {
    LockSupport.parkNanos(random.nextLong(PAUSE.toNanos() * 2));
  }

  /** A release that was played. */
  static final class Played {
    private final SimulatedRepository repository;
    private final PublishedRelease release;
    private volatile String materials = "";
    private volatile boolean acknowledged;

    Played(SimulatedRepository repository, PublishedRelease release) {
      this.repository = repository;
      this.release = release;
    }

    /** Whether somebody took one of its deliveries. */
    boolean acknowledged() {
      return acknowledged;
    }

    /** Whether it is verified wherever it should be. */
    boolean verified() {
      return List.of(release.commit(), materials).stream()
          .allMatch(
              commit ->
                  runs().getOrDefault(commit, List.of()).stream()
                      .anyMatch(run -> run.conclusion().equals(Optional.of("success"))));
    }

    /** By commit, its check runs. */
    Map<String, List<CheckRun>> runs() {
      return repository.checkRuns().stream()
          .filter(run -> run.externalId().equals("release/" + release.tag()))
          .collect(Collectors.groupingBy(CheckRun::headSha, TreeMap::new, Collectors.toList()));
    }

    /** Where it is, and how its check runs ended. */
    @Override
    public String toString() {
      List<String> ends =
          runs().values().stream()
              .flatMap(List::stream)
              .map(run -> run.headSha().substring(0, 7) + " " + run.conclusion().orElse("none"))
              .toList();
      return repository.fullName() + " " + release.tag() + " " + ends;
    }
  }
}
