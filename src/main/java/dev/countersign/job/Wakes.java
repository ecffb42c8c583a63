package dev.countersign.job;

import dev.countersign.delivery.WebhookEvent;
import dev.countersign.delivery.WebhookEvent.ChangeProposed;
import dev.countersign.delivery.WebhookEvent.CheckRunRerequested;
import dev.countersign.delivery.WebhookEvent.CheckSuiteRerequested;
import dev.countersign.delivery.WebhookEvent.DefaultBranchPushed;
import dev.countersign.delivery.WebhookEvent.ReleaseChanged;
import dev.countersign.delivery.WebhookEvent.ReleasePublished;
import dev.countersign.delivery.WebhookEvent.RepositoriesGained;
import dev.countersign.delivery.WebhookEvent.RepositoriesLost;
import dev.countersign.delivery.WebhookEvent.RepositoryChanged;
import dev.countersign.delivery.WebhookEvent.TagChanged;
import dev.countersign.delivery.WebhookEvent.WorkflowRunChanged;
import dev.countersign.job.KnownRepositories.Known;
import dev.countersign.materials.MaterialNames;
import dev.countersign.policy.PolicyFile;
import dev.countersign.policy.RepositoryPolicy;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.verification.Glob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which jobs an event concerns. An event says no more than where to look: what holds is asked of
 * GitHub by the job, so that events may come late, twice, in any order or not at all.
 */
final class Wakes {
  /** Until a push is looked through that open jobs look at by themselves. */
  private static final Duration AFTER_OPEN_JOBS = Duration.ofMinutes(2);

  /** Between the repositories of a new installation. */
  private static final Duration BETWEEN_GAINED = Duration.ofSeconds(2);

  /** Until a repository that had nothing to verify is looked through again when asked. */
  private static final Duration FORGOTTEN = Duration.ofDays(1);

  /**
   * Most surveys of one installation in a minute, of some three requests each: what they take of
   * its 5,000 an hour stays below a tenth.
   */
  private static final int SURVEYS_AT_ONCE = 2;

  /** Until what was missed is looked for after a start; deliveries are asked for again before. */
  private static final Duration AFTER_START = Duration.ofMinutes(2);

  /** A repository looked through since then is not again because of a start: there may be many. */
  private static final Duration LATELY = Duration.ofHours(1);

  private static final String RELEASE = "release";

  private final JobTable jobs;
  private final KnownRepositories repositories;

  Wakes(JobTable jobs, KnownRepositories repositories) {
    this.jobs = jobs;
    this.repositories = repositories;
  }

  /** Opens or wakes the jobs that an event concerns. */
  List<Woken> by(WebhookEvent event, Instant now) {
    if (event instanceof ReleasePublished published) {
      return List.of(jobs.open(published.target(), new Subject.Release(published.tag()), now));
    }
    if (event instanceof ReleaseChanged changed) {
      return List.of(jobs.open(changed.target(), new Subject.Release(changed.tag()), now));
    }
    if (event instanceof TagChanged changed) {
      return reopen(changed.target(), new Subject.Release(changed.tag()), now);
    }
    if (event instanceof DefaultBranchPushed pushed) {
      return pushed(pushed, now);
    }
    if (event instanceof WorkflowRunChanged run) {
      return ran(run, now);
    }
    if (event instanceof ChangeProposed change) {
      return proposed(change, now);
    }
    if (event instanceof CheckRunRerequested asked) {
      return Subject.of(asked.externalId(), asked.headSha())
          .flatMap(subject -> jobs.ask(asked.target(), subject, asked.headSha(), now))
          .map(List::of)
          .orElse(List.of());
    }
    if (event instanceof CheckSuiteRerequested asked) {
      return repositories.standingOn(asked.target().repositoryId(), asked.headSha()).stream()
          .flatMap(subject -> jobs.ask(asked.target(), subject, asked.headSha(), now).stream())
          .toList();
    }
    return ofRepositories(event, now);
  }

