package dev.countersign.github;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.countersign.github.StubbedGitHub.error;
import static dev.countersign.github.StubbedGitHub.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.port.HookDeliveries;
import dev.countersign.port.HookDelivery;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HookDeliveriesTest {
  private static final String LIST = "/app/hook/deliveries";
  private static final String ATTEMPTS = LIST + "/12345678/attempts";
  private static final String GUID = "0b989ba4-242f-11e5-81e1-c7b6966d2516";

  private final StubbedGitHub gitHub = new StubbedGitHub();
  private final HookDeliveries deliveries = gitHub.app().hookDeliveries();

  @AfterEach
  void stop() {
    gitHub.close();
  }

  @Test
  void areListedAsTheAppPageByPage() {
    gitHub.answer(
        LIST,
        json("""
            [{"id": 12345678, "guid": "%s", "delivered_at": "2026-03-01T11:57:16Z",
              "redelivery": false, "duration": 0.27, "status": "OK", "status_code": 202,
              "throttled_at": null, "event": "release", "action": "published",
              "installation_id": 123, "repository_id": 456},
             {"id": 12345677, "guid": "%s", "delivered_at": "2026-03-01T11:57:15.123Z",
              "redelivery": true, "duration": 10.0, "status": "timed out", "status_code": 504,
              "throttled_at": null, "event": "installation", "action": null,
              "installation_id": null, "repository_id": null}]"""
                .formatted(GUID.toUpperCase(Locale.ROOT), GUID))
            .withHeader(
                "Link",
                "<https://elsewhere.example/x?per_page=100&cursor=v1_1>; rel=\"prev\","
                    + " <https://elsewhere.example/x?per_page=100&cursor=v1_12345676>; rel=\"next\""));

    HookDeliveries.Page page = deliveries.list(Optional.of("v1_12345678"));

    assertThat(page.attempts())
        .containsExactly(
            new HookDelivery(
                12345678,
                GUID,
                "release",
                Optional.of(123L),
                Instant.parse("2026-03-01T11:57:16Z"),
                false,
                true),
            new HookDelivery(
                12345677,
                GUID,
                "installation",
                Optional.empty(),
                Instant.parse("2026-03-01T11:57:15.123Z"),
                true,
                false));
    assertThat(page.next()).contains("v1_12345676");
    gitHub.server.verify(
        1,
        getRequestedFor(urlPathEqualTo(LIST))
            .withQueryParam("per_page", equalTo("100"))
            .withQueryParam("cursor", equalTo("v1_12345678"))
            .withHeader("Authorization", matching("Bearer ey.*")));
  }

  @Test
  void endWithAPageWithoutANextOne() {
    gitHub.answer(LIST, "[]");

    assertThat(deliveries.list(Optional.empty()).next()).isEmpty();
  }

  @Test
  void areUnavailableWhenTheListMakesNoSense() {
    gitHub.answer(LIST, "[{\"id\": 1}]");

    assertThatThrownBy(() -> deliveries.list(Optional.empty()))
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessageContaining("/guid");
  }

  @Test
  void areAskedForOnceWhateverTheAnswerIs() {
    gitHub.server.stubFor(post(ATTEMPTS).willReturn(json("").withStatus(202)));
    deliveries.redeliver(12345678);

    gitHub.server.stubFor(post(ATTEMPTS).willReturn(error(502, "Server Error")));
    assertThatThrownBy(() -> deliveries.redeliver(12345678))
        .isInstanceOf(GitHubUnavailableException.class);

    gitHub.server.verify(2, postRequestedFor(urlPathEqualTo(ATTEMPTS)));
  }

  @Test
  void areRefusedWhenGitHubKnowsThemNoMore() {
    gitHub.server.stubFor(post(ATTEMPTS).willReturn(error(404, "Not Found")));

    assertThatThrownBy(() -> deliveries.redeliver(12345678))
        .asInstanceOf(type(GitHubRefusedException.class))
        .extracting(GitHubRefusedException::refusal)
        .isEqualTo(GitHubRefusedException.Refusal.REJECTED);
  }

  @Test
  void sayUntilWhenGitHubLimitsTheRate() {
    gitHub.server.stubFor(
        post(ATTEMPTS).willReturn(error(403, "secondary").withHeader("Retry-After", "60")));

    assertThatThrownBy(() -> deliveries.redeliver(12345678))
        .asInstanceOf(type(GitHubUnavailableException.class))
        .extracting(GitHubUnavailableException::retryAt)
        .isEqualTo(Optional.of(StubbedGitHub.NOW.plusSeconds(60)));
  }
}
