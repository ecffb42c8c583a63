package dev.countersign.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.policy.RepositoryPolicy;
import dev.countersign.policy.RepositoryPolicy.Comment;
import dev.countersign.policy.RepositoryPolicy.Issue;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.port.ReleaseState;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.report.CheckReport;
import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.report.Notice;
import dev.countersign.verification.Digest;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people of a release where they look: a check run on a tag's commit notifies nobody. Told is
 * the pull request that the tag's commit or the materials came from, else an issue.
 */
final class Telling {
  private static final Logger log = LoggerFactory.getLogger(Telling.class);

  /** There is one comment for each pull request, whatever it is about. */
  static final String COMMENT = "verdict";

  private final JobPorts ports;
  private final RepositoryTarget target;
  private final ReleaseState state;
  private final RepositoryPolicy policy;

  Telling(JobPorts ports, RepositoryTarget target, ReleaseState state, RepositoryPolicy policy) {
    this.ports = ports;
    this.target = target;
    this.state = state;
    this.policy = policy;
  }

  /**
   * What became of telling.
   *
   * @param told where people are told now that the release is not verified
   * @param failure what to try again for, if it could not be done
   * @param retryAt when GitHub said to come back
   */
  record Outcome(Optional<Told> told, Optional<String> failure, Optional<Instant> retryAt) {
    Outcome {
      Objects.requireNonNull(told, "told");
      Objects.requireNonNull(failure, "failure");
      Objects.requireNonNull(retryAt, "retryAt");
    }
  }

  /**
   * Tells what {@code report} concludes.
   *
   * @param heardOf whether somebody may still want to be told; otherwise only what was told before
   *     is corrected
   */
  Outcome tell(Progress progress, CheckReport report, boolean heardOf) {
    Optional<Told> told = progress.told();
    try {
      boolean red = report.conclusion().filter(Conclusion.SUCCESS::equals).isEmpty();
      if (red && (told.isPresent() || heardOf)) {
        told = tellRed(progress, report);
      } else if (!red) {
        tellGreen(progress, report);
        told = Optional.empty();
      }
    } catch (GitHubRefusedException e) {
      log.warn("the check run alone tells of it: {}", e.getMessage());
    } catch (GitHubUnavailableException e) {
      return new Outcome(told, Optional.of(String.valueOf(e.getMessage())), e.retryAt());
    }
    return new Outcome(told, Optional.empty(), Optional.empty());
  }

  /** The release is gone: an issue about it is closed with that. */
  static void withdraw(JobPorts ports, OpenJob job, CheckReport report) {
    if (job.progress().told().isEmpty()) {
      return;
    }
    Notice notice = Notice.of(report, Optional.empty());
    try {
      Told told = job.progress().told().get();
      if (told.pullRequest().isPresent()) {
        ports
            .discussions()
            .correctComment(job.target(), told.pullRequest().get(), COMMENT, notice.markdown());
      } else {
        ports
            .discussions()
            .closeIssue(
                job.target(),
                marker(job.subject().name()),
                notice.title(),
                notice.markdown(),
                Notice.closing(report));
      }
    } catch (GitHubRefusedException e) {
      log.warn("what was told is not corrected: {}", e.getMessage());
    }
  }

  private Optional<Told> tellRed(Progress progress, CheckReport report) {
    Notice notice = notice(report);
    Optional<Integer> pullRequest =
        policy.comment() == Comment.NEVER ? Optional.empty() : pullRequest(progress);
    if (pullRequest.isPresent()) {
      try {
        ports.discussions().comment(target, pullRequest.get(), COMMENT, notice.markdown());
        return Optional.of(Told.on(pullRequest.get()));
      } catch (GitHubRefusedException e) {
        log.warn("pull request {} takes no comment: {}", pullRequest.get(), e.getMessage());
      }
    }
    if (policy.issue() == Issue.NEVER) {
      return progress.told();
    }
    ports
        .discussions()
        .issue(target, marker(state.release().tag()), notice.title(), notice.markdown());
    return Optional.of(Told.BY_ISSUE);
  }

  private void tellGreen(Progress progress, CheckReport report) {
    Notice notice = notice(report);
    Optional<Told> told = progress.told();
    Optional<Integer> commented = told.flatMap(Told::pullRequest);
    if (commented.isPresent()) {
      ports.discussions().correctComment(target, commented.get(), COMMENT, notice.markdown());
    } else if (told.isPresent()) {
      ports
          .discussions()
          .closeIssue(
              target,
              marker(state.release().tag()),
              notice.title(),
              notice.markdown(),
              Notice.resolved(state.release().tag()));
    }
    if (policy.comment() == Comment.ALWAYS && commented.isEmpty()) {
      pullRequest(progress)
          .ifPresent(
              number -> ports.discussions().comment(target, number, COMMENT, notice.markdown()));
    }
  }

  /** Where it was told before, else where the tag's commit came from, else its materials. */
  private Optional<Integer> pullRequest(Progress progress) {
    Optional<Integer> before = progress.told().flatMap(Told::pullRequest);
    if (before.isPresent() || progress.told().isPresent()) {
      return before;
    }
    return progress.standings().stream()
        .filter(standing -> standing.role() != Standing.Role.FORMER)
        .flatMap(standing -> ports.activity().pullRequestsWith(target, standing.commit()).stream())
        .findFirst();
  }

  private Notice notice(CheckReport report) {
    return Notice.of(report, ports.verdicts().page(state.release()));
  }

  /** A marker takes plain characters only, a tag takes nearly all. */
  private static String marker(String tag) {
    return "release/" + Digest.sha256(tag.getBytes(UTF_8)).hex().substring(0, 32);
  }
}
