package dev.countersign.github;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.countersign.github.StubbedGitHub.COMMIT;
import static dev.countersign.github.StubbedGitHub.REPOSITORY;
import static dev.countersign.github.StubbedGitHub.TARGET;
import static dev.countersign.github.StubbedGitHub.TOKENS;
import static dev.countersign.github.StubbedGitHub.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.port.Activity;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.port.PullRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PullRequestsTest {
  private static final String ONE = REPOSITORY + "/pulls/7";
  private static final String OF_COMMIT = REPOSITORY + "/commits/" + COMMIT + "/pulls";

  private final StubbedGitHub gitHub = new StubbedGitHub();
  private final Activity activity = gitHub.app().activity();

  @AfterEach
  void stop() {
    gitHub.close();
  }

  @Test
  void readsAPullRequestWithATokenForThat() {
    gitHub.answer(ONE, pullRequest(7, "open", "null", "main", 42, "{\"id\": 42}"));
    assertThat(activity.pullRequest(TARGET, 7))
        .contains(new PullRequest(7, true, COMMIT, "main", false));
    gitHub.server.verify(
        1,
        postRequestedFor(urlPathEqualTo(TOKENS))
            .withRequestBody(
                matchingJsonPath(
                    "$.permissions",
                    equalToJson(
                        """
                        {"contents": "read", "metadata": "read", "pull_requests": "read"}"""))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{\"id\": 43}"})
  void knowsAPullRequestFromAForkAlsoWhenTheForkIsGone(String origin) {
    gitHub.answer(ONE, pullRequest(7, "closed", "null", "rel/1.x", 42, origin));
    assertThat(activity.pullRequest(TARGET, 7))
        .contains(new PullRequest(7, false, COMMIT, "rel/1.x", true));
  }

  @Test
  void doesNotTakeWhatDoesNotSayWhereItIsFromForOneOfTheRepository() {
    gitHub.answer(
        ONE,
        pullRequest(7, "open", "null", "main", 42, "{\"id\": 42}")
            .replace("\"repo\": {\"id\": 42}}", "\"x\": 1}"));
    assertThatThrownBy(() -> activity.pullRequest(TARGET, 7))
        .isInstanceOf(GitHubUnavailableException.class);
  }

  @Test
  void findsNoPullRequestWhereThereIsNone() {
    gitHub.answer(ONE, error(404, "Not Found"));
    assertThat(activity.pullRequest(TARGET, 7)).isEmpty();
  }

  @Test
  void doesNotTakeAnotherPullRequestForTheOneOfThatNumber() {
    gitHub.answer(ONE, pullRequest(8, "open", "null", "main", 42, "null"));
    assertThatThrownBy(() -> activity.pullRequest(TARGET, 7))
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessageContaining("expected pull request 7, found 8");
  }

  @Test
  void findsThoseThatBroughtACommitToTheDefaultBranchOrWantTo() {
    String merged = "\"2026-03-01T11:00:00Z\"";
    gitHub.answer(
        OF_COMMIT,
        "[%s]"
            .formatted(
                String.join(
                    ",",
                    pullRequest(1, "closed", merged, "main", 42, "null"),
                    pullRequest(2, "open", "null", "main", 42, "null"),
                    pullRequest(3, "closed", "null", "main", 42, "null"),
                    pullRequest(4, "closed", merged, "side", 42, "null"),
                    pullRequest(5, "closed", merged, "main", 43, "null"))));
    assertThat(activity.pullRequestsWith(TARGET, COMMIT)).containsExactly(1, 2);
  }

  @Test
  void doesNotKnowYetWhoBroughtACommitThatGitHubDoesNotKnow() {
    gitHub.answer(OF_COMMIT, error(404, "Not Found"));
    assertThatThrownBy(() -> activity.pullRequestsWith(TARGET, COMMIT))
        .isInstanceOf(GitHubUnavailableException.class);
  }

  private static String pullRequest(
      int number, String state, String mergedAt, String base, long baseId, String origin) {
    return """
        {"number": %d, "state": "%s", "merged_at": %s,
         "head": {"sha": "%s", "ref": "topic", "repo": %s},
         "base": {"ref": "%s", "repo": {"id": %d, "default_branch": "main"}}}"""
        .formatted(number, state, mergedAt, COMMIT, origin, base, baseId);
  }
}
