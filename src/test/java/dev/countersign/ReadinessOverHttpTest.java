package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.countersign.database.TestDatabases;
import dev.countersign.simulation.github.Fault;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /readyz} of a whole server. */
class ReadinessOverHttpTest extends WholeFlow {
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void isGivenOnceGitHubAcceptsTheKey() throws Exception {
    await().atMost(PATIENCE).until(() -> get().statusCode() == 200);

    HttpResponse<String> answer = get();
    JsonNode json = new JsonMapper().readTree(answer.body());
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(json.at("/ready").asBoolean()).isTrue();
    assertThat(json.at("/database/ok").asBoolean()).isTrue();
    assertThat(json.at("/deliveries/detail").asText()).isEqualTo("0 due, the oldest for 0 s");
    assertThat(json.at("/app/detail").asText()).startsWith("GitHub accepts the App's key");
    assertThat(json.at("/trustedRoot/detail").asText()).contains("operator's file");
    assertThat(github.requests().count("GET", "/app")).isLessThanOrEqualTo(1);
  }

  @Test
  void isNotGivenWhileGitHubRefusesTheKey() throws Exception {
    github.faults().always("GET", "/app(/.*)?", Fault.unauthorized());
    clock.advance(Duration.ofMinutes(2));

    await().atMost(PATIENCE).until(() -> get().body().contains("GitHub refuses APP_ID"));
    assertThat(get().statusCode()).isEqualTo(503);

    github.faults().clear();
    workflow.play(webhooks, "v1.0.0", materials -> materials);
    await().atMost(PATIENCE).until(() -> get().statusCode() == 200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"deliveries", "scheduled_tasks"})
  void isNotGivenWhileAQueueCannotBeRead(String table) throws Exception {
    await().atMost(PATIENCE).until(() -> get().statusCode() == 200);
    execute("alter table %s rename to broken".formatted(table));

    // What is being executed fails meanwhile, on threads of its own.
    await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(() -> get().statusCode() == 503);
    assertThat(get().body()).contains("cannot be read; see the log");

    execute("alter table broken rename to " + table);
    await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(() -> get().statusCode() == 200);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(TestDatabases.sqliteUrl(folder));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private HttpResponse<String> get() throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/readyz")).build(),
        BodyHandlers.ofString());
  }
}
