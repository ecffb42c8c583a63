package dev.countersign.github;

import static dev.countersign.github.StubbedGitHub.NOW;
import static dev.countersign.github.StubbedGitHub.REPOSITORY;
import static dev.countersign.github.StubbedGitHub.TARGET;
import static dev.countersign.github.StubbedGitHub.error;
import static dev.countersign.github.StubbedGitHub.graphError;
import static dev.countersign.github.StubbedGitHub.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.countersign.github.RequestWatch.Limit;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.port.MaterialSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever watches requests to GitHub is told of each that is sent, and of its limits. */
class RequestWatchTest {
  private static final String COMMIT = "c".repeat(40);
  private static final String PULLS = REPOSITORY + "/commits/" + COMMIT + "/pulls";
  private static final String SENT = "GET /repos/{owner}/{repo}/commits/{ref}/pulls ";

  private final StubbedGitHub gitHub = new StubbedGitHub();

  @AfterEach
  void stop() {
    gitHub.close();
  }

  @Test
  void isToldOfEveryRequestWithoutNames() {
    gitHub.answer(PULLS, "[]");
    look();

    assertThat(gitHub.watch.sent)
        .containsExactly(
            "POST /app/installations/{installation_id}/access_tokens 201",
            "GET /repositories/{repository_id} 200",
            SENT + "200");
  }

  @Test
  void isToldOfEachAttempt() {
    gitHub.answer(PULLS, new ResponseDefinitionBuilder().withFault(Fault.CONNECTION_RESET_BY_PEER));
    assertThatThrownBy(this::look).isInstanceOf(GitHubUnavailableException.class);

    assertThat(gitHub.watch.sent).filteredOn((SENT + "failed")::equals).hasSize(3);
    assertThat(gitHub.watch.limits).isEmpty();
  }

  @Test
  void isToldWhatIsLeftToWhom() {
    gitHub.answer(PULLS, left(json("[]"), "core"));
    look();
    gitHub.answer(PULLS, left(json("[]"), "something_new"));
    look();
    gitHub.answer(PULLS, left(json("[]"), "core").withHeader("X-RateLimit-Limit", "many"));
    look();

    assertThat(gitHub.watch.allowances)
        .containsExactly(
            new Allowance("21", "core", 5_000, 17, NOW.plusSeconds(600)),
            new Allowance("21", "other", 5_000, 17, NOW.plusSeconds(600)));
  }

  static Stream<Arguments> limits() {
    return Stream.of(
        Arguments.of(
            error(403, "API rate limit exceeded").withHeader("X-RateLimit-Remaining", "0"),
            Limit.PRIMARY),
        Arguments.of(error(429, "slow down").withHeader("Retry-After", "5"), Limit.SECONDARY),
        Arguments.of(error(403, "You have exceeded a secondary rate limit"), Limit.SECONDARY));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void isToldOfEachLimit(ResponseDefinitionBuilder answer, Limit limit) {
    gitHub.answer(PULLS, answer);
    assertThatThrownBy(this::look).isInstanceOf(GitHubUnavailableException.class);

    assertThat(gitHub.watch.limits).containsExactly(limit);
  }

  @Test
  void isToldOfALimitThatGraphQlReportsWithStatus200() {
    gitHub.graph(json(graphError("RATE_LIMITED", "API rate limit exceeded")));
    assertThatThrownBy(() -> gitHub.source().release(TARGET, "v1"))
        .isInstanceOf(GitHubUnavailableException.class);

    assertThat(gitHub.watch.limits).containsExactly(Limit.PRIMARY);
  }

  @Test
  void isToldOfNoRequestWhileALimitLasts() {
    gitHub.answer(PULLS, error(429, "slow down").withHeader("Retry-After", "5"));
    GitHubApp app = gitHub.app();
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> look(app))
          .isInstanceOfSatisfying(
              GitHubUnavailableException.class,
              e -> assertThat(e.retryAt()).contains(NOW.plusSeconds(5)));
    }

    assertThat(gitHub.watch.limits).containsExactly(Limit.SECONDARY);
    assertThat(gitHub.count(PULLS)).isEqualTo(1);
  }

  @Test
  void isToldOfNoQueryWhileALimitLastsThatGraphQlReportsWithStatus200() {
    gitHub.graph(json(graphError("RATE_LIMITED", "API rate limit exceeded")));
    MaterialSource source = gitHub.source();
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> source.release(TARGET, "v1"))
          .isInstanceOf(GitHubUnavailableException.class);
    }

    assertThat(gitHub.requests()).containsOnlyOnce("POST /graphql");
  }

  @Test
  void isToldOfNoLimitWhereGitHubIsDownForAWhile() {
    gitHub.answer(PULLS, error(503, "maintenance").withHeader("Retry-After", "120"));
    assertThatThrownBy(this::look).isInstanceOf(GitHubUnavailableException.class);

    assertThat(gitHub.watch.limits).isEmpty();
  }

  private void look() {
    look(gitHub.app());
  }

  private static void look(GitHubApp app) {
    var unused = app.activity().pullRequestsWith(TARGET, COMMIT);
  }

  private static ResponseDefinitionBuilder left(ResponseDefinitionBuilder answer, String resource) {
    return answer
        .withHeader("X-RateLimit-Limit", "5000")
        .withHeader("X-RateLimit-Remaining", "17")
        .withHeader("X-RateLimit-Reset", Long.toString(NOW.plusSeconds(600).getEpochSecond()))
        .withHeader("X-RateLimit-Resource", resource);
  }
}
