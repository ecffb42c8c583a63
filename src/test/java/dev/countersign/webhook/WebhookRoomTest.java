package dev.countersign.webhook;

import static dev.countersign.webhook.WebhookServer.assertAnswer;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large bodies that begin and do not end, whoever sends them. */
class WebhookRoomTest {
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
  @Tag("threat-29")
  void haveABoundedMemoryAndHoldUpNoUsualDelivery() throws Exception {
    byte[] large = Bodies.paddedTo(WebhookHandler.MAX_BODY);
    List<Socket> unfinished = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      unfinished.add(begin(large));
    }

    await()
        .untilAsserted(
            () ->
                assertAnswer(
                    server.send(delivery(large)),
                    503,
                    "Too many large deliveries arrive at once; deliver it again later."));
    assertAnswer(server.send(delivery(Bodies.RELEASE)), 202, "The delivery is accepted.");
    assertThat(server.told).contains("none NOT_KEPT").endsWith("RELEASE ACCEPTED");

    for (Socket socket : unfinished) {
      socket.close();
    }
    await().until(() -> server.send(delivery(large)).statusCode() == 202);
  }

  private HttpRequest delivery(byte[] body) {
    return server.delivery("release", UUID.randomUUID().toString(), JSON, body);
  }

  /** Sends all of a body but its last byte. */
  private Socket begin(byte[] body) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    String head =
        "POST /webhook HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
            .formatted(body.length);
    socket.getOutputStream().write(head.getBytes(US_ASCII));
    socket.getOutputStream().write(body, 0, body.length - 1);
    return socket;
  }
}
