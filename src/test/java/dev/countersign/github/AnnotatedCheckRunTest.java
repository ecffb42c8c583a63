package dev.countersign.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.port.CheckRuns;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.report.Annotation;
import dev.countersign.report.Annotation.Level;
import dev.countersign.report.CheckReport;
import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.simulation.git.FileContent;
import dev.countersign.simulation.github.CheckRun;
import dev.countersign.simulation.github.Fault;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.github.SimulatedInstallation;
import dev.countersign.simulation.github.SimulatedRepository;
import dev.countersign.verification.RepositoryName;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Annotations over HTTP: each one once, however often and however badly a report is published. */
class AnnotatedCheckRunTest {
  private static final String ID = "octo/demo v1";
  private static final String BY_ID = ".*/check-runs/\\d+";
  private static final String ANNOTATIONS = BY_ID + "/annotations";

  private static final CheckReport WAITING =
      new CheckReport(Optional.empty(), "Waiting", "for the workflow", "");
  private static final CheckReport GREEN =
      new CheckReport(Optional.of(Conclusion.SUCCESS), "Verified", "all of it", "text");

  private final SimulatedGitHub gitHub = SimulatedGitHub.start();
  private final SimulatedRepository repository = gitHub.createRepository("octo/demo");
  private final String commit =
      repository.commit("main", Map.of("a", FileContent.text("a")), "first");
  private final SimulatedInstallation installation = gitHub.install(repository);
  private CheckRuns checkRuns = start();

  @AfterEach
  void stop() {
    gitHub.close();
  }

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
  void addsOnlyWhatAnotherVerdictHasBesidesTheFirst() {
    publish(report(numbered(1, 60)));
    publish(report(numbered(41, 130)));

    assertThat(messages()).isEqualTo(numbers(130));
    assertThat(only().output().summary())
        .startsWith(
            "> **40 annotations are out of date.** An earlier verification made them, and GitHub"
                + " never removes one. What holds now is said here.\n\nsummary");
  }

  @Test
  void saysThatTheAnnotationsOfAnEarlierVerdictNoLongerHold() {
    publish(red(1));
    publish(GREEN);
    publish(GREEN);

    assertThat(only().conclusion()).contains("success");
    assertThat(only().output().summary())
        .isEqualTo(
            "> **1 annotation is out of date.** An earlier verification made it, and GitHub never"
                + " removes one. What holds now is said here.\n\nall of it");
    assertThat(repository.checkRunHistory()).hasSize(2);
    assertThat(requests("GET", ANNOTATIONS + ".*")).isZero();
  }

  @Test
  void takesTheNoteBackWhenTheEarlierVerdictHoldsAgain() {
    publish(red(60));
    publish(GREEN);
    publish(red(60));

    assertThat(messages()).isEqualTo(numbers(60));
    assertThat(only().output().summary()).isEqualTo("summary");
  }

  @Test
  void ignoresHowGitHubKeepsWhiteSpace() {
    publish(report(List.of(annotation("one\n two"))));
    publish(report(List.of(annotation("one two\n"))));

    assertThat(messages()).containsExactly("one\n two");
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

    assertThat(requests("GET", ".*/check-runs\\?.*")).isEqualTo(3);
    assertThat(requests("POST", ".*/check-runs")).isEqualTo(1);
    assertThat(requests("PATCH", BY_ID)).isEqualTo(1);
    assertThat(requests("GET", ANNOTATIONS + ".*")).isZero();
  }

  /** A client that remembers nothing, as after a restart. */
  private CheckRuns start() {
    return new GitHubApp(
            URI.create(gitHub.url()),
            URI.create(SimulatedGitHub.WEB_URL),
            gitHub.app().id(),
            gitHub.app().privateKeyPkcs1(),
            Clock.systemUTC(),
            GitHubOptions.defaults().withPause(wait -> {}))
        .checkRuns();
  }

  private void publish(CheckReport report) {
    RepositoryTarget target =
        new RepositoryTarget(
            installation.id(), repository.id(), RepositoryName.parse(repository.fullName()));
    checkRuns.publish(target, commit, ID, report);
  }

  private void failAfter(int successes, Fault fault) {
    if (successes > 0) {
      gitHub.faults().next(successes, "PATCH", BY_ID, Fault.delay(Duration.ZERO));
    }
    gitHub.faults().next(1, "PATCH", BY_ID, fault);
  }

  private CheckRun only() {
    assertThat(repository.checkRuns()).hasSize(1);
    return repository.checkRuns().get(0);
  }

  private List<String> messages() {
    return only().output().annotations().stream().map(CheckRun.Annotation::message).toList();
  }

  private int requests(String method, String path) {
    return gitHub.requests().count(method, path);
  }

  private static CheckReport red(int annotations) {
    return report(numbered(1, annotations));
  }

  private static CheckReport report(List<Annotation> annotations) {
    return new CheckReport(
        Optional.of(Conclusion.FAILURE), "Tampered", "summary", "text", annotations);
  }

  private static List<Annotation> numbered(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(i -> new Annotation("checksums-1.txt", i, Level.FAILURE, "title", "no. " + i))
        .toList();
  }

  private static List<String> numbers(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "no. " + i).toList();
  }

  private static Annotation annotation(String message) {
    return new Annotation("checksums-1.txt", 1, Level.FAILURE, "title", message);
  }
}
