package dev.countersign.github;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.countersign.github.StubbedGitHub.NOW;
import static dev.countersign.github.StubbedGitHub.REPOSITORY;
import static dev.countersign.github.StubbedGitHub.TARGET;
import static dev.countersign.github.StubbedGitHub.TOKENS;
import static dev.countersign.github.StubbedGitHub.error;
import static dev.countersign.github.StubbedGitHub.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.port.MaterialSource;
import dev.countersign.port.RepositoryTarget;
import io.jsonwebtoken.Jwts;
import java.time.Duration;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class InstallationTokensTest {
  private static final String RELEASE = REPOSITORY + "/releases/tags/v1";

  private final StubbedGitHub gitHub = new StubbedGitHub();
  private final MaterialSource source = gitHub.source();

  @BeforeEach
  void showBranch() {
    gitHub.showRestRelease("v1", "v1");
  }

  @AfterEach
  void stop() {
    gitHub.close();
  }

  @Test
  void asksForThisRepositoryAndTheNeededPermissionsOnly() {
    source.releaseExists(TARGET, "v1");
    gitHub.server.verify(
        1,
        postRequestedFor(urlPathEqualTo(TOKENS))
            .withHeader("Content-Type", equalTo("application/json"))
            .withRequestBody(
                equalToJson(
                    """
                    {"repository_ids": [42],
                     "permissions": {"contents": "read", "metadata": "read"}}""")));
  }

  @Test
  void authenticatesTheAppToGetAToken() {
    source.releaseExists(TARGET, "v1");
    String authorization =
        gitHub
            .server
            .findAll(postRequestedFor(urlPathEqualTo(TOKENS)))
            .get(0)
            .getHeader("Authorization");
    assertThat(authorization).startsWith("Bearer ");
    assertThat(
            Jwts.parser()
                .verifyWith(TestKeys.APP.getPublic())
                .clock(() -> Date.from(NOW))
                .build()
                .parseSignedClaims(authorization.substring("Bearer ".length()))
                .getPayload()
                .getIssuer())
        .isEqualTo("4711");
  }

  @Test
  void keepsATokenUntilFiveMinutesBeforeItExpires() {
    source.releaseExists(TARGET, "v1");
    gitHub.now.set(NOW.plus(Duration.ofMinutes(55)).minusMillis(1));
    source.releaseExists(TARGET, "v1");
    assertThat(tokensIssued()).isEqualTo(1);

    gitHub.grantToken("ghs_second", NOW.plus(Duration.ofHours(2)));
    gitHub.now.set(NOW.plus(Duration.ofMinutes(55)));
    source.releaseExists(TARGET, "v1");
    assertThat(tokensIssued()).isEqualTo(2);
    assertSentWith("ghs_first", 2);
    assertSentWith("ghs_second", 1);
  }

  @Test
  void keepsOneTokenForEachRepository() {
    source.releaseExists(TARGET, "v1");
    gitHub.answer("/repositories/43", error(404, "Not Found"));
    assertThatThrownBy(
            () -> source.releaseExists(new RepositoryTarget(21, 43, TARGET.name()), "v1"))
        .isInstanceOf(RuntimeException.class);
    assertThat(tokensIssued()).isEqualTo(2);
  }

  @Test
  void dropsATokenThatGitHubRejectsAndGoesOnWithAFreshOne() {
    source.releaseExists(TARGET, "v1");
    gitHub.grantToken("ghs_second", NOW.plus(Duration.ofHours(1)));
    gitHub.server.stubFor(
        get(urlPathEqualTo(RELEASE))
            .withHeader("Authorization", equalTo("Bearer ghs_first"))
            .willReturn(error(401, "Bad credentials")));

    assertThat(source.releaseExists(TARGET, "v1")).isTrue();
    assertThat(source.releaseExists(TARGET, "v1")).isTrue();
    assertThat(tokensIssued()).isEqualTo(2);
    assertSentWith("ghs_first", 2);
    assertSentWith("ghs_second", 2);
  }

  @Test
  void isUnavailableWhenTheFreshTokenIsRejectedAsWell() {
    gitHub.answer(RELEASE, error(401, "Bad credentials"));
    assertThatThrownBy(() -> source.releaseExists(TARGET, "v1"))
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessageContaining("401")
        .hasMessageContaining("Bad credentials");
    assertThat(gitHub.count(RELEASE)).isEqualTo(2);
    assertThat(tokensIssued()).isEqualTo(2);
  }

  @Test
  void asksOnceForThoseWhoComeAtTheSameTime() throws Exception {
    gitHub.server.stubFor(
        post(TOKENS)
            .willReturn(
                json("{\"token\": \"ghs_x\", \"expires_at\": \"2026-03-01T13:00:00Z\"}")
                    .withStatus(201)
                    .withFixedDelay(300)));
    int callers = 8;
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      Callable<Boolean> call = () -> source.releaseExists(TARGET, "v1");
      for (Future<Boolean> found : threads.invokeAll(Collections.nCopies(callers, call))) {
        assertThat(found.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(tokensIssued()).isEqualTo(1);
  }

  @Test
  void asksAgainWhenTheAnswerWithTheTokenIsLost() {
    gitHub.server.stubFor(
        post(TOKENS)
            .inScenario("lost")
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("found")
            .willReturn(json("{\"token\": \"ghs_lost\", \"expi").withStatus(201)));
    assertThat(source.releaseExists(TARGET, "v1")).isTrue();
    assertThat(gitHub.pauses).hasSize(1);
  }

  @Test
  @Tag("threat-27")
  void neverQuotesATokenInAnException() {
    for (String answer :
        List.of(
            "{\"token\": \"ghs_secret\", \"expi",
            "{\"token\": \"ghs_secret\"}",
            "{\"token\": \"ghs_secret\", \"expires_at\": 1}",
            "{\"token\": [\"ghs_secret\"], \"expires_at\": \"2026-03-01T13:00:00Z\"}",
            "\"ghs_secret")) {
      gitHub.server.stubFor(post(TOKENS).willReturn(json(answer).withStatus(201)));
      assertThatThrownBy(() -> source.releaseExists(TARGET, "v1"))
          .isInstanceOf(GitHubUnavailableException.class)
          .satisfies(
              e -> {
                for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                  assertThat(cause.toString()).doesNotContain("secret");
                }
              });
    }
  }

  @Test
  @Tag("threat-27")
  void showsNothingOfATokenAsText() {
    assertThat(new AccessToken("ghs_secret", NOW)).hasToString("[REDACTED]");
  }

  private int tokensIssued() {
    return gitHub
        .server
        .countRequestsMatching(postRequestedFor(urlPathEqualTo(TOKENS)).build())
        .getCount();
  }

  private void assertSentWith(String token, int times) {
    gitHub.server.verify(
        times,
        getRequestedFor(urlPathEqualTo(RELEASE))
            .withHeader("Authorization", equalTo("Bearer " + token)));
  }
}
