package dev.countersign.github;

import static dev.countersign.github.StubbedGitHub.NOW;
import static dev.countersign.github.StubbedGitHub.TARGET;
import static dev.countersign.github.StubbedGitHub.TOKENS;
import static dev.countersign.github.StubbedGitHub.error;
import static dev.countersign.github.StubbedGitHub.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.countersign.port.AppAccess;
import dev.countersign.port.AppAccess.Standing;
import dev.countersign.port.AppAccess.State;
import dev.countersign.port.GitHubRefusedException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What GitHub's answers tell of the App's key. */
class AppAccessTest {
  private final StubbedGitHub gitHub = new StubbedGitHub();
  private final GitHubApp app = gitHub.app();
  private final AppAccess access = app.access();

  @AfterEach
  void stop() {
    gitHub.close();
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(json("{\"slug\": \"countersign\"}"), State.ACCEPTED),
        Arguments.of(error(401, "A JSON web token could not be decoded"), State.REFUSED),
        Arguments.of(error(404, "Integration not found"), State.REFUSED),
        Arguments.of(error(500, "Server Error"), State.UNREACHABLE),
        Arguments.of(
            new ResponseDefinitionBuilder().withFault(Fault.EMPTY_RESPONSE), State.UNREACHABLE));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void isWhatGitHubSaysWhenItIsAsked(ResponseDefinitionBuilder answer, State state) {
    gitHub.answer("/app", answer);
    access.ask();

    assertThat(access.standing()).isEqualTo(new Standing(state, NOW));
  }

  @Test
  void isUnknownBeforeAnythingWasHeard() {
    assertThat(access.standing().state()).isEqualTo(State.UNKNOWN);
  }

  /** A token for an installation that is gone was still asked for by an App that is known. */
  @Test
  void isAlsoHeardFromRequestsForTokens() {
    gitHub.server.stubFor(WireMock.post(TOKENS).willReturn(error(404, "Not Found")));
    assertThatThrownBy(() -> app.materialSource().release(TARGET, "v1"))
        .isInstanceOf(GitHubRefusedException.class);

    assertThat(access.standing().state()).isEqualTo(State.ACCEPTED);
  }

  @Test
  void isNotTouchedByWhatAnInstallationIsRefused() {
    gitHub.answer("/repositories/42", error(401, "Bad credentials"));
    assertThatThrownBy(() -> app.activity().pullRequestsWith(TARGET, "c".repeat(40)))
        .isInstanceOf(RuntimeException.class);

    assertThat(access.standing().state()).isEqualTo(State.ACCEPTED);
  }
}
