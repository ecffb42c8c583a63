package dev.countersign.job;

import static dev.countersign.job.Scene.PUBLISHED;
import static dev.countersign.job.Scene.TAG;
import static dev.countersign.job.Scene.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.PolicyError;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.report.CheckReport;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** A job that is executed by hand, on a clock that stands still. */
abstract class ReleaseJobFixture extends SceneFixture {
  Instant openedAt = PUBLISHED;
  Progress progress = Progress.NONE;

  Next run() {
    OpenJob job = new OpenJob(TARGET, new Subject.Release(TAG), openedAt, 1, 0, progress);
    Next next = runner().run(job);
    progress = next.progress();
    return next;
  }

  private JobRunner runner() {
    Jdbi unused = Jdbi.create("jdbc:none");
    return new JobRunner(ports(), new JobTable(unused), new KnownRepositories(unused));
  }

  Instant runAgainAt() {
    Next next = run();
    assertThat(next).isInstanceOf(Next.Again.class);
    return ((Next.Again) next).at();
  }

  CheckReport lastReport() {
    return checkRuns.reports().get(checkRuns.reports().size() - 1);
  }

  static PolicyError error(int line) {
    return new PolicyError(line, 1, "b");
  }

  static GitHubUnavailableException unavailable(@Nullable Instant retryAt) {
    return new GitHubUnavailableException("expected: this test's outage", retryAt, null);
  }
}
