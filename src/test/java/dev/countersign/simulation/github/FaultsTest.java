package dev.countersign.simulation.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.simulation.git.FileContent;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private static final String HELLO = "/repos/octocat/hello";

  private final SimulatedGitHub github = SimulatedGitHub.start();
  private final SimulatedRepository repository = github.createRepository("octocat/hello");
  private final RestClient client = new RestClient(github.url());
  private String head = "";

  @BeforeEach
  void commit() throws Exception {
    head = repository.commit("main", Map.of("a", FileContent.text("a")), "First");
    client.authorizeAs(github.install(repository), github.app(), Instant.now(), "");
    github.requests().clear();
  }

  @AfterEach
  void stop() {
    github.close();
  }

  @Test
  void strikesTheNextMatchingRequestsOnly() throws Exception {
    github.faults().next(2, "GET", "/repos/octocat/[^/]+", Fault.serverError());

    assertThat(get("/branches/main").statusCode()).isEqualTo(200);
    assertThat(get("").statusCode()).isEqualTo(500);
    assertThat(get("").statusCode()).isEqualTo(500);
    assertThat(get("").statusCode()).isEqualTo(200);
    assertThat(github.faults().usedUp()).isTrue();
    assertThat(github.requests().all())
        .extracting(LoggedRequest::status)
        .isEqualTo(List.of(200, 500, 500, 200));
    assertThat(github.requests().count("GET", HELLO)).isEqualTo(3);
  }

  @Test
  void answersWithTheHtmlOfAProxy() throws Exception {
    fail(Fault.badGateway());
    HttpResponse<byte[]> response = get("");
    assertThat(response.statusCode()).isEqualTo(502);
    assertThat(response.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
  }

  @Test
  void limitsTheRate() throws Exception {
    Instant reset = Instant.ofEpochSecond(2_000_000_000);
    fail(Fault.primaryRateLimit(reset));
    HttpResponse<byte[]> primary = get("");
    assertThat(primary.statusCode()).isEqualTo(403);
    assertThat(primary.headers().firstValue("X-RateLimit-Remaining")).contains("0");
    assertThat(primary.headers().firstValue("X-RateLimit-Reset")).contains("2000000000");

    fail(Fault.secondaryRateLimit(429, Duration.ofSeconds(7)));
    HttpResponse<byte[]> secondary = get("");
    assertThat(secondary.statusCode()).isEqualTo(429);
    assertThat(secondary.headers().firstValue("Retry-After")).contains("7");
  }

  @Test
  void resetsTheConnection() {
    // The JDK's client tries a GET once more by itself.
    github.faults().always("GET", HELLO, Fault.connectionReset());
    assertThatThrownBy(() -> get("")).isInstanceOf(IOException.class);
  }

  @Test
  void losesAnAnswerWhoseRequestWasCarriedOut() {
    github.faults().next(1, "POST", HELLO + "/check-runs", Fault.lostAnswer());
    String body = Json.object().put("name", "x").put("head_sha", head).toString();

    assertThatThrownBy(() -> client.send("POST", HELLO + "/check-runs", body))
        .isInstanceOf(IOException.class);

    assertThat(repository.checkRuns()).hasSize(1);
    assertThat(github.requests().all())
        .singleElement()
        .satisfies(request -> assertThat(request.note()).isEqualTo("lost"))
        .satisfies(request -> assertThat(request.status()).isEqualTo(201));
  }

  @Test
  void breaksOffInTheMiddle() {
    fail(Fault.brokenTransfer());
    assertThatThrownBy(() -> get("")).isInstanceOf(IOException.class);
  }

  @Test
  void spoilsTheJson() throws Exception {
    byte[] whole = get("").body();
    fail(Fault.truncatedBody());
    byte[] half = get("").body();
    assertThat(half).hasSize(whole.length / 2);

    fail(Fault.malformedJson());
    assertThatThrownBy(() -> RestClient.json(get(""))).isInstanceOf(HttpError.class);
    fail(Fault.htmlInsteadOfJson());
    assertThat(get("").statusCode()).isEqualTo(200);
  }

  @Test
  void answersLate() throws Exception {
    fail(Fault.delay(Duration.ofMillis(200)));
    long start = System.nanoTime();
    assertThat(get("").statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(190));
  }

  @Test
  void logsNoSecrets() throws Exception {
    String location = get("/tarball/main").headers().firstValue("Location").orElseThrow();
    client.get(location);

    String log = github.requests().toString();
    assertThat(log)
        .contains("GET   /repos/octocat/hello/tarball/main 302 INSTALLATION_TOKEN")
        .contains("legacy.tar.gz/" + head + "?token=… 200")
        .doesNotContain("ghs_", location.substring(location.indexOf("token=")));
    assertThat(new String(get("").body(), StandardCharsets.UTF_8)).doesNotContain("ghs_");
  }

  private void fail(Fault fault) {
    github.faults().next(1, "GET", HELLO, fault);
  }

  private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return client.get(HELLO + path);
  }
}
