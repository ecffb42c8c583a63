package dev.countersign.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static dev.countersign.github.CheckRunAnswers.page;
import static dev.countersign.github.CheckRunAnswers.run;
import static dev.countersign.github.StubbedGitHub.COMMIT;
import static dev.countersign.github.StubbedGitHub.REPOSITORY;
import static dev.countersign.github.StubbedGitHub.TARGET;
import static dev.countersign.github.StubbedGitHub.error;
import static dev.countersign.github.StubbedGitHub.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.countersign.port.CheckRuns;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.report.Annotation;
import dev.countersign.report.Annotation.Level;
import dev.countersign.report.CheckReport;
import dev.countersign.report.CheckReport.Conclusion;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Never a second check run for one commit, name and external id. */
class OneCheckRunTest {
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

  static Stream<ResponseDefinitionBuilder> lostAnswers() {
    return Stream.of(
        error(502, "Bad Gateway"),
        aResponse().withStatus(503).withHeader("Retry-After", "0"),
        aResponse().withStatus(408),
        aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
        aResponse().withFault(Fault.EMPTY_RESPONSE),
        json("{\"id\": 5, \"na").withStatus(201),
        json("{}").withFixedDelay(5_000),
        aResponse().withStatus(307).withHeader("Location", CREATE));
  }

  @ParameterizedTest
  @MethodSource("lostAnswers")
  void neverCreatesASecondOneWhenTheAnswerIsLost(ResponseDefinitionBuilder lost) {
    gitHub.server.stubFor(post(CREATE).willReturn(lost));
    assertThatThrownBy(() -> checkRuns.publish(TARGET, COMMIT, ID, WAITING))
        .isInstanceOf(GitHubUnavailableException.class);
    list(run(9, ID, WAITING));
    checkRuns.publish(TARGET, COMMIT, ID, WAITING);
    checkRuns.publish(TARGET, COMMIT, ID, GREEN);

    gitHub.server.verify(1, postRequestedFor(urlPathEqualTo(CREATE)));
    gitHub.server.verify(1, patchRequestedFor(urlPathEqualTo(CREATE + "/9")));
    assertThat(gitHub.pauses).isEmpty();
  }

  @Test
  void updatesTheOneItCreatedWhenGitHubDoesNotListItYet() {
    checkRuns.publish(TARGET, COMMIT, ID, WAITING);
    checkRuns.publish(TARGET, COMMIT, ID, GREEN);
    gitHub.server.verify(1, postRequestedFor(urlPathEqualTo(CREATE)));
    gitHub.server.verify(1, patchRequestedFor(urlPathEqualTo(CREATE + "/5")));
  }

  @Test
  void updatesTheOneItCreatedWhenItsFurtherAnnotationsFailed() {
    CheckReport red =
        new CheckReport(
            Optional.of(Conclusion.FAILURE),
            "Tampered",
            "summary",
            "",
            IntStream.rangeClosed(1, 60)
                .mapToObj(i -> new Annotation("list.txt", i, Level.FAILURE, "title", "no. " + i))
                .toList());
    gitHub.server.stubFor(
        patch(urlPathEqualTo(CREATE + "/5")).willReturn(error(502, "Bad Gateway")));
    assertThatThrownBy(() -> checkRuns.publish(TARGET, COMMIT, ID, red))
        .isInstanceOf(GitHubUnavailableException.class);
    gitHub.server.stubFor(
        patch(urlPathEqualTo(CREATE + "/5"))
            .willReturn(
                json(
                    run(5, ID, red)
                        .replace("\"annotations_count\": 0", "\"annotations_count\": 50"))));
    gitHub.answer(
        CREATE + "/5/annotations",
        IntStream.rangeClosed(1, 50)
            .mapToObj(
                """
                {"path": "list.txt", "start_line": %1$d, "end_line": %1$d,
                 "annotation_level": "failure", "title": "title", "message": "no. %1$d"}"""
                    ::formatted)
            .collect(Collectors.joining(",", "[", "]")));
    gitHub.server.resetRequests();

    checkRuns.publish(TARGET, COMMIT, ID, red);

    gitHub.server.verify(0, postRequestedFor(urlPathEqualTo(CREATE)));
    gitHub.server.verify(2, patchRequestedFor(urlPathEqualTo(CREATE + "/5")));
    gitHub.server.verify(
        1,
        patchRequestedFor(urlPathEqualTo(CREATE + "/5"))
            .withRequestBody(matchingJsonPath("$.output.annotations.length()", equalTo("10")))
            .withRequestBody(
                matchingJsonPath("$.output.annotations[0].message", equalTo("no. 51"))));
  }

  @Test
  void updatesTheOneItPublishedWithoutLookingForItAgain() {
    checkRuns.publish(TARGET, COMMIT, ID, WAITING);
    checkRuns.publish(TARGET, COMMIT, ID, GREEN);
    gitHub.server.verify(1, getRequestedFor(urlPathEqualTo(LIST)));
  }

  @Test
  void looksForTheOneItPublishedWhenItHasNothingNewToSay() {
    checkRuns.publish(TARGET, COMMIT, ID, WAITING);
    list(run(5, ID, WAITING));
    checkRuns.publish(TARGET, COMMIT, ID, WAITING);
    gitHub.server.verify(2, getRequestedFor(urlPathEqualTo(LIST)));
    gitHub.server.verify(0, patchRequestedFor(urlPathEqualTo(CREATE + "/5")));
  }

  @Test
  void createsAnotherOneWhenTheOneItCreatedIsGone() {
    checkRuns.publish(TARGET, COMMIT, ID, WAITING);
    gitHub.server.stubFor(patch(urlPathEqualTo(CREATE + "/5")).willReturn(error(404, "Not Found")));
    checkRuns.publish(TARGET, COMMIT, ID, GREEN);
    gitHub.server.verify(2, postRequestedFor(urlPathEqualTo(CREATE)));
  }

  @Test
  void createsOneForPublishersAtTheSameTime() throws Exception {
    checkRuns.publish(TARGET, COMMIT, "another", WAITING);
    gitHub.server.stubFor(
        post(CREATE).willReturn(json(run(5, ID, WAITING)).withStatus(201).withFixedDelay(700)));
    int publishers = 4;
    ExecutorService threads = Executors.newFixedThreadPool(publishers);
    try {
      Callable<Boolean> publish =
          () -> {
            checkRuns.publish(TARGET, COMMIT, ID, WAITING);
            return true;
          };
      for (Future<Boolean> published :
          threads.invokeAll(Collections.nCopies(publishers, publish))) {
        assertThat(published.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
    gitHub.server.verify(2, postRequestedFor(urlPathEqualTo(CREATE)));
  }

  private void list(String... runs) {
    gitHub.answer(LIST, page(runs));
  }
}
