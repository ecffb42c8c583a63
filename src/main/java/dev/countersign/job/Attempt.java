package dev.countersign.job;

import dev.countersign.job.ReleaseVerification.Look;
import dev.countersign.policy.RepositoryPolicy;
import dev.countersign.port.ContentLimitException;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.port.ReleaseState;
import dev.countersign.report.Awaited;
import dev.countersign.report.CheckReport;
import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.report.CheckReports;
import dev.countersign.verification.Verdict;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One execution of a job: a look at the release as it is now, and what follows from it. */
final class Attempt {
  private static final Logger log = LoggerFactory.getLogger(Attempt.class);

  private final ReleasePorts ports;
  private final OpenJob job;
  private final Instant now;
  private Progress progress;

  Attempt(ReleasePorts ports, OpenJob job) {
    this.ports = ports;
    this.job = job;
    this.now = ports.clock().instant();
    this.progress = job.progress();
  }

  /** Looks, and publishes what is known now. */
  Next look() {
    Optional<ReleaseState> found = ports.source().release(job.target(), job.tag());
    if (found.isEmpty()) {
      if (now.isBefore(job.openedAt().plus(Pace.SETTLING))) {
        return unavailable("GitHub knows no published release of this tag", Optional.empty());
      }
      return withdraw("There is no published release of this tag any more.");
    }
    ReleaseState state = found.get();
    MDC.put("commit", state.release().commit());
    moveTo(state.release().commit());
    try {
      return lookAt(state);
    } catch (ContentLimitException e) {
      log.warn("could not be verified: {}", e.getMessage());
      return concludeIfWanted(
          CheckReports.couldNotVerify(
              job.tag(),
              Conclusion.ACTION_REQUIRED,
              String.valueOf(e.getMessage()),
              "Make it smaller, or ask the operator of this server for a higher limit."));
    }
  }

  /** Something was unavailable: nothing is known, so nothing is concluded before the very end. */
  Next unavailable(String reason, Optional<Instant> retryAt) {
    if (!now.isBefore(givesUpAt())) {
      log.error("giving up after {} failures: {}", progress.failures() + 1, reason);
      return endWith(
          CheckReports.couldNotVerify(
              job.tag(),
              Conclusion.TIMED_OUT,
              reason,
              "Verify again later; nothing is known to be wrong with the release."));
    }
    return retry(reason, retryAt);
  }

  /** The same for something other than GitHub, so that the check run can say so meanwhile. */
  Next undecided(String reason) {
    if (progress.mayReport() && now.isBefore(givesUpAt())) {
      try {
        publish(CheckReports.retrying(job.tag(), reason, givesUpAt()));
      } catch (GitHubUnavailableException | GitHubRefusedException e) {
        log.warn("the reason could not be published: {}", e.getMessage());
      }
    }
    return unavailable(reason, Optional.empty());
  }

  /** Something unexpected was thrown: tried again a few times, since it may pass. */
  Next faulted(Throwable fault) {
    progress = progress.faulted();
    log.error("fault {} of job {}", progress.faults(), job.id(), fault);
    if (progress.faults() < Pace.MAX_FAULTS) {
      return new Next.Again(now.plus(ports.pace().untilRetry(progress.faults() - 1)), progress);
    }
    return endWith(CheckReports.internalError(job.tag(), job.id()));
  }

  /** GitHub refuses: asking again would only be a nuisance, but no check run is left waiting. */
  Next refused(GitHubRefusedException e) {
    log.warn("closed, since GitHub refuses ({}): {}", e.refusal(), e.getMessage());
    return endWith(
        CheckReports.couldNotVerify(
            job.tag(),
            Conclusion.ACTION_REQUIRED,
            "GitHub refused what is needed to verify it: " + e.getMessage(),
            "Look whether the App may still access the repository."));
  }

  /** Even telling of the fault failed unexpectedly. */
  Next later(Throwable fault) {
    log.error("job {} could not say what went wrong", job.id(), fault);
    return new Next.Again(
        now.plus(ports.pace().untilRetry(progress.failures())), progress.failed(Optional.empty()));
  }

