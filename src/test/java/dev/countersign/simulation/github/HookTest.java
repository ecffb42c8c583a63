package dev.countersign.simulation.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.simulation.git.FileContent;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HookTest {
  private static final String LIST = "/app/hook/deliveries";

  private final SimulatedGitHub github = SimulatedGitHub.start();
  private final SimulatedRepository repository = github.createRepository("octocat/hello");
  private final SimulatedInstallation installation = github.install(repository);
  private final RestClient client = new RestClient(github.url());

  @BeforeEach
  void becomeTheApp() {
    repository.commit("main", Map.of("a", FileContent.text("a")), "First");
    client.authorizeAs(AppJwts.valid(github.app(), Instant.now()));
  }

  @AfterEach
  void stop() {
    github.close();
  }

  @Test
  void listsAttemptsNewestFirst() throws Exception {
    HookAttempt release = github.hook().miss(release("v1"));
    HookAttempt ping = github.hook().note(github.payloads().ping(), false, 200);

    JsonNode list = client.json(LIST);

    assertThat(list).hasSize(2);
    assertThat(list.at("/0/id").asLong()).isEqualTo(ping.id());
    assertThat(list.at("/0/status").asText()).isEqualTo("OK");
    assertThat(list.at("/0/action").isNull()).isTrue();
    assertThat(list.at("/1/id").asLong()).isEqualTo(release.id());
    assertThat(list.at("/1/guid").asText()).isEqualTo(release.delivery().id());
    assertThat(list.at("/1/status_code").asInt()).isEqualTo(502);
    assertThat(list.at("/1/event").asText()).isEqualTo("release");
    assertThat(list.at("/1/action").asText()).isEqualTo("published");
    assertThat(list.at("/1/installation_id").asLong()).isEqualTo(installation.id());
    assertThat(list.at("/1/repository_id").asLong()).isEqualTo(repository.id());
  }

  @Test
  void linksToTheNextPage() throws Exception {
    HookAttempt first = github.hook().miss(release("v1"));
    github.hook().miss(release("v2"));

    HttpResponse<byte[]> page = client.get(LIST + "?per_page=1");

    String next = LIST + "?per_page=1&cursor=v1_" + first.id();
    assertThat(page.headers().firstValue("Link"))
        .contains("<" + github.url() + next + ">; rel=\"next\"");
    HttpResponse<byte[]> last = client.get(next);
    assertThat(RestClient.json(last).at("/0/id").asLong()).isEqualTo(first.id());
    assertThat(last.headers().firstValue("Link")).isEmpty();
    assertThat(client.get(LIST + "?cursor=v1_1").statusCode()).isEqualTo(422);
  }

  @Test
  void makesAnotherAttemptWhenAsked() throws Exception {
    HookAttempt first = github.hook().miss(release("v1"));

    assertThat(client.send("POST", LIST + "/1/attempts", "").statusCode()).isEqualTo(404);
    assertThat(client.send("POST", LIST + "/" + first.id() + "/attempts", "").statusCode())
        .isEqualTo(202);

    await().until(() -> github.hook().attempts().size() == 2);
    HookAttempt second = github.hook().attempts().get(1);
    assertThat(second.delivery().id()).isEqualTo(first.delivery().id());
    assertThat(second.redelivery()).isTrue();
  }

  private WebhookDelivery release(String tag) {
    return github.payloads().releasePublished(repository, repository.publishRelease(tag));
  }
}
