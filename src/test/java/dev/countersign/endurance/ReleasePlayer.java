package dev.countersign.endurance;

import dev.countersign.simulation.ReleaseWorkflow;
import dev.countersign.simulation.ReleaseWorkflow.PublishedRelease;
import dev.countersign.simulation.github.CheckRun;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.github.SimulatedRepository;
import dev.countersign.simulation.github.WebhookDelivery;
import dev.countersign.simulation.sigstore.LocalSigstore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Publishes, signs and commits releases, with the webhooks that GitHub sends of them: once each,
 * whether somebody takes them or not.
 */
final class ReleasePlayer {
  private static final int RELEASES_PER_REPOSITORY = 8;

  private final SimulatedGitHub github;
  private final LocalSigstore sigstore;
  private final Fleet fleet;
  private final List<Played> played = new CopyOnWriteArrayList<>();
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger repositories = new AtomicInteger();

  ReleasePlayer(SimulatedGitHub github, LocalSigstore sigstore, Fleet fleet) {
    this.github = github;
    this.sigstore = sigstore;
    this.fleet = fleet;
  }

  /** A repository that has not been released yet. */
  ReleaseWorkflow newRepository() {
    ReleaseWorkflow workflow =
        new ReleaseWorkflow(github, sigstore, "load/repository-" + repositories.incrementAndGet());
    workflow.configure("");
    return workflow;
  }

  /** Whether the repository has been released often enough. */
  static boolean isUsed(int releases) {
    return releases >= RELEASES_PER_REPOSITORY;
  }

  /** Plays a release whose materials are there when GitHub tells of it. */
  Played play(ReleaseWorkflow workflow, String tag) {
    return play(workflow, tag, false, () -> {}, () -> {});
  }

  /**
   * Plays a release.
   *
   * @param early whether it is published some time before its materials are there
   * @param later what to do until then
   * @param refused what to do after a delivery that nobody took
   */
  Played play(
      ReleaseWorkflow workflow, String tag, boolean early, Runnable later, Runnable refused) {
    SimulatedRepository repository = workflow.repository();
    PublishedRelease release = workflow.publish(tag);
    Played now = new Played(repository, release);
    played.add(now);
    WebhookDelivery published = github.payloads().releasePublished(repository, release.release());
    if (early) {
      deliver(now, published, refused);
      later.run();
    }
    String before = repository.head(ReleaseWorkflow.BRANCH);
    now.materials = workflow.commit(workflow.sign(release));
    if (!early) {
      deliver(now, published, refused);
    }
    deliver(
        now,
        github.payloads().push(repository, ReleaseWorkflow.BRANCH, before, now.materials),
        refused);
    deliver(
        now,
        github
            .payloads()
            .workflowRun(repository, repository.completeWorkflowRun(release.run(), "success")),
        refused);
    return now;
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

  private void deliver(Played release, WebhookDelivery delivery, Runnable refused) {
    sent.incrementAndGet();
    if (fleet.deliver(delivery)) {
      acknowledged.incrementAndGet();
      release.acknowledged = true;
    } else {
      refused.run();
    }
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
