package dev.countersign.job;

import static dev.countersign.job.Scene.PUBLISHED;
import static dev.countersign.job.Scene.TAG;
import static dev.countersign.job.Scene.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.PolicyError;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.report.CheckReport;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A job that is executed by hand, on a clock that stands still. */
abstract class ReleaseJobFixture {
  final ManualClock clock = new ManualClock(PUBLISHED.plusSeconds(2));
  final Scene scene = new Scene();
  final FakeCheckRuns checkRuns = new FakeCheckRuns();
  final ReleaseJob job =
      new ReleaseJob(new ReleasePorts(scene, scene, checkRuns, clock, new Pace(new Random(1))));
  Instant openedAt = PUBLISHED;
  Progress progress = Progress.NONE;

  Next run() {
    Next next = job.run(new OpenJob(TARGET, TAG, openedAt, 1, progress));
    progress = next.progress();
    return next;
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
