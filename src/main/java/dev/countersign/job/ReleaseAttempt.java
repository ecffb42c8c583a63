package dev.countersign.job;

import dev.countersign.job.ReleaseVerification.Look;
import dev.countersign.job.Standing.Role;
import dev.countersign.job.Standing.State;
import dev.countersign.policy.RepositoryPolicy;
import dev.countersign.port.Origins;
import dev.countersign.port.ReleaseState;
import dev.countersign.report.Awaited;
import dev.countersign.report.CheckReport;
import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.report.CheckReports;
import dev.countersign.report.ReleasePage;
import dev.countersign.report.WorkflowChange;
import dev.countersign.verification.Verdict;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** A look at one release. */
final class ReleaseAttempt extends Attempt {
  private static final Logger log = LoggerFactory.getLogger(ReleaseAttempt.class);

  /** Most lists whose commits get a check run. */
  private static final int MOST_COMMITS = 5;

  private final String tag;
  private final ReleaseRuns runs;

  ReleaseAttempt(JobPorts ports, OpenJob job, String tag) {
    super(ports, job);
    this.tag = tag;
    this.runs = new ReleaseRuns(ports.activity());
  }

  @Override
  Next look() {
    Optional<ReleaseState> found = ports.source().release(job.target(), tag);
    if (found.isEmpty()) {
      boolean settling = now.isBefore(job.openedAt().plus(Pace.SETTLING));
      return settling
          ? unavailable("GitHub knows no published release of this tag", Optional.empty())
          : withdraw(CheckReports.withdrawn(tag));
    }
    ReleaseState state = found.get();
    MDC.put("commit", state.release().commit());
    progress = progress.at(state.release().commit());
    leaveFormer(state.release().commit());
    return lookAt(state);
  }

  private Next lookAt(ReleaseState state) {
    Look look = ports.verification().look(job.target(), state);
    if (look instanceof Look.PolicyBroken broken) {
      progress = progress.optIn();
      log.info("the configuration file has {} errors", broken.errors().size());
      CheckReport report = CheckReports.brokenPolicy(tag, broken.origin(), broken.errors());
      return conclude(
          state,
          RepositoryPolicy.DEFAULT,
          report,
          Optional.empty(),
          Ground.CONFIGURATION.name(),
          broken.seen());
    }
    if (look instanceof Look.NoMaterials none) {
      return none.policy().selectsTag(tag) ? await(state, none) : notSelected();
    }
    Look.MaterialsFound found = (Look.MaterialsFound) look;
    return found.policy().selectsTag(tag) ? verify(state, found) : notSelected();
  }

  private Next verify(ReleaseState state, Look.MaterialsFound found) {
    if (progress.settled(found.seen())) {
      log.info("nothing changed since it was last verified");
      return new Next.Close(progress);
    }
    progress = progress.optIn().waitingUntil(state.publishedAt().plus(found.policy().patience()));
    Verdict verdict = found.verification().get();
    log.info("{}", verdict.verified() ? "verified" : "not verified");
    Origins origins =
        ports
            .activity()
            .origins(
                job.target(),
                state,
                found.manifests().stream().limit(MOST_COMMITS).toList(),
                WorkflowChange.workflows(verdict));
    origins.lastChanges().values().forEach(commit -> progress = progress.broughtBy(commit));
    List<WorkflowChange> changes = workflowChanges(origins);
    Next next =
        conclude(
            state,
            found.policy(),
            CheckReports.verdict(verdict, changes).configuredBy(found.origin()),
            Optional.of(ReleasePage.of(verdict, changes)),
            Ground.of(verdict),
            found.seen());
    Instant deadline = progress.deadline().orElse(now);
    // Files of one release may come in several pushes: until the deadline each is looked at.
    return verdict.verified() || !now.isBefore(deadline) || next instanceof Next.Again
        ? next
        : new Next.Again(deadline, next.progress());
  }

  /** Who signed may since have been edited: what is signed is only as good as the workflow. */
  private static List<WorkflowChange> workflowChanges(Origins origins) {
    return origins.formerFiles().entrySet().stream()
        .filter(file -> file.getValue().differs())
        .map(
            file ->
                new WorkflowChange(
                    file.getKey(),
                    file.getValue().formerTag(),
                    file.getValue().formerCommit(),
                    file.getValue().then().isEmpty()))
        .sorted(Comparator.comparing(WorkflowChange::path))
        .toList();
  }

