package dev.countersign.job;

import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubUnavailableException;
import java.util.List;
import org.slf4j.MDC;

/**
 * The job of a release: looks, waits, verifies, reports. Here every exception becomes what happens
 * next, and none of them a red that blames the release.
 */
final class ReleaseJob {
  private final ReleasePorts ports;

  ReleaseJob(ReleasePorts ports) {
    this.ports = ports;
  }

  /** Executes the job once. */
  Next run(OpenJob job) {
    MDC.put("installation", Long.toString(job.target().installationId()));
    MDC.put("repository", job.target().name().fullName());
    MDC.put("tag", job.tag());
    job.progress().commit().ifPresent(commit -> MDC.put("commit", commit));
    try {
      Attempt attempt = new Attempt(ports, job);
      try {
        return attempt(attempt);
      } catch (RuntimeException | Error e) {
        return attempt.later(e);
      }
    } finally {
      List.of("installation", "repository", "tag", "commit").forEach(MDC::remove);
    }
  }

  private static Next attempt(Attempt attempt) {
    try {
      return attempt.look();
    } catch (GitHubUnavailableException e) {
      return attempt.unavailable("GitHub could not answer: " + e.getMessage(), e.retryAt());
    } catch (UndecidedException e) {
      return attempt.undecided(String.valueOf(e.getMessage()));
    } catch (GitHubRefusedException e) {
      return attempt.refused(e);
    } catch (RuntimeException | Error e) {
      return attempt.faulted(e);
    }
  }
}
