package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpServerTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final CountDownLatch started = new CountDownLatch(1);
  private final CompletableFuture<Void> mayFinish = new CompletableFuture<>();
  private final HttpServer server =
      new HttpServer(
          "127.0.0.1",
          0,
          Duration.ofSeconds(20),
          routes -> {
            routes.post("/posted", context -> context.result("posted"));
            routes.get(
                "/broken",
                context -> {
                  throw new IllegalStateException("a secret of the server");
                });
            routes.get(
                "/slow",
                context -> {
                  started.countDown();
                  context.future(() -> mayFinish.thenAccept(none -> context.result("finished")));
                });
          });

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/healthz, 200, ok",
    "/nowhere, 404, Endpoint GET /nowhere not found",
    "/posted, 405, Method Not Allowed",
    "/broken, 500, Countersign failed to answer; its log says why."
  })
  void answersWithOneSentenceWhateverIsPreferred(String path, int status, String sentence)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path))
            .header("Accept", "application/json, text/html")
            .method("GET", BodyPublishers.noBody())
            .build();

    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());

    assertThat(response.body()).isEqualTo(sentence);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(response.headers().firstValue("Server")).isEmpty();
  }

  @Test
  void finishesWhatItIsDoingBeforeItEnds() throws InterruptedException {
    CompletableFuture<HttpResponse<String>> response =
        client.sendAsync(HttpRequest.newBuilder(uri("/slow")).build(), BodyHandlers.ofString());
    started.await();

    CompletableFuture<Void> ending = CompletableFuture.runAsync(server::close);
    int port = server.port();
    await().until(() -> refusesConnections(port));
    assertThat(ending).isNotDone();
    mayFinish.complete(null);

    assertThat(response.join().body()).isEqualTo("finished");
    ending.join();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private static boolean refusesConnections(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return !socket.isConnected();
    } catch (IOException e) {
      return true;
    }
  }
}
