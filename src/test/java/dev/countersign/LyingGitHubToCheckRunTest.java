package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Named.named;

import dev.countersign.simulation.ReleaseWorkflow.PublishedRelease;
import dev.countersign.simulation.github.CheckRun;
import dev.countersign.simulation.github.Fault;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** GitHub answers wrongly at each step of a look; that is no fault of the release. */
class LyingGitHubToCheckRunTest extends WholeFlow {
  private static final String ID = "release/v1.0.0";

  /** So often that looks fail, although each sends a request again. */
  private static final int TIMES = 3;

  @ParameterizedTest
  @MethodSource
  @Tag("threat-24")
  void isAskedAgainAndNeverTurnsAReleaseRed(Fault fault) {
    workflow.configure("");
    PublishedRelease release = workflow.publish("v1.0.0");
    workflow.commit(workflow.sign(release));
    github.faults().next(TIMES, "POST", "/graphql", fault);
    github.faults().next(TIMES, "GET", ".*/git/trees/.*", fault);
    github.faults().next(TIMES, "GET", ".*/tarball/.*", fault);
    github.faults().next(TIMES, "GET", "/codeload/.*", fault);

    webhooks.releasePublished(repository, release.release());

    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              clock.advance(Duration.ofMinutes(1));
              return checkRun(release.commit(), ID).flatMap(CheckRun::conclusion).isPresent();
            });
    assertThat(github.faults().usedUp()).isTrue();
    assertThat(repository.checkRunHistory())
        .flatExtracting(run -> run.conclusion().stream().toList())
        .isNotEmpty()
        .containsOnly("success");
  }

  static Stream<Named<Fault>> isAskedAgainAndNeverTurnsAReleaseRed() {
    return Stream.of(
        named("HTML for JSON", Fault.htmlInsteadOfJson()),
        named("half of an answer", Fault.truncatedBody()),
        named("an empty object", Fault.body("{}")),
        named("an error with status 200", Fault.body("{\"errors\":[{\"message\":\"timeout\"}]}")),
        named("no answer", Fault.connectionReset()));
  }
}
