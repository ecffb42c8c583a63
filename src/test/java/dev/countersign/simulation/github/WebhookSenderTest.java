package dev.countersign.simulation.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.simulation.git.FileContent;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kohsuke.github.GHEventPayload;
import org.kohsuke.github.GitHub;

class WebhookSenderTest {
  private final SimulatedGitHub github = SimulatedGitHub.start();
  private final SimulatedRepository repository = github.createRepository("octocat/hello");
  private final SimulatedInstallation installation = github.install(repository);
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final HttpServer receiver = receiver();
  private final WebhookSender sender =
      github.webhooksTo(
          URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/webhook"));
  private String first = "";

  @BeforeEach
  void commit() {
    first = repository.commit("main", Map.of("a", FileContent.text("a")), "First");
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
    github.close();
  }

  @Test
  void sendsARelease() throws Exception {
    SimulatedRelease release = repository.publishRelease("v1");

    WebhookSender.Sent sent = sender.releasePublished(repository, release);

    assertThat(sent.status()).isEqualTo(202);
    assertThat(sent.answer()).isEqualTo("accepted");
    Received it = received.get(0);
    assertThat(it.header("X-GitHub-Event")).isEqualTo("release");
    assertThat(it.header("X-GitHub-Delivery")).isEqualTo(sent.delivery().id());
    assertThat(it.header("X-GitHub-Hook-Installation-Target-ID"))
        .isEqualTo(Long.toString(github.app().id()));
    assertThat(it.header("X-Hub-Signature-256"))
        .isEqualTo("sha256=" + Hmac.hex("HmacSHA256", github.app().webhookSecret(), it.body()));
    assertThat(it.header("Content-Type")).isEqualTo("application/json");
    GHEventPayload.Release event =
        GitHub.offline()
            .parseEventPayload(
                new StringReader(new String(it.body(), UTF_8)), GHEventPayload.Release.class);
    assertThat(event.getAction()).isEqualTo("published");
    assertThat(event.getRelease().getTagName()).isEqualTo("v1");
    assertThat(event.getRepository().getId()).isEqualTo(repository.id());
    assertThat(event.getInstallation().getId()).isEqualTo(installation.id());
  }

  @Test
  void signsAsGitHubDocumentsIt() {
    // The example of GitHub's page "Validating webhook deliveries".
    assertThat(
            Hmac.hex("HmacSHA256", "It's a Secret to Everybody", "Hello, World!".getBytes(UTF_8)))
        .isEqualTo("757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
  }

  @Test
  void sendsAPushWithThePathsThatItTouches() {
    String second =
        repository.commit(
            "main", Map.of("a", FileContent.text("changed"), "b", FileContent.text("b")), "Second");

    sender.push(repository, "main", first, second);

    JsonNode json = Json.read(received.get(0).body());
    assertThat(json.path("ref").asText()).isEqualTo("refs/heads/main");
    assertThat(json.path("forced").asBoolean()).isFalse();
    assertThat(json.path("repository").path("created_at").isIntegralNumber()).isTrue();
    assertThat(json.path("commits")).hasSize(1);
    assertThat(json.path("head_commit").path("id").asText()).isEqualTo(second);
    assertThat(json.path("commits").path(0).path("added")).hasToString("[\"b\"]");
    assertThat(json.path("commits").path(0).path("modified")).hasToString("[\"a\"]");
  }

  @Test
  void tellsForcedCreatedAndDeletedBranches() {
    String nothing = "0".repeat(40);
    String second = repository.commit("main", Map.of("b", FileContent.text("b")), "Second");

    sender.push(repository, "main", second, first);
    sender.push(repository, "side", nothing, first);
    sender.push(repository, "side", first, nothing);

    assertThat(received)
        .extracting(it -> Json.read(it.body()))
        .extracting(
            json ->
                List.of(
                    json.path("forced").asBoolean(),
                    json.path("created").asBoolean(),
                    json.path("deleted").asBoolean()))
        .containsExactly(
            List.of(true, false, false), List.of(false, true, false), List.of(false, false, true));
  }

  @Test
  void sendsWorkflowRunsInstallationsAndPings() {
    WorkflowRun run =
        repository.startWorkflowRun(".github/workflows/r.yml", "release", "v1", first);
    sender.workflowRun(repository, repository.completeWorkflowRun(run, "success"));
    sender.installationCreated(installation);
    sender.ping();

    assertThat(received)
        .extracting(it -> it.header("X-GitHub-Event"))
        .containsExactly("workflow_run", "installation", "ping");
    JsonNode completed = Json.read(received.get(0).body());
    assertThat(completed.path("action").asText()).isEqualTo("completed");
    assertThat(completed.path("workflow_run").path("head_branch").asText()).isEqualTo("v1");
    assertThat(completed.path("installation").path("id").asLong()).isEqualTo(installation.id());
  }

  @Test
  void redeliversUnderTheSameGuid() {
    WebhookSender.Sent sent = sender.ping();
    sender.send(sent.delivery());

    assertThat(received).hasSize(2);
    assertThat(received.get(1).header("X-GitHub-Delivery")).isEqualTo(sent.delivery().id());
    assertThat(received.get(1).body()).isEqualTo(received.get(0).body());
  }

  @Test
  void sendsAFormWhoseOwnBytesAreSigned() {
    sender.send(github.payloads().ping().asForm(github.app().webhookSecret()));

    Received it = received.get(0);
    assertThat(new String(it.body(), UTF_8)).startsWith("payload=%7B");
    assertThat(it.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
    assertThat(it.header("X-Hub-Signature-256"))
        .isEqualTo("sha256=" + Hmac.hex("HmacSHA256", github.app().webhookSecret(), it.body()));
  }

  private HttpServer receiver() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/webhook",
          exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            received.add(new Received(Map.copyOf(exchange.getRequestHeaders()), body));
            byte[] answer = "accepted".getBytes(UTF_8);
            exchange.sendResponseHeaders(202, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Received(Map<String, List<String>> headers, byte[] body) {
    String header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(header -> header.getValue().get(0))
          .findFirst()
          .orElse("");
    }
  }
}
