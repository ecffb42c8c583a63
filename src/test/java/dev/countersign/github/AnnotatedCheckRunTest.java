package dev.countersign.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.report.Annotation;
import dev.countersign.report.Annotation.Level;
import dev.countersign.report.CheckReport;
import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.simulation.github.CheckRun;
import dev.countersign.simulation.github.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Annotations over HTTP: each one once, however often and however badly a report is published. */
class AnnotatedCheckRunTest extends CheckRunScene {
  @ParameterizedTest
  @CsvSource({"1, 0", "50, 0", "51, 1", "120, 2", "200, 3"})
  void sendsFiftyWithTheVerdictAndTheRestInFurtherRequests(int count, int further) {
    publish(red(count));

    assertThat(messages()).isEqualTo(numbers(count));
    assertThat(only().conclusion()).contains("failure");
    assertThat(requests("POST", ".*/check-runs")).isEqualTo(1);
    assertThat(requests("PATCH", BY_ID)).isEqualTo(further);
    assertThat(requests("GET", ANNOTATIONS + ".*")).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50, 51, 200})
  void sendsThemToTheCheckRunThatWaited(int count) {
    publish(WAITING);
    publish(red(count));

    assertThat(messages()).isEqualTo(numbers(count));
    assertThat(requests("POST", ".*/check-runs")).isEqualTo(1);
    assertThat(requests("PATCH", BY_ID)).isEqualTo((count + 49) / 50);
    assertThat(requests("GET", ANNOTATIONS + ".*")).isZero();
  }

  @Test
  void showsAnAnnotationAsTheReportHasIt() {
    Annotation annotation =
        new Annotation("lists/checksums-1.txt", 7, Level.WARNING, "A title", "one\ntwo");
    publish(report(List.of(annotation)));

    assertThat(only().output().annotations())
        .containsExactly(
            new CheckRun.Annotation(
                "lists/checksums-1.txt", 7, 7, "warning", "A title", "one\ntwo"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50, 120, 200})
  void addsNothingWhenTheSameReportIsPublishedAgain(int count) {
    publish(red(count));
    int before = repository.checkRunHistory().size();

    publish(red(count));
    checkRuns = start();
    publish(red(count));

    assertThat(messages()).isEqualTo(numbers(count));
    assertThat(repository.checkRunHistory()).hasSize(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void addsWhatIsMissingAfterACrashBetweenRequests(int arrived) {
    publish(WAITING);
    failAfter(arrived, Fault.badGateway());
    assertThatThrownBy(() -> publish(red(200))).isInstanceOf(GitHubUnavailableException.class);
    assertThat(only().output().annotations()).hasSize(50 * arrived);
    checkRuns = start();

    publish(red(200));

    assertThat(messages()).isEqualTo(numbers(200));
    assertThat(repository.checkRuns()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void doublesNothingWhenAnAnswerWasLost(int before) {
    publish(WAITING);
    failAfter(before, Fault.lostAnswer());
    assertThatThrownBy(() -> publish(red(200))).isInstanceOf(GitHubUnavailableException.class);
    assertThat(only().output().annotations()).hasSize(50 * (before + 1));

    publish(red(200));

    assertThat(messages()).isEqualTo(numbers(200));
  }

  @Test
  void doublesNothingWhenTheAnswerToTheCreationWasLost() {
    gitHub.faults().next(1, "POST", ".*/check-runs", Fault.lostAnswer());
    assertThatThrownBy(() -> publish(red(120))).isInstanceOf(GitHubUnavailableException.class);

    publish(red(120));

    assertThat(messages()).isEqualTo(numbers(120));
    assertThat(repository.checkRuns()).hasSize(1);
  }

  @Test
  void neverShowsAConclusionWithTheTextOfAnother() {
    publish(WAITING);
    publish(red(120));
    publish(GREEN);
    publish(red(200));

    for (CheckRun state : repository.checkRunHistory()) {
      assertThat(state.output().title())
          .isEqualTo(
              switch (state.conclusion().orElse("")) {
                case "failure" -> "Tampered";
                case "success" -> "Verified";
                default -> "Waiting";
              });
    }
  }

  @Test
  void saysTheVerdictButAddsNothingWhileGitHubListsTooFewAnnotations() {
    publish(report(numbered(1, 120)));
    gitHub.faults().next(1, "GET", ANNOTATIONS, Fault.delay(Duration.ZERO));
    gitHub.faults().next(1, "GET", ANNOTATIONS, Fault.body("[]"));
    CheckReport other =
        new CheckReport(
            Optional.of(Conclusion.FAILURE), "Other", "summary", "text", numbered(1, 130));

    assertThatThrownBy(() -> publish(other))
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessageMatching("GitHub does not know all annotations of check run \\d+ yet.*");
    assertThat(only().output().title()).isEqualTo("Other");
    assertThat(messages()).isEqualTo(numbers(120));

    publish(other);
    assertThat(messages()).isEqualTo(numbers(130));
  }

  @Test
  void asksForNothingMoreWhereThereAreNoAnnotations() {
    publish(WAITING);
    publish(GREEN);
    publish(GREEN);

    assertThat(requests("GET", ".*/check-runs\\?.*")).isEqualTo(2);
    assertThat(requests("POST", ".*/check-runs")).isEqualTo(1);
    assertThat(requests("PATCH", BY_ID)).isEqualTo(1);
    assertThat(requests("GET", ANNOTATIONS + ".*")).isZero();
  }

  private void failAfter(int successes, Fault fault) {
    if (successes > 0) {
      gitHub.faults().next(successes, "PATCH", BY_ID, Fault.delay(Duration.ZERO));
    }
    gitHub.faults().next(1, "PATCH", BY_ID, fault);
  }
}
