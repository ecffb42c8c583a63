package dev.countersign.job;

import dev.countersign.port.ContentLimitException;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubUnavailableException;
import java.util.List;
import org.slf4j.MDC;

/**
 * Executes jobs. Here every exception becomes what happens next, and none of them a red that blames
 * a release.
 */
final class JobRunner {
  private static final List<String> CONTEXT =
      List.of("installation", "repository", "subject", "commit");

  private final JobPorts ports;
  private final JobTable jobs;
  private final KnownRepositories repositories;

  JobRunner(JobPorts ports, JobTable jobs, KnownRepositories repositories) {
    this.ports = ports;
    this.jobs = jobs;
    this.repositories = repositories;
  }

  /** Executes the job once. */
  Next run(OpenJob job) {
    MDC.put("installation", Long.toString(job.target().installationId()));
    MDC.put("repository", job.target().name().fullName());
    MDC.put("subject", job.subject().name());
    job.progress().commit().ifPresent(commit -> MDC.put("commit", commit));
    try {
      Attempt attempt = attempt(job);
      try {
        return run(attempt);
      } catch (RuntimeException | Error e) {
        return attempt.later(e);
      }
    } finally {
      CONTEXT.forEach(MDC::remove);
    }
  }

  private Attempt attempt(OpenJob job) {
    Subject subject = job.subject();
    if (subject instanceof Subject.Release release) {
      return new ReleaseAttempt(ports, job, release.tag());
    }
    if (subject instanceof Subject.Change change) {
      return new ChangeAttempt(ports, job, change);
    }
    return new SurveyAttempt(ports, job, jobs, repositories);
  }

  private static Next run(Attempt attempt) {
    try {
      return attempt.look();
    } catch (GitHubUnavailableException e) {
      return attempt.unavailable("GitHub could not answer: " + e.getMessage(), e.retryAt());
    } catch (UndecidedException e) {
      return attempt.undecided(String.valueOf(e.getMessage()));
    } catch (ContentLimitException e) {
      return attempt.tooLarge(e);
    } catch (GitHubRefusedException e) {
      return attempt.refused(e);
    } catch (RuntimeException | Error e) {
      return attempt.faulted(e);
    }
  }
}
