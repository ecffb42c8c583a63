package dev.countersign.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static dev.countersign.github.StubbedGitHub.COMMIT;
import static dev.countersign.github.StubbedGitHub.REPOSITORY;
import static dev.countersign.github.StubbedGitHub.TARGET;
import static dev.countersign.github.StubbedGitHub.error;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.countersign.port.ContentLimitException;
import dev.countersign.port.GitHubUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContentsTest {
  /** {@code git hash-object} of "hello\n". */
  private static final String HELLO = "ce013625030ba8dba906f756967f9e9ca394464a";

  private static final String HELLO_SHA256 =
      "2cf8d83d9ee29543b34a87727421fdecb7e3f3a183d337639025de576db9ebb4";
  private static final String ARCHIVE = REPOSITORY + "/tarball/" + COMMIT;

  private final StubbedGitHub gitHub = new StubbedGitHub();

  @AfterEach
  void stop() {
    gitHub.close();
  }

  @Test
  void readsABlobAsItIs() {
    showBlob(HELLO, "hello\n");
    assertThat(gitHub.source().blob(TARGET, HELLO, 6)).isEqualTo("hello\n".getBytes(UTF_8));
    gitHub.server.verify(
        1,
        getRequestedFor(urlPathEqualTo(REPOSITORY + "/git/blobs/" + HELLO))
            .withHeader("Accept", equalTo("application/vnd.github.raw+json")));
  }

  @Test
  void checksABlobOfASha256Repository() {
    showBlob(HELLO_SHA256, "hello\n");
    assertThat(gitHub.source().blob(TARGET, HELLO_SHA256, 6)).hasSize(6);
  }

  @Test
  void doesNotTakeOtherContentForTheBlob() {
    showBlob(HELLO, "hullo\n");
    assertThatThrownBy(() -> gitHub.source().blob(TARGET, HELLO, 100))
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessageStartingWith("expected the content of blob " + HELLO + ", found that of ");
  }

  @Test
  void readsNoMoreOfABlobThanTheLimit() {
    showBlob(HELLO, "hello\n");
    assertThatThrownBy(() -> gitHub.source().blob(TARGET, HELLO, 5))
        .isInstanceOf(ContentLimitException.class)
        .hasMessage(
            "expected at most 5 bytes at /repos/octo/demo/git/blobs/%s, found more"
                .formatted(HELLO));
  }

  @Test
  void readsNoMoreOfABlobThanTheLimitWhenItsLengthIsNotTold() {
    gitHub.answer(
        REPOSITORY + "/git/blobs/" + HELLO,
        aResponse().withBody("hello\n").withChunkedDribbleDelay(2, 1));
    assertThatThrownBy(() -> gitHub.source().blob(TARGET, HELLO, 5))
        .isInstanceOf(ContentLimitException.class);
  }

  @Test
  void asksAgainForABlobThatWasCutOff() {
    gitHub.answer(
        REPOSITORY + "/git/blobs/" + HELLO, aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));
    assertThatThrownBy(() -> gitHub.source().blob(TARGET, HELLO, 100))
        .isInstanceOf(GitHubUnavailableException.class);
    assertThat(gitHub.pauses).hasSize(2);
  }

  @Test
  void asksAgainForABlobThatGitHubDoesNotKnowYet() {
    gitHub.answer(REPOSITORY + "/git/blobs/" + HELLO, error(404, "Not Found"));
    assertThatThrownBy(() -> gitHub.source().blob(TARGET, HELLO, 5))
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessage("GitHub does not know blob " + HELLO + " yet (404)");
  }

  @Test
  void followsTheArchiveToAnotherHostWithoutTakingTheTokenThere() {
    WireMockServer codeload = new WireMockServer(options().dynamicPort());
    codeload.start();
    try {
      codeload.stubFor(
          WireMock.get("/legacy.tar.gz?token=x")
              .willReturn(aResponse().withBody(new byte[] {0x1f, (byte) 0x8b, 8})));
      gitHub.answer(
          ARCHIVE,
          aResponse()
              .withStatus(302)
              .withHeader("Location", codeload.baseUrl() + "/legacy.tar.gz?token=x"));
      AtomicReference<byte[]> received = new AtomicReference<>();
      gitHub.source().archive(TARGET, COMMIT, in -> received.set(in.readAllBytes()));

      assertThat(received.get()).containsExactly(0x1f, 0x8b, 8);
      codeload.verify(
          1,
          getRequestedFor(urlPathEqualTo("/legacy.tar.gz"))
              .withHeader("Authorization", WireMock.absent()));
      gitHub.server.verify(
          1,
          getRequestedFor(urlPathEqualTo(ARCHIVE))
              .withHeader("Authorization", equalTo("Bearer ghs_first")));
    } finally {
      codeload.stop();
    }
  }

  @Test
  void asksAgainForAnArchiveThatDoesNotStart() {
    gitHub.answer(ARCHIVE, error(502, "Bad Gateway"));
    assertThatThrownBy(() -> gitHub.source().archive(TARGET, COMMIT, InputStream::readAllBytes))
        .isInstanceOf(GitHubUnavailableException.class);
    assertThat(gitHub.count(ARCHIVE)).isEqualTo(3);
  }

  @Test
  void readsAnArchiveThatBreaksOffOnlyOnce() {
    gitHub.answer(ARCHIVE, aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));
    AtomicInteger readings = new AtomicInteger();
    assertThatThrownBy(
            () ->
                gitHub
                    .source()
                    .archive(
                        TARGET,
                        COMMIT,
                        in -> {
                          readings.incrementAndGet();
                          in.readAllBytes();
                        }))
        .isInstanceOf(GitHubUnavailableException.class)
        .hasCauseInstanceOf(IOException.class);
    assertThat(readings).hasValue(1);
  }

  @Test
  void passesOnThatTheReaderFoundTooMuch() {
    gitHub.answer(ARCHIVE, aResponse().withBody("x"));
    ContentLimitException tooMuch = new ContentLimitException("too much");
    assertThatThrownBy(
            () ->
                gitHub
                    .source()
                    .archive(
                        TARGET,
                        COMMIT,
                        in -> {
                          throw tooMuch;
                        }))
        .isSameAs(tooMuch);
  }

  @Test
  void asksAgainForAnArchiveThatGitHubDoesNotKnowYet() {
    gitHub.answer(ARCHIVE, aResponse().withStatus(404).withBody("404: Not Found"));
    assertThatThrownBy(() -> gitHub.source().archive(TARGET, COMMIT, InputStream::readAllBytes))
        .isInstanceOf(GitHubUnavailableException.class);
  }

  private void showBlob(String objectId, String content) {
    gitHub.answer(
        REPOSITORY + "/git/blobs/" + objectId,
        aResponse()
            .withHeader("Content-Type", "application/vnd.github.raw+json; charset=utf-8")
            .withBody(content));
  }
}
