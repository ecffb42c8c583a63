package dev.countersign.job;

import dev.countersign.job.JobWatch.Kind;
import dev.countersign.job.Standing.Role;
import dev.countersign.job.Standing.State;
import dev.countersign.policy.RepositoryPolicy;
import dev.countersign.port.ContentLimitException;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubRefusedException.Refusal;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.report.CheckReport;
import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.report.CheckReports;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One execution of a job: a look at its subject as it is now, and what follows from it. */
abstract class Attempt {
  private static final Logger log = LoggerFactory.getLogger(Attempt.class);

  final JobPorts ports;
  final OpenJob job;
  final Instant now;
  Progress progress;

  Attempt(JobPorts ports, OpenJob job) {
    this.ports = ports;
    this.job = job;
    this.now = ports.clock().instant();
    this.progress = job.progress();
  }

  /** Looks, and publishes what is known now. */
  abstract Next look();

  /** Something was unavailable: nothing is known, so nothing is concluded before the very end. */
  final Next unavailable(String reason, Optional<Instant> retryAt) {
    if (!now.isBefore(givesUpAt())) {
      log.error("giving up after {} failures: {}", progress.tries().failures() + 1, reason);
      return endWith(
          couldNotVerify(
              Conclusion.TIMED_OUT,
              reason,
              "Verify again later; nothing is known to be wrong with the release."),
          Ground.UNAVAILABLE);
    }
    return retry(reason, retryAt);
  }

  /** The same for something other than GitHub, so that the check run can say so meanwhile. */
  final Next undecided(String reason) {
    if (progress.mayReport() && now.isBefore(givesUpAt())) {
      try {
        publish(CheckReports.retrying(job.subject().name(), reason, givesUpAt()));
      } catch (GitHubUnavailableException | GitHubRefusedException e) {
        log.warn("the reason could not be published: {}", e.getMessage());
      }
    }
    return unavailable(reason, Optional.empty());
  }

  /** Something is larger than what is read: somebody has to change that first. */
  final Next tooLarge(ContentLimitException e) {
    log.warn("could not be verified: {}", e.getMessage());
    return endWith(
        couldNotVerify(
            Conclusion.ACTION_REQUIRED,
            String.valueOf(e.getMessage()),
            "Make it smaller, or ask the operator of this server for a higher limit."),
        Ground.TOO_LARGE);
  }

  /** Something unexpected was thrown: tried again a few times, since it may pass. */
  final Next faulted(Throwable fault) {
    progress = progress.after(progress.tries().faulted());
    log.error("fault {} of job {}", progress.tries().faults(), job.id(), fault);
    if (progress.tries().faults() < Pace.MAX_FAULTS) {
      return new Next.Again(
          now.plus(ports.pace().untilRetry(progress.tries().faults() - 1)), progress);
    }
    return endWith(CheckReports.internalError(job.subject().name(), job.id()), Ground.FAULT);
  }

  /**
   * GitHub refuses: asking again would only be a nuisance, but no check run is left waiting. Only
   * what not all of its servers may know yet is asked for a few times.
   */
  final Next refused(GitHubRefusedException e) {
    if (e.refusal() != Refusal.MISSING_PERMISSION
        && progress.tries().failures() < Pace.MAX_REFUSALS) {
      return retry("GitHub refuses: " + e.getMessage(), Optional.empty());
    }
    log.warn("closed, since GitHub refuses ({}): {}", e.refusal(), e.getMessage());
    return endWith(
        couldNotVerify(
            Conclusion.ACTION_REQUIRED,
            "GitHub refused what is needed to verify it: " + e.getMessage(),
            switch (e.refusal()) {
              case MISSING_PERMISSION ->
                  "Grant the App what it asks for: in the settings of the account, under GitHub"
                      + " Apps.";
              case NOT_ACCESSIBLE, REJECTED ->
                  "Look whether the App may still access the repository.";
            }),
        Ground.REFUSED);
  }

  /** Even telling of the fault failed unexpectedly. */
  final Next later(Throwable fault) {
    log.error("job {} could not say what went wrong", job.id(), fault);
    return new Next.Again(
        now.plus(ports.pace().untilRetry(progress.tries().failures())),
        progress.after(progress.tries().failed(Optional.empty())));
  }

  /** The report that something could be neither verified nor rejected. */
  final CheckReport couldNotVerify(Conclusion conclusion, String reason, String nextStep) {
    return CheckReports.couldNotVerify(job.subject().name(), conclusion, reason, nextStep);
  }

  /** The last word, said later where it cannot be said now, and not at all where GitHub refuses. */
  private Next endWith(CheckReport report, Ground ground) {
    try {
      return concludeIfWanted(report, ground);
    } catch (GitHubUnavailableException e) {
      if (now.isBefore(givesUpAt().plus(Pace.LAST_WORD))) {
        return retry("the end could not be published: " + e.getMessage(), e.retryAt());
      }
      log.error("the end could not be published: {}", e.getMessage());
    } catch (GitHubRefusedException e) {
      log.warn("the end could not be published: {}", e.getMessage());
    }
    return new Next.Close(progress);
  }

  final Next retry(String reason, Optional<Instant> retryAt) {
    Optional<Instant> asked = retryAt.map(at -> ports.pace().asked(at, now));
    Instant at =
        asked.orElseGet(() -> now.plus(ports.pace().untilRetry(progress.tries().failures())));
    log.warn("could not be decided now, trying again at {}: {}", at, reason);
    return new Next.Again(at, progress.after(progress.tries().failed(asked)));
  }

  private Next concludeIfWanted(CheckReport report, Ground ground) {
    if (progress.mayReport()) {
      publish(report);
      tell(report, ground.name());
    }
    return new Next.Close(progress);
  }

  /** Tells who watches of a conclusion that was published. */
  final void tell(CheckReport report, String reason) {
    report
        .conclusion()
        .ifPresent(
            conclusion -> ports.watch().concluded(Kind.of(job.subject()), conclusion, reason));
  }

  /** Says the same wherever the job has check runs, first of all where its subject is. */
  final void publish(CheckReport report) {
    for (Standing standing : progress.standings()) {
      if (standing.role() == Role.SUBJECT) {
        publish(standing, report);
      }
    }
    for (Standing standing : progress.standings()) {
      if (standing.role() == Role.MATERIALS) {
        publishUnlessGone(standing, report);
      }
    }
    report.conclusion().ifPresent(conclusion -> progress = progress.concluded(conclusion));
  }

  /** The same at a commit that may have vanished since, and is then no more to be cared for. */
  final void publishUnlessGone(Standing standing, CheckReport report) {
    try {
      publish(standing, report);
    } catch (GitHubRefusedException e) {
      log.warn("commit {} keeps its check run: {}", standing.commit(), e.getMessage());
      progress = progress.leave(standing.commit());
    }
  }

  private void publish(Standing standing, CheckReport report) {
    ports.checkRuns().publish(job.target(), standing.commit(), job.subject().externalId(), report);
    progress =
        progress.published(
            standing.commit(), report.conclusion().isPresent() ? State.CONCLUDED : State.WAITING);
  }

  /** Counted from what came last: an old release may be asked to be verified again. */
  final Instant givesUpAt() {
    Instant sinceOpened = job.openedAt().plus(RepositoryPolicy.DEFAULT.patience());
    return progress.deadline().filter(sinceOpened::isBefore).orElse(sinceOpened).plus(Pace.GRACE);
  }
}
