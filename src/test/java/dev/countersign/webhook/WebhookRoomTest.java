package dev.countersign.webhook;

import static dev.countersign.webhook.WebhookServer.assertAnswer;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
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
  private static final int MIB = 1024 * 1024;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

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
    List<Socket> unfinished =
        List.of(begin(large, large.length - 1), begin(large, large.length - 1));

    await()
        .atMost(PATIENCE)
        .until(() -> answerTo(large), "HTTP/1.1 503 Service Unavailable"::equals);
    assertAnswer(server.send(delivery(Bodies.RELEASE)), 202, "The delivery is accepted.");
    assertThat(server.told).contains("none NOT_KEPT", "RELEASE ACCEPTED");

    for (Socket socket : unfinished) {
      socket.close();
    }
    await().atMost(PATIENCE).until(() -> isAccepted(large));
  }

  /** Where there is no room yet, the server ends the connection while the body is being sent. */
  private boolean isAccepted(byte[] large) throws InterruptedException {
    try {
      return server.send(delivery(large)).statusCode() == 202;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The first line of the answer to a body of which no more is sent than is read: the two others
   * leave that much room.
   */
  private String answerTo(byte[] large) throws IOException {
    try (Socket socket = begin(large, WebhookHandler.USUAL_BODY + 2 * MIB)) {
      socket.setSoTimeout(500);
      return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))
          .readLine();
    } catch (SocketTimeoutException e) {
      return "none yet";
    }
  }

  private HttpRequest delivery(byte[] body) {
    return server.delivery("release", UUID.randomUUID().toString(), JSON, body);
  }

  /** Announces a body, and sends its first bytes. */
  private Socket begin(byte[] body, int bytes) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    String head =
        "POST /webhook HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
            .formatted(body.length);
    socket.getOutputStream().write(head.getBytes(US_ASCII));
    socket.getOutputStream().write(body, 0, bytes);
    return socket;
  }
}
