package dev.countersign.job;

import dev.countersign.job.JobWatch.Ending;
import dev.countersign.job.JobWatch.Kind;
import dev.countersign.port.ContentLimitException;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Executes jobs. Here every exception becomes what happens next, and none of them a red that blames
 * a release.
 */
final class JobRunner {
  private static final List<String> CONTEXT =
      List.of("installation", "repository", "subject", "commit");

  private static final Logger log = LoggerFactory.getLogger(JobRunner.class);

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
    Instant begun = ports.clock().instant();
    try {
      Optional<Instant> turn = turn(job);
      if (turn.isPresent()) {
        log.info("GitHub had much to take from the installation; going on at {}", turn.get());
        return new Next.Again(turn.get(), job.progress());
      }
      Attempt attempt = attempt(job);
      Ended ended;
      try {
        ended = run(attempt);
      } catch (RuntimeException | Error e) {
        ended = new Ended(attempt.later(e), Ending.FAULTED);
      }
      tell(job, ended, begun);
      return ended.next();
    } finally {
      CONTEXT.forEach(MDC::remove);
    }
  }

  /**
   * Surveys publish nothing. Releases do not wait for changes, of which anybody can propose many.
   */
  private Optional<Instant> turn(OpenJob job) {
    return job.subject() instanceof Subject.Repository
        ? Optional.empty()
        : ports
            .checkRuns()
            .turn(job.target().installationId(), Kind.of(job.subject()).name(), job.id());
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

  private void tell(OpenJob job, Ended ended, Instant begun) {
    Kind kind = Kind.of(job.subject());
    Instant now = ports.clock().instant();
    Duration took = now.isAfter(begun) ? Duration.between(begun, now) : Duration.ZERO;
    ports.watch().executed(kind, ended.ending(), took);
    if (ended.next() instanceof Next.Close) {
      ports.watch().closed(kind, job.progress().tries().before() + 1);
    }
  }

  private static Ended run(Attempt attempt) {
    try {
      return Ended.of(attempt.look(), attempt.job.progress().tries());
    } catch (GitHubUnavailableException e) {
      return new Ended(
          attempt.unavailable("GitHub could not answer: " + e.getMessage(), e.retryAt()),
          Ending.UNAVAILABLE);
    } catch (UndecidedException e) {
      return new Ended(attempt.undecided(String.valueOf(e.getMessage())), Ending.UNDECIDED);
    } catch (ContentLimitException e) {
      return new Ended(attempt.tooLarge(e), Ending.TOO_LARGE);
    } catch (GitHubRefusedException e) {
      return new Ended(attempt.refused(e), Ending.REFUSED);
    } catch (RuntimeException | Error e) {
      return new Ended(attempt.faulted(e), Ending.FAULTED);
    }
  }

  /** How an execution ended, and what comes after it. */
  private record Ended(Next next, Ending ending) {
    /** After a look that threw nothing. */
    static Ended of(Next next, Tries before) {
      if (next instanceof Next.Close) {
        return new Ended(next, Ending.CLOSED);
      }
      boolean failed = next.progress().tries().failures() > before.failures();
      return new Ended(next, failed ? Ending.UNAVAILABLE : Ending.WAITING);
    }
  }
}
