package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfigurationSchemaTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server =
      new HttpServer(
          "127.0.0.1",
          0,
          Duration.ZERO,
          routes -> routes.get(ConfigurationSchema.PATH, new ConfigurationSchema()));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void isServedToEditorsWhereverTheyRun() throws Exception {
    HttpResponse<String> response = get("none");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .isEqualTo(Files.readString(Path.of("src/main/resources/schema/countersign.json")));
    assertThat(header(response, "Content-Type")).isEqualTo("application/schema+json");
    assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(header(response, "Cache-Control")).isEqualTo("public, max-age=3600");
  }

  @Test
  void isNotSentAgainToThoseWhoHaveIt() throws Exception {
    HttpResponse<String> again = get(header(get("none"), "ETag"));

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  private HttpResponse<String> get(String known) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + "/schema/countersign.json");
    return client.send(
        HttpRequest.newBuilder(uri)
            .header("If-None-Match", '"' + known.replace("\"", "") + '"')
            .build(),
        BodyHandlers.ofString());
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("none");
  }
}