  private Next await(ReleaseState state, Look.NoMaterials none) {
    Instant deadline = state.publishedAt().plus(none.policy().patience());
    progress = progress.waitingUntil(deadline);
    if (!progress.published() && now.isAfter(deadline.plus(Pace.LATE))) {
      log.info("closed: an old release without materials, which nobody asks for");
      return new Next.Close(progress);
    }
    if (none.origin().optsIn()) {
      progress = progress.optIn();
    }
    List<Awaited.Run> present =
        progress.mayReport() ? runs.of(job.target(), state, none.policy()) : List.of();
    Awaited awaited = awaited(state, none, deadline, present);
    if (ReleaseRuns.haveFailed(present)) {
      log.info("the release workflow failed");
      return conclude(state, none, CheckReports.workflowFailed(awaited), Ground.WORKFLOW_FAILED);
    }
    if (!now.isBefore(deadline)) {
      log.info("no materials until {}", deadline);
      return conclude(state, none, CheckReports.timedOut(awaited), Ground.NO_MATERIALS);
    }
    if (progress.mayReport()) {
      CheckReport waiting = CheckReports.waiting(awaited).configuredBy(none.origin());
      publish(kept(state, waiting, Optional.empty()));
    }
    Instant next = now.plus(ports.pace().untilLook(progress.tries().looks()));
    progress = progress.after(progress.tries().looked());
    log.info("no materials yet, waiting until {}", deadline);
    return new Next.Again(next.isBefore(deadline) ? next : deadline, progress);
  }

  private static Awaited awaited(
      ReleaseState state, Look.NoMaterials none, Instant deadline, List<Awaited.Run> runs) {
    return new Awaited(
        state.release(),
        state.defaultBranch(),
        none.policy().materials().stream().map(glob -> glob.pattern()).toList(),
        state.publishedAt(),
        deadline,
        none.ofOtherReleases(),
        runs);
  }

  private Next conclude(
      ReleaseState state, Look.NoMaterials none, CheckReport report, Ground ground) {
    return conclude(
        state,
        none.policy(),
        report.configuredBy(none.origin()),
        Optional.empty(),
        ground.name(),
        none.seen());
  }

  /** Says it everywhere, and keeps of what it was said once everybody is told. */
  private Next conclude(
      ReleaseState state,
      RepositoryPolicy policy,
      CheckReport report,
      Optional<ReleasePage> page,
      String reason,
      Seen seen) {
    if (!progress.mayReport()) {
      return new Next.Close(progress);
    }
    boolean heardOf = job.progress().published() || isNew(state, policy);
    publish(kept(state, report, page));
    tell(report, reason);
    Telling telling = new Telling(ports, job.target(), state, policy);
    Telling.Outcome outcome = telling.tell(progress, report, heardOf);
    progress = progress.told(outcome.told());
    if (outcome.failure().isPresent() && now.isBefore(givesUpAt())) {
      return retry("people could not be told: " + outcome.failure().get(), outcome.retryAt());
    }
    progress = progress.having(seen);
    return new Next.Close(progress);
  }

  /** Whether the release is so new that people still want to be told of it. */
  private boolean isNew(ReleaseState state, RepositoryPolicy policy) {
    return now.isBefore(state.publishedAt().plus(policy.patience()).plus(Pace.LATE));
  }

  /** The report with its page, and with what was said before, where that was something else. */
  private CheckReport kept(ReleaseState state, CheckReport report, Optional<ReleasePage> page) {
    ReleasePage whole = page.orElseGet(() -> ReleasePage.of(state.release(), report));
    CheckReport changed =
        ports
            .verdicts()
            .keep(job.target(), state.release(), whole, now)
            .map(before -> report.changed(before.conclusion(), before.title(), before.until()))
            .orElse(report);
    return ports.verdicts().page(state.release()).map(changed::withDetails).orElse(changed);
  }

  /** A commit that the tag has left no longer says what it said. */
  private void leaveFormer(String commit) {
    CheckReport moved = CheckReports.tagMoved(tag, commit);
    for (Standing standing : progress.standings()) {
      if (standing.role() == Role.FORMER && standing.state() == State.WAITING) {
        publishUnlessGone(standing, moved);
      }
    }
  }

  private Next notSelected() {
    return withdraw(
        couldNotVerify(
            Conclusion.ACTION_REQUIRED,
            "The configuration file does not select this tag.",
            "Nothing, if that is meant; otherwise add the tag to `tags`."));
  }

  /** Nothing is to be verified, so nothing is said, except where something was. */
  private Next withdraw(CheckReport report) {
    log.info("closed: {}", report.title());
    for (Standing standing : progress.standings()) {
      if (standing.state() != State.NONE) {
        publishUnlessGone(standing, report);
      }
    }
    Telling.withdraw(ports, job, report);
    progress = progress.withdrawn().told(Optional.empty());
    return new Next.Close(progress);
  }
}
