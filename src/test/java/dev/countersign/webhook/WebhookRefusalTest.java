package dev.countersign.webhook;

import static dev.countersign.webhook.WebhookServer.assertAnswer;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Countersign does not take, over HTTP. */
class WebhookRefusalTest {
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String UNSIGNED =
      "The signature in X-Hub-Signature-256 is missing or not of this body.";

  @TempDir private static Path directory;
  private static WebhookServer server;

  @BeforeAll
  static void start() {
    server = new WebhookServer(directory);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @Tag("threat-22")
  void refusesARequestWithoutASignature() throws Exception {
    assertAnswer(
        server.send(server.request("release", guid(), JSON, Bodies.RELEASE).build()),
        401,
        UNSIGNED);
    assertThat(server.count()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256=", "sha256=00", "sha1=7571", "nonsense"})
  @Tag("threat-22")
  void refusesAMalformedSignature(String signature) throws Exception {
    HttpRequest request =
        server
            .request("release", guid(), JSON, Bodies.RELEASE)
            .header("X-Hub-Signature-256", signature)
            .build();

    assertAnswer(server.send(request), 401, UNSIGNED);
    assertThat(server.count()).isZero();
  }

  @Test
  @Tag("threat-22")
  void refusesASignatureInUpperCase() throws Exception {
    String signature = WebhookServer.SIGNATURE.sign(Bodies.RELEASE);
    String upperCase = "sha256=" + signature.substring("sha256=".length()).toUpperCase(Locale.ROOT);
    HttpRequest request =
        server
            .request("release", guid(), JSON, Bodies.RELEASE)
            .header("X-Hub-Signature-256", upperCase)
            .build();

    assertAnswer(server.send(request), 401, UNSIGNED);
  }

  @Test
  @Tag("threat-22")
  void refusesABodyThatDiffersInOneByteFromTheSignedOne() throws Exception {
    byte[] altered = Bodies.RELEASE.clone();
    altered[altered.length - 1] = ' ';
    HttpRequest request =
        server
            .request("release", guid(), JSON, altered)
            .header("X-Hub-Signature-256", WebhookServer.SIGNATURE.sign(Bodies.RELEASE))
            .build();

    assertAnswer(server.send(request), 401, UNSIGNED);
    assertThat(server.count()).isZero();
  }

  @Test
  @Tag("threat-22")
  void signsAFormAsItWasSentAndNotItsPayload() throws Exception {
    HttpRequest request =
        server
            .request("release", guid(), FORM, Bodies.form(Bodies.RELEASE))
            .header("X-Hub-Signature-256", WebhookServer.SIGNATURE.sign(Bodies.RELEASE))
            .build();

    assertAnswer(server.send(request), 401, UNSIGNED);
  }

  /** Who has no signature learns nothing about what else is wrong. */
  @Test
  @Tag("threat-22")
  void looksAtTheSignatureBeforeAnythingElse() throws Exception {
    HttpRequest request =
        server.request("no event!", "no guid", "text/plain", "no JSON".getBytes(UTF_8)).build();

    assertAnswer(server.send(request), 401, UNSIGNED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/json-seq", "application", ","})
  @Tag("threat-22")
  void refusesAnotherContentType(String contentType) throws Exception {
    assertAnswer(
        server.send(server.delivery("release", guid(), contentType, Bodies.RELEASE)),
        415,
        "Expected the content type application/json or application/x-www-form-urlencoded.");
    assertThat(server.count()).isZero();
  }

  @Test
  void refusesARequestWithoutEventOrGuid() throws Exception {
    HttpRequest.Builder signed =
        HttpRequest.newBuilder(server.uri())
            .header("Content-Type", JSON)
            .header("X-Hub-Signature-256", WebhookServer.SIGNATURE.sign(Bodies.RELEASE))
            .POST(BodyPublishers.ofByteArray(Bodies.RELEASE));

    assertAnswer(
        server.send(signed.copy().header("X-GitHub-Delivery", guid()).build()),
        400,
        "Expected the name of an event in X-GitHub-Event.");
    assertAnswer(
        server.send(signed.copy().header("X-GitHub-Event", "release").build()),
        400,
        "Expected a GUID in X-GitHub-Delivery.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Release", "release!", "re lease", "release/../x"})
  void refusesWhatIsNoEventsName(String event) throws Exception {
    assertAnswer(
        server.send(server.delivery(event, guid(), JSON, Bodies.RELEASE)),
        400,
        "Expected the name of an event in X-GitHub-Event.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "72d3162e-cc78-11e3-81ab-4c9367dc095", "72d3162ecc7811e381ab4c9367dc0958"})
  @Tag("threat-22")
  void refusesWhatIsNoGuid(String guid) throws Exception {
    assertAnswer(
        server.send(server.delivery("release", guid, JSON, Bodies.RELEASE)),
        400,
        "Expected a GUID in X-GitHub-Delivery.");
    assertThat(server.count()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"payload=%7B%7", "payload=%zz", "data=%7B%7D", "a=b&payload=%7B%7D", ""})
  @Tag("threat-22")
  void refusesAFormWithoutAPayload(String form) throws Exception {
    assertAnswer(
        server.send(server.delivery("release", guid(), FORM, form.getBytes(UTF_8))),
        400,
        "Expected one form field, payload.");
    assertThat(server.count()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{} {}", "{'a': 1}", "not JSON"})
  @Tag("threat-22")
  void refusesWhatIsNotOneJsonObject(String payload) throws Exception {
    assertAnswer(
        server.send(server.delivery("release", guid(), JSON, payload.getBytes(UTF_8))),
        400,
        "Expected one JSON object as the payload.");
    assertThat(server.count()).isZero();
  }

  @Test
  @Tag("threat-19")
  void refusesJsonThatIsNestedTooDeeply() throws Exception {
    String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

    assertAnswer(
        server.send(server.delivery("release", guid(), JSON, deep.getBytes(UTF_8))),
        400,
        "Expected one JSON object as the payload.");
  }

  /** Announces the body and sends none of it: the answer must not wait for it. */
  @Test
  @Tag("threat-22")
  void refusesALargerBodyWithoutReadingIt() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      write(
          socket,
          "POST /webhook HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
              + (WebhookHandler.MAX_BODY + 1)
              + "\r\n\r\n");

      assertThat(readAnswer(socket))
          .startsWith("HTTP/1.1 413 ")
          .endsWith("\r\n\r\nExpected a body of at most 26214400 bytes.");
    }
  }

  /** Sends a body of unknown length, one byte more than may be and no end. */
  @Test
  @Tag("threat-22")
  void refusesALargerBodyOfUnknownLengthAsSoonAsItIsTooLarge() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      write(
          socket,
          "POST /webhook HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
      write(socket, Integer.toHexString(WebhookHandler.MAX_BODY + 1) + "\r\n");
      socket.getOutputStream().write(Bodies.paddedTo(WebhookHandler.MAX_BODY + 1));
      socket.getOutputStream().flush();

      assertThat(readAnswer(socket)).startsWith("HTTP/1.1 413 ");
    }
  }

  private static String guid() {
    return UUID.randomUUID().toString();
  }

  private static void write(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(UTF_8));
    out.flush();
  }

  private static String readAnswer(Socket socket) throws IOException {
    socket.setSoTimeout(10_000);
    InputStream in = socket.getInputStream();
    return new String(in.readAllBytes(), UTF_8);
  }
}
