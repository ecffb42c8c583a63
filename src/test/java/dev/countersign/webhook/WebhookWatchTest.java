package dev.countersign.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever watches the webhook is told of each answer, once. */
class WebhookWatchTest {
  private static final String JSON = "application/json";

  @TempDir private Path directory;
  private WebhookServer server;

  @BeforeEach
  void start() {
    server = new WebhookServer(directory);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void isToldWhatBecameOfEachRequest() throws Exception {
    String guid = UUID.randomUUID().toString();
    send("release", guid);
    send("release", guid);
    send("ping", UUID.randomUUID().toString());
    send("star", UUID.randomUUID().toString());

    assertThat(server.told)
        .containsExactly("RELEASE ACCEPTED", "RELEASE DUPLICATE", "none PING", "none UNUSED");
  }

  @Test
  void isNotToldWhatAnUnsignedRequestSaysOfItself() throws Exception {
    HttpRequest unsigned =
        server.request("release", UUID.randomUUID().toString(), JSON, Bodies.RELEASE).build();

    assertThat(server.send(unsigned).statusCode()).isEqualTo(401);
    assertThat(server.told).containsExactly("none REFUSED");
  }

  @Test
  void isToldWhatCouldNotBeKept() throws Exception {
    server.database().jdbi().useHandle(handle -> handle.execute("drop table deliveries"));

    assertThat(send("release", UUID.randomUUID().toString())).isEqualTo(503);
    assertThat(server.told).containsExactly("RELEASE NOT_KEPT");
  }

  private int send(String event, String guid) throws Exception {
    return server.send(server.delivery(event, guid, JSON, Bodies.RELEASE)).statusCode();
  }
}
