package dev.countersign.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.countersign.github.StubbedGitHub.COMMIT;
import static dev.countersign.github.StubbedGitHub.GRAPHQL;
import static dev.countersign.github.StubbedGitHub.NOW;
import static dev.countersign.github.StubbedGitHub.TARGET;
import static dev.countersign.github.StubbedGitHub.commit;
import static dev.countersign.github.StubbedGitHub.error;
import static dev.countersign.github.StubbedGitHub.graphAnswer;
import static dev.countersign.github.StubbedGitHub.graphError;
import static dev.countersign.github.StubbedGitHub.json;
import static dev.countersign.github.StubbedGitHub.reference;
import static dev.countersign.github.StubbedGitHub.release;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubRefusedException.Refusal;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.port.ReleaseState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a query that GraphQL does not answer as it should. */
class GraphQlTest {
  private static final String WHOLE =
      """
      "defaultBranchRef": %s, "release": %s, "ref": %s"""
          .formatted(
              reference("refs/heads/", "main", commit(COMMIT)),
              release("v1", 0),
              reference("refs/tags/", "v1", commit(COMMIT)));

  private final StubbedGitHub gitHub = new StubbedGitHub();

  @AfterEach
  void stop() {
    gitHub.close();
  }

  static Stream<Arguments> passingFaults() {
    return Stream.of(
        Arguments.of("502 of a proxy", aResponse().withStatus(502).withBody("<html>Unicorn!")),
        Arguments.of("reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
        Arguments.of("cut off", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)),
        Arguments.of("late", json("{}").withFixedDelay(2_000)),
        Arguments.of("half the JSON", json("{\"data\": {\"repository\": {\"databaseId\": 4")),
        Arguments.of("HTML for JSON", aResponse().withBody("<html>please log in</html>")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("passingFaults")
  void asksAgainAfterAFaultThatPasses(String name, ResponseDefinitionBuilder fault) {
    gitHub.showGraph(WHOLE);
    gitHub.server.stubFor(
        post(GRAPHQL)
            .inScenario("fault")
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("over")
            .willReturn(fault));

    assertThat(find()).isPresent();
    assertThat(gitHub.pauses).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("passingFaults")
  void isUnavailableWhenAFaultDoesNotPass(String name, ResponseDefinitionBuilder fault) {
    gitHub.graph(fault);
    assertThatThrownBy(this::find)
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessageContaining("no answer to POST " + GRAPHQL);
    assertThat(gitHub.pauses).hasSize(2);
  }

  static Stream<Arguments> senselessAnswers() {
    return Stream.of(
        Arguments.of("neither data nor errors", "{\"message\": \"Server Error\"}"),
        Arguments.of("null", "null"),
        Arguments.of("no repository and no error", "{\"data\": {\"repository\": null}}"),
        Arguments.of("errors that are no list", "{\"errors\": {\"type\": \"NOT_FOUND\"}}"),
        Arguments.of("no id", without("\"databaseId\": 42")),
        Arguments.of("no owner", without("\"owner\": {\"databaseId\": 7}")),
        Arguments.of("no release at all", without("\"release\": " + release("v1", 0))),
        Arguments.of(
            "no time of publication", without("\"publishedAt\": \"2026-03-01T11:30:00Z\"")),
        Arguments.of("no draft or not", without("\"isDraft\": false")),
        Arguments.of("no default branch", whole().replace("\"defaultBranchRef\": {", "\"x\": {")),
        Arguments.of("no target", whole().replaceAll("\"target\": \\{[^}]*}", "\"target\": null")),
        Arguments.of("no object id", whole().replace(COMMIT, "x")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("senselessAnswers")
  @Tag("threat-24")
  void isUnavailableWhenAnAnswerMakesNoSense(String name, String answer) {
    gitHub.graph(json(answer));
    assertThatThrownBy(this::find)
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessageContaining("makes no sense");
  }

  static Stream<Arguments> errors() {
    return Stream.of(
        Arguments.of(graphError("SERVICE_UNAVAILABLE", "try later")),
        Arguments.of("{\"data\": null, \"errors\": [{\"message\": \"Something went wrong\"}]}"),
        // Not the repository is missing, but something in it: what else is there does not count.
        Arguments.of(
            whole()
                .replaceFirst(
                    "}$",
                    ", \"errors\": [{\"type\": \"NOT_FOUND\","
                        + " \"path\": [\"repository\", \"release\"], \"message\": \"none\"}]}")));
  }

  @ParameterizedTest
  @MethodSource("errors")
  @Tag("threat-24")
  void isUnavailableWhenGitHubReportsAnError(String answer) {
    gitHub.graph(json(answer));
    assertThatThrownBy(this::find)
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessageContaining("GitHub answered 200 to POST " + GRAPHQL);
  }

  @Test
  void isUnavailableWhereThereIsNoGraphQl() {
    gitHub.graph(error(404, "Not Found"));
    assertThatThrownBy(this::find)
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessageContaining("the GraphQL API");
  }

  static Stream<Arguments> limits() {
    ResponseDefinitionBuilder untold =
        json("{\"errors\": [{\"type\": \"RATE_LIMIT\", \"message\": \"enough\"}]}");
    Instant reset = NOW.plusSeconds(600);
    return Stream.of(
        Arguments.of(untold, NOW.plusSeconds(60)),
        Arguments.of(
            json(graphError("RATE_LIMITED", "API rate limit exceeded"))
                .withHeader("X-RateLimit-Remaining", "3")
                .withHeader("X-RateLimit-Reset", Long.toString(reset.getEpochSecond())),
            reset),
        Arguments.of(
            json("{\"errors\": [{\"message\": \"You have exceeded a secondary rate limit\"}]}")
                .withHeader("Retry-After", "90"),
            NOW.plusSeconds(90)));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void failsAtARateLimitAndSaysWhenToComeBack(ResponseDefinitionBuilder limit, Instant retryAt) {
    gitHub.graph(limit);
    assertThatThrownBy(this::find)
        .isInstanceOfSatisfying(
            GitHubUnavailableException.class, e -> assertThat(e.retryAt()).contains(retryAt));
    gitHub.server.verify(1, postRequestedFor(urlPathEqualTo(GRAPHQL)));
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of("Resource not accessible by integration", Refusal.MISSING_PERMISSION),
        Arguments.of("the organization has an IP allow list enabled", Refusal.NOT_ACCESSIBLE));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void isRefusedWhereAskingAgainIsNoUse(String message, Refusal refusal) {
    gitHub.graph(json(graphError("FORBIDDEN", message)));
    assertThatThrownBy(this::find)
        .isInstanceOfSatisfying(
            GitHubRefusedException.class, e -> assertThat(e.refusal()).isEqualTo(refusal))
        .hasMessageContaining(message);
  }

  private Optional<ReleaseState> find() {
    return gitHub
        .app(GitHubOptions.defaults().withTimeout(Duration.ofMillis(700)))
        .materialSource()
        .release(TARGET, "v1");
  }

  private static String whole() {
    return graphAnswer(42, "octo/demo", WHOLE);
  }

  private static String without(String member) {
    return whole().replace(member, "\"other\": 1");
  }
}
