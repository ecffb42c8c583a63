package dev.countersign.simulation.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;

/** A bare client of the REST API for the simulator's own tests. */
final class RestClient {
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final String base;
  private String authorization = "";

  RestClient(String base) {
    this.base = base;
  }

  void authorizeAs(String token) {
    authorization = token.isEmpty() ? "" : "Bearer " + token;
  }

  /** Becomes the installation, with a token that is asked for with {@code body}. */
  void authorizeAs(SimulatedInstallation installation, SimulatedApp app, Instant now, String body)
      throws IOException, InterruptedException {
    authorizeAs(AppJwts.valid(app, now));
    String path = "/app/installations/" + installation.id() + "/access_tokens";
    HttpResponse<byte[]> response = send("POST", path, body);
    if (response.statusCode() != 201) {
      throw new IllegalStateException(new String(response.body(), UTF_8));
    }
    authorizeAs(json(response).path("token").asText());
  }

  HttpResponse<byte[]> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send("GET", path, "", headers);
  }

  JsonNode json(String path) throws IOException, InterruptedException {
    return json(get(path));
  }

  HttpResponse<byte[]> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  static JsonNode json(HttpResponse<byte[]> response) {
    return Json.read(response.body());
  }
}
