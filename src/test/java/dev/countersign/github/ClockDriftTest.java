package dev.countersign.github;

import static dev.countersign.github.StubbedGitHub.NOW;
import static dev.countersign.github.StubbedGitHub.REPOSITORY;
import static dev.countersign.github.StubbedGitHub.TARGET;
import static dev.countersign.github.StubbedGitHub.error;
import static dev.countersign.github.StubbedGitHub.json;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.simulation.SettableClock;
import dev.countersign.simulation.git.FileContent;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.github.SimulatedRepository;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A clock that differs from GitHub's is no obstacle, and is told. */
class ClockDriftTest {
  private static final String PULLS = REPOSITORY + "/commits/" + "c".repeat(40) + "/pulls";

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Logger log = (Logger) LoggerFactory.getLogger(GitHubClock.class);

  @BeforeEach
  void listen() {
    lines.start();
    log.setLevel(Level.INFO);
    log.addAppender(lines);
  }

  @AfterEach
  void stop() {
    log.detachAppender(lines);
    log.setLevel(null);
  }

  @ParameterizedTest
  @ValueSource(ints = {-3_600, -1_200, -30, 0, 30, 1_200, 3_600})
  void makesTokensByGitHubsTime(int secondsAhead) {
    SettableClock theirs = new SettableClock(NOW);
    SettableClock ours = new SettableClock(NOW.plusSeconds(secondsAhead));
    try (SimulatedGitHub gitHub = SimulatedGitHub.start(theirs)) {
      SimulatedRepository repository = gitHub.createRepository("octo/demo");
      String commit = repository.commit("main", Map.of("a", FileContent.text("a")), "First");
      RepositoryTarget target = SimulatedApps.target(gitHub.install(repository), repository);
      GitHubApp app = SimulatedApps.of(gitHub, ours);

      assertThat(app.activity().pullRequestsWith(target, commit)).isEmpty();
      assertThat(app.clockDrift())
          .hasValueSatisfying(
              drift ->
                  assertThat(drift.minusSeconds(secondsAhead)).isBetween(SECOND.negated(), SECOND));
      int refused = gitHub.requests().count("POST", ".*/access_tokens") - 1;
      assertThat(refused).isEqualTo(Math.abs(secondsAhead) > 60 ? 1 : 0);

      // From now on it is known, also when the token must be renewed.
      theirs.advance(Duration.ofMinutes(59));
      ours.advance(Duration.ofMinutes(59));
      assertThat(app.activity().pullRequestsWith(target, commit)).isEmpty();
      assertThat(gitHub.requests().count("POST", ".*/access_tokens")).isEqualTo(refused + 2);
    }
  }

  @Test
  void saysOnceThatClocksDifferAndOnceThatTheyAgreeAgain() {
    try (StubbedGitHub gitHub = new StubbedGitHub()) {
      GitHubApp app = gitHub.app();
      for (int seconds : new int[] {3, 90, 91, 92, -2, 1}) {
        gitHub.answer(PULLS, dated(NOW.minusSeconds(seconds)));
        look(app);
      }
    }

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "this machine's clock is 89 s ahead of GitHub's; the App's tokens are made by GitHub's",
            "this machine's clock and GitHub's agree again");
  }

  @Test
  void learnsNothingFromACopyThatACacheKept() {
    try (StubbedGitHub gitHub = new StubbedGitHub()) {
      GitHubApp app = gitHub.app();
      gitHub.answer(PULLS, dated(NOW.minusSeconds(90)).withHeader("Age", "90"));
      look(app);

      assertThat(app.clockDrift()).isEmpty();
    }
  }

  /** Somewhere on its way it was dated, but when? */
  @ParameterizedTest
  @CsvSource({"5, true", "6, false", "-1, false"})
  void learnsNothingFromAnAnswerThatIsLateOrBeforeItsQuestion(int seconds, boolean learns) {
    try (StubbedGitHub gitHub = new StubbedGitHub()) {
      GitHubApp app = gitHub.app();
      gitHub.server.addMockServiceRequestListener(
          (request, response) -> gitHub.now.updateAndGet(now -> now.plusSeconds(seconds)));
      gitHub.answer(PULLS, dated(NOW.minusSeconds(90)));
      look(app);

      assertThat(app.clockDrift().isPresent()).isEqualTo(learns);
    }
  }

  @Test
  void learnsNothingFromAnAnswerAfterARedirect() {
    try (StubbedGitHub gitHub = new StubbedGitHub()) {
      GitHubApp app = gitHub.app();
      gitHub.answer(PULLS, error(301, "moved").withHeader("Location", "/moved"));
      gitHub.answer("/moved", dated(NOW.minusSeconds(90)));
      look(app);

      assertThat(gitHub.count("/moved")).isEqualTo(1);
      assertThat(app.clockDrift()).isEmpty();
    }
  }

  private static void look(GitHubApp app) {
    var unused = app.activity().pullRequestsWith(TARGET, "c".repeat(40));
  }

  private static ResponseDefinitionBuilder dated(Instant date) {
    return json("[]")
        .withHeader(
            "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC)));
  }
}
