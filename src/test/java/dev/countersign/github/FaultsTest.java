package dev.countersign.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.countersign.github.StubbedGitHub.NOW;
import static dev.countersign.github.StubbedGitHub.REPOSITORY;
import static dev.countersign.github.StubbedGitHub.TARGET;
import static dev.countersign.github.StubbedGitHub.TOKENS;
import static dev.countersign.github.StubbedGitHub.error;
import static dev.countersign.github.StubbedGitHub.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubRefusedException.Refusal;
import dev.countersign.port.GitHubUnavailableException;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FaultsTest {
  private static final String RELEASE = REPOSITORY + "/releases/tags/v1";

  private final StubbedGitHub gitHub = new StubbedGitHub();

  @AfterEach
  void stop() {
    gitHub.close();
  }

  static Stream<Arguments> passingFaults() {
    return Stream.of(
        Arguments.of("500", error(500, "Server Error")),
        Arguments.of("502 of a proxy", aResponse().withStatus(502).withBody("<html>Unicorn!")),
        Arguments.of("408", aResponse().withStatus(408)),
        Arguments.of("reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
        Arguments.of("nothing", aResponse().withFault(Fault.EMPTY_RESPONSE)),
        Arguments.of("cut off", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)),
        Arguments.of("garbage", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)),
        Arguments.of("late", json("{}").withFixedDelay(2_000)),
        Arguments.of("half the JSON", json("{\"tag_name\": \"v1\", \"draft\": fal")),
        Arguments.of("two values", json("{} {}")),
        Arguments.of("no body", json("")),
        Arguments.of("HTML for JSON", aResponse().withBody("<html>please log in</html>")),
        Arguments.of("403 of a proxy", aResponse().withStatus(403).withBody("<html>no</html>")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("passingFaults")
  void asksAgainAfterAFaultThatPasses(String name, ResponseDefinitionBuilder fault) {
    gitHub.showRestRelease("v1", "v1");
    gitHub.server.stubFor(
        get(urlPathEqualTo(RELEASE))
            .inScenario("fault")
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("over")
            .willReturn(fault));

    assertThat(exists()).isTrue();
    assertThat(gitHub.pauses).hasSize(1).allMatch(pause -> pause.toMillis() <= 250);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("passingFaults")
  @Tag("threat-24")
  void isUnavailableWhenAFaultDoesNotPass(String name, ResponseDefinitionBuilder fault) {
    gitHub.answer(RELEASE, fault);
    assertThatThrownBy(this::exists)
        .isInstanceOfSatisfying(
            GitHubUnavailableException.class, e -> assertThat(e.retryAt()).isEmpty())
        .hasCauseInstanceOf(IOException.class)
        .hasMessageContaining("no answer to GET " + RELEASE);
    assertThat(gitHub.pauses).hasSize(2);
  }

  static Stream<Arguments> senselessAnswers() {
    return Stream.of(
        Arguments.of("an error with status 200", json("{\"message\": \"Server Error\"}")),
        Arguments.of("null", json("null")),
        Arguments.of("another type", json("{\"tag_name\": 1}")),
        Arguments.of("no draft or not", json("{\"tag_name\": \"v1\", \"draft\": null}")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("senselessAnswers")
  @Tag("threat-24")
  void isUnavailableWhenAnAnswerMakesNoSense(String name, ResponseDefinitionBuilder answer) {
    gitHub.answer(RELEASE, answer);
    assertThatThrownBy(this::exists)
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessageContaining("GitHub's answer about release v1 makes no sense");
  }

  static Stream<Arguments> limits() {
    long reset = NOW.plusSeconds(600).getEpochSecond();
    return Stream.of(
        Arguments.of(
            error(403, "API rate limit exceeded")
                .withHeader("X-RateLimit-Remaining", "0")
                .withHeader("X-RateLimit-Reset", Long.toString(reset)),
            NOW.plusSeconds(600)),
        Arguments.of(
            error(403, "API rate limit exceeded, by a clock that is ten minutes ahead")
                .withHeader("Date", "Sun, 01 Mar 2026 12:10:00 GMT")
                .withHeader("X-RateLimit-Remaining", "0")
                .withHeader("X-RateLimit-Reset", Long.toString(reset + 60)),
            NOW.plusSeconds(60).minusMillis(500)), // what a date in whole seconds leaves out
        Arguments.of(
            error(403, "You have exceeded a secondary rate limit").withHeader("Retry-After", "90"),
            NOW.plusSeconds(90)),
        Arguments.of(error(403, "You have exceeded a secondary rate limit"), NOW.plusSeconds(60)),
        Arguments.of(error(429, "slow down").withHeader("Retry-After", "5"), NOW.plusSeconds(5)),
        Arguments.of(
            error(429, "slow down").withHeader("Retry-After", "Sun, 01 Mar 2026 12:00:30 GMT"),
            NOW.plusSeconds(30)),
        Arguments.of(
            error(503, "maintenance").withHeader("Retry-After", "120"), NOW.plusSeconds(120)),
        Arguments.of(error(429, "nonsense").withHeader("Retry-After", "soon"), NOW.plusSeconds(60)),
        Arguments.of(
            error(429, "forever").withHeader("Retry-After", "999999999"), NOW.plusSeconds(3600)),
        Arguments.of(
            error(403, "past")
                .withHeader("X-RateLimit-Remaining", "0")
                .withHeader("X-RateLimit-Reset", "1"),
            NOW));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void failsAtARateLimitAndSaysWhenToComeBack(ResponseDefinitionBuilder limit, Instant retryAt) {
    gitHub.answer(RELEASE, limit);
    assertThatThrownBy(this::exists)
        .isInstanceOfSatisfying(
            GitHubUnavailableException.class, e -> assertThat(e.retryAt()).contains(retryAt));
    assertThat(gitHub.count(RELEASE)).isEqualTo(1);
    assertThat(gitHub.pauses).isEmpty();
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(403, "Resource not accessible by integration", Refusal.MISSING_PERMISSION),
        Arguments.of(403, "This installation has been suspended", Refusal.NOT_ACCESSIBLE),
        Arguments.of(403, "Repository access blocked", Refusal.NOT_ACCESSIBLE),
        Arguments.of(403, "Repository was archived so is read-only.", Refusal.REJECTED),
        Arguments.of(451, "Repository access blocked", Refusal.NOT_ACCESSIBLE),
        Arguments.of(410, "Gone", Refusal.NOT_ACCESSIBLE),
        Arguments.of(409, "Git Repository is empty.", Refusal.REJECTED),
        Arguments.of(422, "Validation Failed", Refusal.REJECTED));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void isRefusedWhereAskingAgainIsNoUse(int status, String message, Refusal refusal) {
    gitHub.answer(RELEASE, error(status, message));
    assertThatThrownBy(this::exists)
        .isInstanceOfSatisfying(
            GitHubRefusedException.class, e -> assertThat(e.refusal()).isEqualTo(refusal))
        .hasMessage("GitHub answered %d to GET %s: %s".formatted(status, RELEASE, message));
    assertThat(gitHub.count(RELEASE)).isEqualTo(1);
  }

  static Stream<Arguments> tokenRefusals() {
    return Stream.of(
        Arguments.of(404, "Not Found", Refusal.NOT_ACCESSIBLE),
        Arguments.of(403, "This installation has been suspended", Refusal.NOT_ACCESSIBLE),
        Arguments.of(
            422,
            "The permissions requested are not granted to this installation.",
            Refusal.MISSING_PERMISSION),
        Arguments.of(
            422,
            "There is at least one repository that does not exist or is not accessible to the"
                + " parent installation.",
            Refusal.NOT_ACCESSIBLE));
  }

  @ParameterizedTest
  @MethodSource("tokenRefusals")
  void isRefusedWhereThereIsNoTokenToBeHad(int status, String message, Refusal refusal) {
    gitHub.server.stubFor(post(TOKENS).willReturn(error(status, message)));
    assertThatThrownBy(this::exists)
        .isInstanceOfSatisfying(
            GitHubRefusedException.class, e -> assertThat(e.refusal()).isEqualTo(refusal));
  }

  @Test
  @Tag("threat-24")
  void isUnavailableWhereNobodyListens() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    GitHubOptions options = GitHubOptions.defaults().withPause(gitHub.pauses::add);
    GitHubApp app = gitHub.app("http://localhost:" + port, options);
    assertThatThrownBy(() -> app.materialSource().releaseExists(TARGET, "v1"))
        .isInstanceOf(GitHubUnavailableException.class);
    assertThat(gitHub.pauses).hasSize(2);
  }

  @Test
  void stopsTryingWhenInterrupted() {
    gitHub.answer(RELEASE, error(500, "Server Error"));
    GitHubOptions options =
        GitHubOptions.defaults()
            .withPause(
                wait -> {
                  throw new InterruptedException();
                });
    GitHubApp interrupted = gitHub.app(gitHub.server.baseUrl(), options);
    assertThatThrownBy(() -> interrupted.materialSource().releaseExists(TARGET, "v1"))
        .isInstanceOf(GitHubUnavailableException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(gitHub.count(RELEASE)).isEqualTo(1);
  }

  private boolean exists() {
    return gitHub
        .app(GitHubOptions.defaults().withTimeout(Duration.ofMillis(700)))
        .materialSource()
        .releaseExists(TARGET, "v1");
  }
}