  private Next lookAt(ReleaseState state) {
    Look look = ports.verification().look(job.target(), state);
    if (look instanceof Look.PolicyBroken broken) {
      progress = progress.optIn();
      log.info("the configuration file has {} errors", broken.errors().size());
      return concludeIfWanted(
          CheckReports.brokenPolicy(job.tag(), broken.origin(), broken.errors()));
    }
    if (look instanceof Look.NoMaterials none) {
      return none.policy().selectsTag(job.tag()) ? await(state, none) : notSelected();
    }
    Look.MaterialsFound found = (Look.MaterialsFound) look;
    return found.policy().selectsTag(job.tag()) ? verify(state, found) : notSelected();
  }

  private Next verify(ReleaseState state, Look.MaterialsFound found) {
    progress = progress.optIn().waitingUntil(state.publishedAt().plus(found.policy().patience()));
    Verdict verdict = found.verification().get();
    log.info("{}", verdict.verified() ? "verified" : "not verified");
    Next next = concludeIfWanted(CheckReports.verdict(verdict).configuredBy(found.origin()));
    Instant deadline = progress.deadline().orElse(now);
    // Files of one release may come in several pushes: until the deadline each is looked at.
    return verdict.verified() || !now.isBefore(deadline)
        ? next
        : new Next.Again(deadline, next.progress());
  }

  private Next await(ReleaseState state, Look.NoMaterials none) {
    Instant deadline = state.publishedAt().plus(none.policy().patience());
    progress = progress.waitingUntil(deadline);
    if (none.origin().optsIn()) {
      progress = progress.optIn();
    }
    Awaited awaited =
        new Awaited(
            state.release(),
            state.defaultBranch(),
            none.policy().materials().stream().map(glob -> glob.pattern()).toList(),
            state.publishedAt(),
            deadline,
            none.ofOtherReleases());
    if (!now.isBefore(deadline)) {
      log.info("no materials until {}", deadline);
      return concludeIfWanted(CheckReports.timedOut(awaited).configuredBy(none.origin()));
    }
    if (progress.mayReport()) {
      publish(CheckReports.waiting(awaited).configuredBy(none.origin()));
    }
    Instant next = now.plus(ports.pace().untilLook(progress.looks()));
    progress = progress.looked();
    log.info("no materials yet, waiting until {}", deadline);
    return new Next.Again(next.isBefore(deadline) ? next : deadline, progress);
  }

  /** A tag that moved leaves no check run waiting where it was. */
  private void moveTo(String commit) {
    if (progress.announced() && progress.commit().filter(commit::equals).isEmpty()) {
      try {
        publish(
            CheckReports.couldNotVerify(
                job.tag(),
                Conclusion.ACTION_REQUIRED,
                "The tag does not point to this commit any more.",
                "See the check run of commit " + commit + "."));
      } catch (GitHubRefusedException e) {
        log.warn("the former commit keeps its check run: {}", e.getMessage());
      }
    }
    progress = progress.seenAt(commit);
  }

  private Next notSelected() {
    return withdraw("The configuration file does not select this tag.");
  }

  /** Nothing is to be verified, so nothing is said, except where a check run already waits. */
  private Next withdraw(String reason) {
    log.info("closed: {}", reason);
    if (progress.announced()) {
      publish(
          CheckReports.couldNotVerify(
              job.tag(), Conclusion.ACTION_REQUIRED, reason, "Publish the release again."));
    }
    return new Next.Close(progress);
  }

  /** The last word, said later where it cannot be said now, and not at all where GitHub refuses. */
  private Next endWith(CheckReport report) {
    try {
      return concludeIfWanted(report);
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

  private Next retry(String reason, Optional<Instant> retryAt) {
    Optional<Instant> asked = retryAt.map(at -> ports.pace().asked(at, now));
    Instant at = asked.orElseGet(() -> now.plus(ports.pace().untilRetry(progress.failures())));
    log.warn("could not be decided now, trying again at {}: {}", at, reason);
    return new Next.Again(at, progress.failed(asked));
  }

  private Next concludeIfWanted(CheckReport report) {
    if (progress.mayReport()) {
      publish(report);
    }
    return new Next.Close(progress);
  }

  private void publish(CheckReport report) {
    String commit = progress.commit().orElseThrow();
    ports.checkRuns().publish(job.target(), commit, job.externalId(), report);
    progress = progress.withAnnounced(report.conclusion().isEmpty());
  }

  /** Counted from what came last: an old release may be asked to be verified again. */
  private Instant givesUpAt() {
    Instant sinceOpened = job.openedAt().plus(RepositoryPolicy.DEFAULT.patience());
    return progress.deadline().filter(sinceOpened::isBefore).orElse(sinceOpened).plus(Pace.GRACE);
  }
}
