package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;

/** What {@code GET /metrics} answered. */
record Scrape(String text) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  static Scrape of(Server server) {
    try {
      HttpResponse<String> response =
          CLIENT.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/metrics"))
                  .build(),
              BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type"))
          .contains("text/plain; version=0.0.4; charset=utf-8");
      return new Scrape(response.body());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** All series whose name and labels begin so, each with its value. */
  List<String> lines(String prefix) {
    return text.lines().filter(line -> line.startsWith(prefix)).toList();
  }

  /** The value of exactly this series. */
  Optional<Double> value(String series) {
    return lines(series + " ").stream()
        .map(line -> Double.valueOf(line.substring(series.length() + 1)))
        .findFirst();
  }
}