  /** Opens the jobs of the repositories whose daily look is due. */
  List<Woken> dueSurveys(Instant now) {
    List<Woken> woken = new ArrayList<>();
    for (RepositoryTarget target : repositories.due(SURVEYS_AT_ONCE, now)) {
      woken.add(jobs.open(target, new Subject.Repository(), now));
      repositories.postpone(target.repositoryId(), now.plus(SurveyAttempt.INTERVAL));
    }
    return woken;
  }

  /**
   * After a start any event may have been missed: whatever was not looked through lately is due
   * soon, as many of an installation at once as ever.
   */
  void started(Instant now) {
    repositories.advance(now.plus(AFTER_START), now.minus(LATELY));
  }

  private List<Woken> ofRepositories(WebhookEvent event, Instant now) {
    if (event instanceof RepositoryChanged changed) {
      return List.of(jobs.open(changed.target(), new Subject.Repository(), now));
    }
    if (event instanceof RepositoriesGained gained) {
      List<Woken> woken = new ArrayList<>();
      for (RepositoryTarget target : targets(gained)) {
        Instant due = now.plus(BETWEEN_GAINED.multipliedBy(woken.size()));
        Woken survey = jobs.open(target, new Subject.Repository(), now);
        woken.add(woken.isEmpty() ? survey : survey.dueAt(due));
      }
      return woken;
    }
    if (event instanceof RepositoriesLost lost) {
      repositories.lose(lost.installationId(), lost.repositoryIds());
      jobs.abandon(lost.installationId(), lost.repositoryIds(), now);
    }
    return List.of();
  }

  /** What takes a suspension back names no repositories: those that are known are meant. */
  private List<RepositoryTarget> targets(RepositoriesGained gained) {
    return gained.targets().isEmpty()
        ? repositories.ofInstallation(gained.installationId())
        : gained.targets();
  }

  private List<Woken> pushed(DefaultBranchPushed pushed, Instant now) {
    RepositoryTarget target = pushed.target();
    if (pushed.paths().filter(paths -> !concerns(target, paths)).isPresent()) {
      return List.of();
    }
    List<Woken> woken = new ArrayList<>(jobs.wake(target));
    // What others than the open jobs have to look at is found by looking through all of them.
    Woken survey = jobs.open(target, new Subject.Repository(), now);
    woken.add(woken.isEmpty() ? survey : survey.dueAt(now.plus(AFTER_OPEN_JOBS)));
    return woken;
  }

  /** Whether one of the files may be a material or the configuration. */
  private boolean concerns(RepositoryTarget target, Set<String> paths) {
    List<Glob> materials =
        repositories
            .find(target.repositoryId())
            .map(Known::materials)
            .orElse(RepositoryPolicy.DEFAULT.materials());
    return paths.stream()
        .anyMatch(
            path ->
                path.equals(PolicyFile.PATH)
                    || MaterialNames.maySign(path)
                    || MaterialNames.isOfSet(path, materials));
  }

  /**
   * A run for a release wakes its job, and opens the one that was never heard of. A release that is
   * verified needs none: what a further run changes is pushed.
   */
  private List<Woken> ran(WorkflowRunChanged run, Instant now) {
    Subject release = new Subject.Release(run.headBranch());
    Optional<Woken> known =
        jobs.reopen(run.target(), release, Optional.of(Conclusion.SUCCESS), now);
    if (known.isPresent()) {
      return List.of(known.get());
    }
    boolean isNew =
        run.trigger().equals(RELEASE) && !jobs.isKnown(release.id(run.target().repositoryId()));
    return isNew ? List.of(jobs.open(run.target(), release, now)) : List.of();
  }

  private List<Woken> proposed(ChangeProposed change, Instant now) {
    Optional<Known> known = repositories.find(change.target().repositoryId());
    if (known
        .filter(repository -> !repository.optedIn())
        .filter(repository -> now.isBefore(repository.surveyedAt().plus(FORGOTTEN)))
        .isPresent()) {
      return List.of();
    }
    Subject subject = new Subject.Change(change.head(), change.base(), change.pullRequest());
    return List.of(jobs.open(change.target(), subject, now));
  }

  private List<Woken> reopen(RepositoryTarget target, Subject subject, Instant now) {
    return jobs.reopen(target, subject, Optional.empty(), now).stream().toList();
  }
}
