package dev.countersign.job;

import dev.countersign.job.ChangeVerification.Found;
import dev.countersign.policy.RepositoryPolicy.Comment;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.report.CheckReport;
import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.report.CheckReports;
import dev.countersign.report.Notice;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** A look at one change: a pull request, or a group that is about to be merged. */
final class ChangeAttempt extends Attempt {
  private static final Logger log = LoggerFactory.getLogger(ChangeAttempt.class);

  private final Subject.Change change;

  ChangeAttempt(JobPorts ports, OpenJob job, Subject.Change change) {
    super(ports, job);
    this.change = change;
  }

  @Override
  Next look() {
    MDC.put("commit", change.head());
    progress = progress.at(change.head());
    Optional<Found> found = ports.changes().look(job.target(), change);
    if (found.isPresent()) {
      return conclude(found.get());
    }
    log.info("closed: nobody wants to know of this change");
    return new Next.Close(progress);
  }

  private Next conclude(Found found) {
    progress = progress.optIn();
    CheckReport report = CheckReports.change(found.change()).configuredBy(found.origin());
    log.info("concluded: {}", report.title());
    publish(report);
    tell(report, Ground.of(found.change(), report.conclusion().orElseThrow()));
    try {
      if (change.pullRequest().isPresent()) {
        comment(change.pullRequest().get(), report, found.policy().comment());
      }
    } catch (GitHubRefusedException e) {
      log.warn("the check run alone tells of it: {}", e.getMessage());
    } catch (GitHubUnavailableException e) {
      if (now.isBefore(givesUpAt())) {
        return retry("the pull request could not be told: " + e.getMessage(), e.retryAt());
      }
      log.warn("the check run alone tells of it: {}", e.getMessage());
    }
    return new Next.Close(progress);
  }

  private void comment(int pullRequest, CheckReport report, Comment when) {
    Conclusion conclusion = report.conclusion().orElseThrow();
    String text = Notice.of(report, Optional.empty()).markdown();
    boolean red = conclusion != Conclusion.SUCCESS && conclusion != Conclusion.NEUTRAL;
    boolean wanted =
        switch (when) {
          case ALWAYS -> conclusion != Conclusion.NEUTRAL;
          case ON_FAILURE -> red;
          case NEVER -> false;
        };
    if (wanted) {
      ports.discussions().comment(job.target(), pullRequest, Telling.COMMENT, text);
    } else {
      ports.discussions().correctComment(job.target(), pullRequest, Telling.COMMENT, text);
    }
  }
}
