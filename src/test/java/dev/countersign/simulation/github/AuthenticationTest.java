package dev.countersign.simulation.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.simulation.SettableClock;
import dev.countersign.simulation.git.FileContent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthenticationTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final SimulatedGitHub github = SimulatedGitHub.start(clock);
  private final SimulatedRepository repository = github.createRepository("octocat/hello");
  private final SimulatedRepository other = github.createRepository("octocat/other");
  private final SimulatedInstallation installation = github.install(repository, other);
  private final RestClient client = new RestClient(github.url());

  @BeforeEach
  void commit() {
    repository.commit("main", Map.of("README.md", FileContent.text("hello\n")), "First");
  }

  @AfterEach
  void stop() {
    github.close();
  }

  @Test
  void tellsTheAppWhoItIs() throws Exception {
    client.authorizeAs(AppJwts.valid(github.app(), clock.instant()));

    assertThat(client.json("/app").path("id").asLong()).isEqualTo(github.app().id());
    assertThat(client.json("/repos/octocat/hello/installation").path("id").asLong())
        .isEqualTo(installation.id());
    assertThat(client.json("/app/installations/" + installation.id()).path("app_id").asLong())
        .isEqualTo(github.app().id());
  }

  @Test
  void acceptsTheClientIdAsIssuer() throws Exception {
    assertThat(appStatus(github.app().clientId(), Duration.ZERO, Duration.ofMinutes(10)))
        .isEqualTo(200);
  }

  @Test
  void refusesATokenThatLivesTooLong() throws Exception {
    assertThat(appStatus(appId(), Duration.ZERO, Duration.ofSeconds(601))).isEqualTo(401);
  }

  @Test
  void refusesATokenFromTheFuture() throws Exception {
    assertThat(appStatus(appId(), Duration.ofSeconds(60), Duration.ofMinutes(9))).isEqualTo(200);
    assertThat(appStatus(appId(), Duration.ofSeconds(61), Duration.ofMinutes(9))).isEqualTo(401);
  }

  @Test
  void refusesAnExpiredToken() throws Exception {
    assertThat(appStatus(appId(), Duration.ofMinutes(-10), Duration.ofSeconds(-1))).isEqualTo(401);
  }

  @Test
  void refusesAnotherAppAndAnotherKey() throws Exception {
    assertThat(appStatus("1", Duration.ZERO, Duration.ofMinutes(9))).isEqualTo(404);

    Instant now = clock.instant();
    client.authorizeAs(
        AppJwts.of(appId(), now, now.plusSeconds(60), new SimulatedApp().privateKey()));
    assertThat(client.get("/app").statusCode()).isEqualTo(401);
  }

  @Test
  void givesATokenForAnHour() throws Exception {
    become("");
    assertThat(status("/repos/octocat/hello")).isEqualTo(200);

    clock.advance(Duration.ofMinutes(59));
    assertThat(status("/repos/octocat/hello")).isEqualTo(200);
    clock.advance(Duration.ofMinutes(1));
    assertThat(status("/repos/octocat/hello")).isEqualTo(401);
  }

  @Test
  void holdsATokenToItsRepositories() throws Exception {
    become("{\"repository_ids\": [" + repository.id() + "]}");
    assertThat(status("/repos/octocat/hello")).isEqualTo(200);
    assertThat(status("/repos/octocat/other")).isEqualTo(404);

    become("{\"repositories\": [\"other\"]}");
    assertThat(status("/repos/octocat/hello")).isEqualTo(404);
    assertThat(status("/repos/octocat/other")).isEqualTo(200);
  }

  @Test
  void holdsATokenToItsPermissions() throws Exception {
    become("{\"permissions\": {\"checks\": \"write\"}}");
    assertThat(status("/repos/octocat/hello")).isEqualTo(200);
    assertThat(status("/repos/octocat/hello/branches/main")).isEqualTo(403);

    become("{\"permissions\": {\"contents\": \"read\", \"checks\": \"read\"}}");
    assertThat(status("/repos/octocat/hello/branches/main")).isEqualTo(200);
    assertThat(client.send("POST", "/repos/octocat/hello/check-runs", "{}").statusCode())
        .isEqualTo(403);
  }

  @Test
  void givesNoMoreThanTheInstallationGrants() throws Exception {
    assertThat(tokenStatus("{\"permissions\": {\"contents\": \"write\"}}")).isEqualTo(422);
    assertThat(tokenStatus("{\"repository_ids\": [1]}")).isEqualTo(422);

    installation.deny("checks");
    assertThat(tokenStatus("{\"permissions\": {\"checks\": \"write\"}}")).isEqualTo(422);
  }

  @Test
  void forgetsTokensThatWereRevoked() throws Exception {
    become("");
    github.revokeTokens();
    assertThat(status("/repos/octocat/hello")).isEqualTo(401);

    become("");
    github.uninstall(installation);
    assertThat(status("/repos/octocat/hello")).isEqualTo(401);
    assertThat(tokenStatus("")).isEqualTo(404);
  }

  @Test
  void refusesASuspendedInstallation() throws Exception {
    become("");
    installation.suspend(clock.instant());
    assertThat(status("/repos/octocat/hello")).isEqualTo(403);
    assertThat(tokenStatus("")).isEqualTo(403);
  }

  @Test
  void demandsTheRightKindOfCredential() throws Exception {
    assertThat(status("/repos/octocat/hello")).isEqualTo(401);
    client.authorizeAs(AppJwts.valid(github.app(), clock.instant()));
    assertThat(status("/repos/octocat/hello")).isEqualTo(401);
    become("");
    assertThat(status("/app")).isEqualTo(401);
  }

  @Test
  void handsOutItsKeyInBothForms() {
    assertThat(github.app().privateKeyPkcs1())
        .startsWith("-----BEGIN RSA PRIVATE KEY-----\n")
        .endsWith("-----END RSA PRIVATE KEY-----\n");
    assertThat(github.app().privateKeyPkcs8())
        .startsWith("-----BEGIN PRIVATE KEY-----\n")
        .endsWith("-----END PRIVATE KEY-----\n");
  }

  private String appId() {
    return Long.toString(github.app().id());
  }

  private int appStatus(String issuer, Duration issued, Duration expires)
      throws IOException, InterruptedException {
    Instant now = clock.instant();
    client.authorizeAs(
        AppJwts.of(issuer, now.plus(issued), now.plus(expires), github.app().privateKey()));
    return client.get("/app").statusCode();
  }

  private int tokenStatus(String body) throws IOException, InterruptedException {
    client.authorizeAs(AppJwts.valid(github.app(), clock.instant()));
    String path = "/app/installations/" + installation.id() + "/access_tokens";
    return client.send("POST", path, body).statusCode();
  }

  private void become(String body) throws IOException, InterruptedException {
    client.authorizeAs(installation, github.app(), clock.instant(), body);
  }

  private int status(String path) throws IOException, InterruptedException {
    return client.get(path).statusCode();
  }
}
