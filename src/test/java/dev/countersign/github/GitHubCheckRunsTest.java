package dev.countersign.github;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static dev.countersign.github.CheckRunAnswers.page;
import static dev.countersign.github.CheckRunAnswers.run;
import static dev.countersign.github.StubbedGitHub.APP_ID;
import static dev.countersign.github.StubbedGitHub.COMMIT;
import static dev.countersign.github.StubbedGitHub.NOW;
import static dev.countersign.github.StubbedGitHub.REPOSITORY;
import static dev.countersign.github.StubbedGitHub.TARGET;
import static dev.countersign.github.StubbedGitHub.TOKENS;
import static dev.countersign.github.StubbedGitHub.error;
import static dev.countersign.github.StubbedGitHub.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.port.CheckRuns;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubRefusedException.Refusal;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.report.CheckReport;
import dev.countersign.report.CheckReport.Conclusion;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class GitHubCheckRunsTest {
  private static final String LIST = REPOSITORY + "/commits/" + COMMIT + "/check-runs";
  private static final String CREATE = REPOSITORY + "/check-runs";
  private static final String ID = "octo/demo v1";
  private static final CheckReport WAITING =
      new CheckReport(Optional.empty(), "Waiting", "for the **workflow**", "");
  private static final CheckReport GREEN =
      new CheckReport(Optional.of(Conclusion.SUCCESS), "Verified", "all of it", "| a |");

  private final StubbedGitHub gitHub = new StubbedGitHub();
  private final CheckRuns checkRuns =
      gitHub.app(GitHubOptions.defaults().withTimeout(Duration.ofSeconds(2))).checkRuns();

  @BeforeEach
  void acceptWrites() {
    list();
    gitHub.server.stubFor(post(CREATE).willReturn(json(run(5, ID, WAITING)).withStatus(201)));
    gitHub.server.stubFor(
        patch(urlPathMatching(CREATE + "/\\d+")).willReturn(json(run(5, ID, WAITING))));
  }

  @AfterEach
  void stop() {
    gitHub.close();
  }

  @Test
  void haveTheirTurnLaterAfterMuchWasSentForTheInstallation() {
    long installation = TARGET.installationId();
    for (int i = 0; i < 41; i++) {
      assertThat(checkRuns.turn(installation, "releases", ID)).isEmpty();
      checkRuns.publish(TARGET, COMMIT, "octo/demo v" + i, WAITING);
    }

    assertThat(checkRuns.turn(installation, "releases", ID)).contains(NOW.plusMillis(1_500));
    assertThat(checkRuns.turn(installation + 1, "releases", ID)).isEmpty();
  }

  @Test
  void createsACheckRunInProgress() {
    checkRuns.publish(TARGET, COMMIT, ID, WAITING);
    gitHub.server.verify(
        1,
        postRequestedFor(urlPathEqualTo(CREATE))
            .withHeader("Content-Type", equalTo("application/json"))
            .withRequestBody(
                equalToJson(
                    """
                    {"name": "Countersign", "head_sha": "%s", "external_id": "%s",
                     "status": "in_progress", "started_at": "2026-03-01T12:00:00Z",
                     "output": {"title": "Waiting", "summary": "for the **workflow**", "text": ""}}\
                    """
                        .formatted(COMMIT, ID))));
    assertThat(gitHub.requests()).hasSize(4);
  }

  @Test
  void asksForATokenThatMayWriteChecks() {
    checkRuns.publish(TARGET, COMMIT, ID, WAITING);
    gitHub.server.verify(
        1,
        postRequestedFor(urlPathEqualTo(TOKENS))
            .withRequestBody(
                equalToJson(
                    """
                    {"repository_ids": [42],
                     "permissions":
                       {"checks": "write", "contents": "read", "metadata": "read"}}\
                    """)));
  }

  @ParameterizedTest
  @EnumSource
  void createsACompletedCheckRun(Conclusion conclusion) {
    checkRuns.publish(
        TARGET, COMMIT, ID, new CheckReport(Optional.of(conclusion), "Title", "summary", "text"));
    gitHub.server.verify(
        1,
        postRequestedFor(urlPathEqualTo(CREATE))
            .withRequestBody(
                equalToJson(
                    """
                    {"name": "Countersign", "head_sha": "%s", "external_id": "%s",
                     "status": "completed", "conclusion": "%s",
                     "started_at": "2026-03-01T12:00:00Z",
                     "completed_at": "2026-03-01T12:00:00Z",
                     "actions": [{"label": "Verify again", "identifier": "verify",
                                  "description": "Verify this release again now"}],
                     "output": {"title": "Title", "summary": "summary", "text": "text"}}\
                    """
                        .formatted(COMMIT, ID, conclusion.name().toLowerCase(Locale.ROOT)))));
  }

  @Test
  @Tag("threat-23")
  void looksForItsOwnCheckRunsOnly() {
    checkRuns.publish(TARGET, COMMIT, ID, WAITING);
    gitHub.server.verify(
        1,
        getRequestedFor(urlPathEqualTo(LIST))
            .withQueryParam("check_name", equalTo("Countersign"))
            .withQueryParam("app_id", equalTo(Long.toString(APP_ID)))
            .withQueryParam("filter", equalTo("all"))
            .withQueryParam("per_page", equalTo("100")));
  }

  @Test
  void completesTheCheckRunThatExists() {
    list(run(9, ID, WAITING));
    checkRuns.publish(TARGET, COMMIT, ID, GREEN);
    gitHub.server.verify(0, postRequestedFor(urlPathEqualTo(CREATE)));
    gitHub.server.verify(
        1,
        patchRequestedFor(urlPathEqualTo(CREATE + "/9"))
            .withRequestBody(
                equalToJson(
                    """
                    {"status": "completed", "conclusion": "success",
                     "completed_at": "2026-03-01T12:00:00Z",
                     "actions": [{"label": "Verify again", "identifier": "verify",
                                  "description": "Verify this release again now"}],
                     "output": {"title": "Verified", "summary": "all of it", "text": "| a |"}}\
                    """)));
  }

  @Test
  void reopensACheckRunThatWasCompleted() {
    list(run(9, ID, GREEN));
    checkRuns.publish(TARGET, COMMIT, ID, WAITING);
    gitHub.server.verify(0, postRequestedFor(urlPathEqualTo(CREATE)));
    gitHub.server.verify(
        1,
        patchRequestedFor(urlPathEqualTo(CREATE + "/9"))
            .withRequestBody(equalToJson("{\"status\": \"in_progress\"}", true, true)));
  }

  static Stream<CheckReport> reports() {
    return Stream.of(WAITING, GREEN);
  }

  @ParameterizedTest
  @MethodSource("reports")
  void changesNothingWhereTheCheckRunSaysSoAlready(CheckReport report) {
    list(run(9, ID, report));
    checkRuns.publish(TARGET, COMMIT, ID, report);
    assertOnlyRead();
  }

  static Stream<Arguments> otherReports() {
    return Stream.of(
        Arguments.of(
            new CheckReport(Optional.of(Conclusion.FAILURE), "Verified", "all of it", "| a |")),
        Arguments.of(new CheckReport(GREEN.conclusion(), "Other", "all of it", "| a |")),
        Arguments.of(new CheckReport(GREEN.conclusion(), "Verified", "other", "| a |")),
        Arguments.of(new CheckReport(GREEN.conclusion(), "Verified", "all of it", "other")));
  }

  @ParameterizedTest
  @MethodSource("otherReports")
  void updatesACheckRunThatDiffersInOnePart(CheckReport existing) {
    list(run(9, ID, existing));
    checkRuns.publish(TARGET, COMMIT, ID, GREEN);
    gitHub.server.verify(1, patchRequestedFor(urlPathEqualTo(CREATE + "/9")));
  }

  @Test
  @Tag("threat-23")
  void leavesTheCheckRunsOfOthersAlone() {
    list(
        run(1, "another", WAITING),
        run(2, ID, WAITING).replace("\"id\": " + APP_ID, "\"id\": 1"),
        run(3, ID, WAITING).replace("\"Countersign\"", "\"countersign\""));
    checkRuns.publish(TARGET, COMMIT, ID, GREEN);
    gitHub.server.verify(0, patchRequestedFor(urlPathMatching(".*")));
    gitHub.server.verify(1, postRequestedFor(urlPathEqualTo(CREATE)));
  }

  @Test
  void findsTheCheckRunOnALaterPage() {
    String next = "/repositories/%d/commits/%s/check-runs".formatted(TARGET.repositoryId(), COMMIT);
    gitHub.answer(
        LIST,
        json(page(run(1, "another", WAITING)))
            .withHeader(
                "Link", "<%s%s?page=2>; rel=\"next\"".formatted(gitHub.server.baseUrl(), next)));
    gitHub.answer(next, page(run(9, ID, WAITING)));
    checkRuns.publish(TARGET, COMMIT, ID, GREEN);
    gitHub.server.verify(1, patchRequestedFor(urlPathEqualTo(CREATE + "/9")));
  }

  @Test
  void doesNotSendItsTokenWhereverAnAnswerPointsTo() {
    gitHub.answer(
        LIST,
        json(page(run(1, "another", WAITING)))
            .withHeader(
                "Link", "<http://127.0.0.1:%d/x>; rel=\"next\"".formatted(gitHub.server.port())));
    assertThatThrownBy(() -> checkRuns.publish(TARGET, COMMIT, ID, GREEN))
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessage("expected an address at localhost, found one at 127.0.0.1");
  }

  @Test
  void saysWhichPermissionIsMissing() {
    gitHub.server.stubFor(
        post(CREATE).willReturn(error(403, "Resource not accessible by integration")));
    assertThatThrownBy(() -> checkRuns.publish(TARGET, COMMIT, ID, WAITING))
        .isInstanceOfSatisfying(
            GitHubRefusedException.class,
            e -> assertThat(e.refusal()).isEqualTo(Refusal.MISSING_PERMISSION));
  }

  @Test
  void isRefusedForACommitThatVanished() {
    gitHub.answer(LIST, error(422, "No commit found for SHA: " + COMMIT));
    assertThatThrownBy(() -> checkRuns.publish(TARGET, COMMIT, ID, WAITING))
        .isInstanceOfSatisfying(
            GitHubRefusedException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.REJECTED));
  }

  @Test
  void doesNotCreateOneWhenTheListMakesNoSense() {
    gitHub.answer(LIST, "{\"message\": \"Server Error\"}");
    assertThatThrownBy(() -> checkRuns.publish(TARGET, COMMIT, ID, WAITING))
        .isInstanceOf(GitHubUnavailableException.class);
    assertOnlyRead();
  }

  @Test
  void timesAreThoseOfTheClock() {
    list(run(9, ID, WAITING));
    gitHub.now.set(NOW.plusSeconds(90));
    checkRuns.publish(TARGET, COMMIT, ID, GREEN);
    gitHub.server.verify(
        1,
        patchRequestedFor(urlPathEqualTo(CREATE + "/9"))
            .withRequestBody(
                equalToJson("{\"completed_at\": \"2026-03-01T12:01:30Z\"}", true, true)));
  }

  private void assertOnlyRead() {
    gitHub.server.verify(0, postRequestedFor(urlPathEqualTo(CREATE)));
    gitHub.server.verify(0, patchRequestedFor(urlPathMatching(".*")));
  }

  private void list(String... runs) {
    gitHub.answer(LIST, page(runs));
  }
}
