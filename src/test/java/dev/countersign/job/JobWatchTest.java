package dev.countersign.job;

import static dev.countersign.job.Scene.DEADLINE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.PolicyOrigin;
import dev.countersign.policy.RepositoryPolicy;
import dev.countersign.port.ContentLimitException;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubRefusedException.Refusal;
import dev.countersign.verification.Verdict;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Whoever watches jobs is told how each execution ended, and of each conclusion. */
class JobWatchTest extends ReleaseJobFixture {
  @Test
  void isToldOfWaitingOutagesAndTheVerdict() {
    run();
    throwing(() -> unavailable(null));
    run();
    run();
    scene.look = Scene::materials;
    run();

    assertThat(watch.told)
        .containsExactly(
            "RELEASE WAITING",
            "RELEASE UNAVAILABLE",
            "RELEASE UNAVAILABLE",
            "RELEASE SUCCESS VERIFIED",
            "RELEASE CLOSED",
            "RELEASE after 4");
  }

  @Test
  void isToldTheFirstReasonAgainstAVerdict() {
    Verdict red = Scene.redVerdict();
    scene.look = () -> Scene.found(new PolicyOrigin.OwnFile(), RepositoryPolicy.DEFAULT, () -> red);
    run();

    String reason = red.sets().get(0).findings().get(0).reason().name();
    assertThat(reason).isNotEqualTo("VERIFIED");
    assertThat(watch.told).contains("RELEASE FAILURE " + reason);
  }

  @Test
  void isToldThatNoMaterialsCame() {
    run();
    clock.set(DEADLINE);
    run();

    assertThat(watch.told)
        .contains("RELEASE TIMED_OUT NO_MATERIALS", "RELEASE CLOSED", "RELEASE after 2");
  }

  @Test
  void isToldOfABrokenConfiguration() {
    scene.look = () -> Scene.broken(new PolicyOrigin.OwnFile(), List.of(error(1)));
    run();

    assertThat(watch.told).contains("RELEASE ACTION_REQUIRED CONFIGURATION");
  }

  @Test
  void isToldWhatIsInTheWay() {
    run();
    throwing(() -> new UndecidedException("expected: this test's own", new Exception()));
    run();
    throwing(() -> new IllegalStateException("expected: this test's own"));
    run();
    throwing(() -> new ContentLimitException("expected: this test's own"));
    run();
    throwing(() -> new GitHubRefusedException(Refusal.REJECTED, "expected", null));
    run();

    assertThat(watch.told)
        .containsSubsequence(
            "RELEASE UNDECIDED",
            "RELEASE FAULTED",
            "RELEASE ACTION_REQUIRED TOO_LARGE",
            "RELEASE TOO_LARGE");
    assertThat(watch.told).contains("RELEASE REFUSED");
  }

  private void throwing(Supplier<RuntimeException> exception) {
    scene.look =
        () -> {
          throw exception.get();
        };
  }
}
