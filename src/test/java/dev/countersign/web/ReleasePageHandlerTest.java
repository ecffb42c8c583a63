package dev.countersign.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubRefusedException.Refusal;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.report.ReleasePages;
import dev.countersign.verification.Release;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who sees a release's page: threat rows 25 and 26 over HTTP. */
class ReleasePageHandlerTest extends PageFixture {
  private static final String SECRET = "what only members may know";

  private final Release release = ReleasePages.release("octo-org/octo-app", "v1.2.0");

  @Test
  void showsAReleaseOfAPublicRepository() {
    HttpResponse<String> response = server.get(keep(release));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains(SECRET);
    assertThat(server.asked).containsExactly(PageServer.target(release));
  }

  @Test
  void showsItUnderTheNameInAnyCase() {
    keep(release);

    assertThat(server.get(server.uri("/OCTO-org/Octo-App/releases/v1.2.0")).statusCode())
        .isEqualTo(200);
  }

  @Test
  @Tag("threat-25")
  void answersForAnythingElseAsIfItDidNotExist() {
    Release turnedPrivate = ReleasePages.release("octo-org/turned-private", "v1", 11);
    Release refused = ReleasePages.release("octo-org/refused", "v1", 12);
    Release wasPrivate = ReleasePages.release("octo-org/was-private", "v1", 13);
    URI shown = keep(release);
    keep(turnedPrivate);
    keep(refused);
    keep(ReleasePages.withVisibility(wasPrivate, "private"));
    server.isPublic =
        target -> {
          if (target.repositoryId() == refused.repositoryId()) {
            throw new GitHubRefusedException(Refusal.NOT_ACCESSIBLE, "suspended", null);
          }
          return target.repositoryId() == release.repositoryId();
        };

    HttpResponse<String> unknown = server.get(server.uri("/nobody/nothing/releases/v1"));
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).doesNotContain("nobody", SECRET);
    for (URI address :
        List.of(
            server.address(turnedPrivate),
            server.address(refused),
            server.address(wasPrivate),
            server.uri("/octo-org/octo-app/releases/v9"),
            server.uri("/octo-org/octo-app/releases/V1.2.0"),
            server.uri("/octo%20org/%3Cb%3E/releases/v1"),
            server.uri("/octo-org%2Focto-app/x/releases/v1.2.0"))) {
      HttpResponse<String> response = server.get(address);
      assertThat(response.statusCode()).as(address.getPath()).isEqualTo(404);
      assertThat(response.body()).as(address.getPath()).isEqualTo(unknown.body());
      assertThat(headers(response)).as(address.getPath()).isEqualTo(headers(unknown));
    }
    assertThat(server.get(shown).statusCode()).isEqualTo(200);
  }

  @Test
  @Tag("threat-25")
  void asksNobodyAboutARepositoryThatWasNotPublicWhenItWasVerified() {
    URI address = keep(ReleasePages.withVisibility(release, "internal"));

    assertThat(server.get(address).statusCode()).isEqualTo(404);
    assertThat(server.asked).isEmpty();
  }

  @Test
  void answersTheMethodHeadLikeTheMethodGet() {
    URI address = keep(release);

    assertThat(server.send("HEAD", address).statusCode()).isEqualTo(200);
    assertThat(server.send("HEAD", address).body()).isEmpty();
    assertThat(server.send("HEAD", server.uri("/octo-org/octo-app/releases/v9")).statusCode())
        .isEqualTo(404);
  }

  @Test
  @Tag("threat-25")
  void hidesARepositoryThatTurnsPrivateWithinAMinute() {
    URI address = keep(release);
    assertThat(server.get(address).statusCode()).isEqualTo(200);
    server.isPublic = target -> false;

    server.now = server.now.plus(Duration.ofSeconds(59));
    assertThat(server.get(address).statusCode()).isEqualTo(200);
    assertThat(server.asked).hasSize(1);

    server.now = server.now.plus(Duration.ofSeconds(1));
    assertThat(server.get(address).statusCode()).isEqualTo(404);
    assertThat(server.asked).hasSize(2);
  }

  @Test
  @Tag("threat-25")
  void showsNothingWhileNobodyCanSayWhetherTheRepositoryIsPublic() {
    URI address = keep(release);
    server.isPublic =
        target -> {
          throw new GitHubUnavailableException("down", null, null);
        };

    HttpResponse<String> response = server.get(address);

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).doesNotContain("octo", "v1.2.0", SECRET, "down");
    server.get(address);
    assertThat(server.asked).as("a GitHub that is down is not asked at each visit").hasSize(1);

    server.isPublic = target -> true;
    server.now = server.now.plus(Duration.ofMinutes(1));
    assertThat(server.get(address).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v1",
        "pkg/v1.2.0",
        "a/b/c",
        "100%",
        "100%25",
        "a%2Fb",
        "a+b",
        "v1;x=1",
        "v1#top",
        "v1&amp;",
        "naïve-日本",
        "<script>alert(1)</script>",
        "\"onmouseover=\"alert(1)",
        "'{}|$()!@,=`"
      })
  void findsExactlyTheTag(String tag) {
    Release tagged = ReleasePages.release("octo-org/octo-app", tag);
    URI address = keep(tagged);

    assertThat(server.get(address).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%zz", "%", "%C3", "%00", "%E2%80%AE", "a/../../b", "%2e%2e/%2e%2e"})
  void isNotUpsetByWhatIsNoTag(String path) throws IOException {
    keep(release);
    String answer = raw("GET /octo-org/octo-app/releases/" + path + " HTTP/1.1");

    assertThat(answer).matches("HTTP/1.1 (400|404) (?s).*").doesNotContain(SECRET, "Exception");
  }

  @Test
  void doesNotDecodeATagTwice() {
    keep(ReleasePages.release("octo-org/octo-app", "a%2Fb"));

    assertThat(server.get(server.uri("/octo-org/octo-app/releases/a%2Fb")).statusCode())
        .isEqualTo(404);
    assertThat(server.get(server.uri("/octo-org/octo-app/releases/a%252Fb")).statusCode())
        .isEqualTo(200);
  }

  @Test
  @Tag("threat-26")
  void letsTheBrowserRunNothingKeepNothingAndTellNobody() {
    URI address = keep(release);
    for (URI each : List.of(address, server.uri("/a/b/releases/c"), server.uri("/reason-codes"))) {
      Map<String, List<String>> headers = headers(server.get(each));
      assertThat(headers)
          .containsEntry("x-content-type-options", List.of("nosniff"))
          .containsEntry("referrer-policy", List.of("no-referrer"))
          .containsEntry("cache-control", List.of("no-store"))
          .containsEntry("content-type", List.of("text/html;charset=utf-8"))
          .doesNotContainKeys("set-cookie", "etag", "last-modified");
      assertThat(headers.getOrDefault("content-security-policy", List.of()))
          .singleElement()
          .asString()
          .matches(
              "default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}'; base-uri 'none';"
                  + " form-action 'none'; frame-ancestors 'none'");
    }
  }

  private URI keep(Release kept) {
    return server.keep(kept, ReleasePages.page(kept, Conclusion.SUCCESS, SECRET));
  }

  /** Java's own client sends nothing that is malformed. */
  private String raw(String requestLine) throws IOException {
    URI uri = server.uri("");
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket
          .getOutputStream()
          .write((requestLine + "\r\nHost: a\r\nConnection: close\r\n\r\n").getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  /** All but the time. */
  private static Map<String, List<String>> headers(HttpResponse<String> response) {
    Map<String, List<String>> headers = new HashMap<>(response.headers().map());
    headers.remove("date");
    return headers;
  }
}
