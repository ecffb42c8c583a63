package dev.countersign.webhook;

import static dev.countersign.webhook.WebhookServer.assertAnswer;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.fixture.SharedFixtures;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What GitHub sends and Countersign takes, over HTTP, read from the file by another connection. */
class WebhookAcceptanceTest {
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";

  @TempDir private static Path directory;
  private static WebhookServer server;

  @BeforeAll
  static void start() {
    server = new WebhookServer(directory);
  }

  @BeforeEach
  void empty() {
    server.database().jdbi().useHandle(handle -> handle.execute("delete from deliveries"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void acceptsADeliveryThatIsOnTheDisk() throws Exception {
    String guid = UUID.randomUUID().toString();
    byte[] payload = SharedFixtures.webhook("push");

    HttpResponse<String> response = server.send(server.delivery("push", guid, JSON, payload));

    assertThat(
            server.row("select guid, event, action, installation_id, repository from deliveries"))
        .containsExactly(guid, "push", null, "1", "Codertocat/Hello-World");
    assertThat(server.payload()).isEqualTo(new String(payload, UTF_8));
    assertAnswer(response, 202, "The delivery is accepted.");
  }

  @Test
  @Tag("threat-22")
  void keepsTheSameGuidOnce() throws Exception {
    String guid = "72D3162E-cc78-11e3-81ab-4c9367dc0958";
    server.send(server.delivery("release", guid, JSON, Bodies.RELEASE));

    assertAnswer(
        server.send(server.delivery("release", guid, JSON, Bodies.RELEASE)),
        202,
        "The delivery was accepted before.");
    assertAnswer(
        server.send(
            server.delivery("release", guid.toLowerCase(Locale.ROOT), JSON, Bodies.RELEASE)),
        202,
        "The delivery was accepted before.");
    assertThat(server.count()).isEqualTo(1);
  }

  @Test
  void readsAForm() throws Exception {
    byte[] form = Bodies.form(Bodies.RELEASE);

    assertAnswer(
        server.send(server.delivery("release", guid(), FORM, form)),
        202,
        "The delivery is accepted.");
    assertThat(server.payload()).isEqualTo(new String(Bodies.RELEASE, UTF_8));
    assertThat(server.row("select installation_id from deliveries")).containsExactly("7");
  }

  @ParameterizedTest
  @ValueSource(strings = {JSON, "Application/JSON", "application/json; charset=utf-8"})
  void readsJsonHoweverItIsAnnounced(String contentType) throws Exception {
    assertAnswer(
        server.send(server.delivery("release", guid(), contentType, Bodies.RELEASE)),
        202,
        "The delivery is accepted.");
  }

  @Test
  void acceptsTheLargestBody() throws Exception {
    assertAnswer(
        server.send(
            server.delivery("release", guid(), JSON, Bodies.paddedTo(WebhookHandler.MAX_BODY))),
        202,
        "The delivery is accepted.");
    assertThat(server.payload()).hasSize(WebhookHandler.MAX_BODY);
  }

  @ParameterizedTest
  @ValueSource(ints = {WebhookHandler.USUAL_BODY, WebhookHandler.USUAL_BODY + 1})
  void readsBodiesAroundTheUsualSizeWhole(int length) throws Exception {
    server.send(server.delivery("release", guid(), JSON, Bodies.paddedTo(length)));

    assertThat(server.payload()).hasSize(length);
  }

  @Test
  void saysThatADeliveryCallsForNothing() throws Exception {
    assertAnswer(
        server.send(
            server.delivery(
                "release", guid(), JSON, "{\"installation\":{\"id\":7}}".getBytes(UTF_8))),
        202,
        "The delivery is accepted, and calls for nothing.");
    assertThat(server.count()).isEqualTo(1);
  }

  @Test
  void answersThePing() throws Exception {
    assertAnswer(
        server.send(server.delivery("ping", guid(), JSON, SharedFixtures.webhook("ping"))),
        200,
        "Countersign is listening.");
    assertThat(server.count()).isZero();
  }

  @Test
  void acknowledgesAnEventThatItHasNoUseForAndDoesNotKeepIt() throws Exception {
    assertAnswer(
        server.send(server.delivery("star", guid(), JSON, Bodies.RELEASE)),
        202,
        "Countersign has no use for the event star.");
    assertThat(server.count()).isZero();
  }

  @Test
  void keepsEveryOneOfManyAtOnce() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> responses = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      HttpRequest request = server.delivery("release", guid(), JSON, Bodies.RELEASE);
      responses.add(server.sendAsync(request));
    }

    assertThat(responses).allMatch(response -> response.join().statusCode() == 202);
    assertThat(server.count()).isEqualTo(200);
  }

  @Test
  void asksForTheDeliveryAgainWhileTheDatabaseIsBroken() throws Exception {
    String guid = guid();
    server.database().jdbi().useHandle(h -> h.execute("alter table deliveries rename to broken"));
    assertAnswer(
        server.send(server.delivery("release", guid, JSON, Bodies.RELEASE)),
        503,
        "The delivery could not be kept; deliver it again later.");

    server.database().jdbi().useHandle(h -> h.execute("alter table broken rename to deliveries"));
    assertAnswer(
        server.send(server.delivery("release", guid, JSON, Bodies.RELEASE)),
        202,
        "The delivery is accepted.");
  }

  @Test
  void asksForTheDeliveryAgainOnceTheStoreIsClosed(@TempDir Path another) throws Exception {
    try (WebhookServer ending = new WebhookServer(another)) {
      ending.store().close();

      assertAnswer(
          ending.send(ending.delivery("release", guid(), JSON, Bodies.RELEASE)),
          503,
          "The delivery could not be kept; deliver it again later.");
    }
  }

  private static String guid() {
    return UUID.randomUUID().toString();
  }
}
