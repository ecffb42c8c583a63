package dev.countersign.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.HttpServer;
import dev.countersign.database.Database;
import dev.countersign.database.TestDatabases;
import dev.countersign.delivery.Deliveries;
import dev.countersign.delivery.DeliveryStore;
import dev.countersign.delivery.HandlingWatch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** The real server with its webhook and an SQLite file, and nothing behind them. */
final class WebhookServer implements AutoCloseable {
  static final WebhookSignature SIGNATURE = new WebhookSignature("a secret of some length");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path directory;
  private final Database database;
  private final DeliveryStore store;
  private final HttpServer http;

  /** What the watch was told: events and outcomes. */
  final List<String> told = new CopyOnWriteArrayList<>();

  WebhookServer(Path directory) {
    this.directory = directory;
    database = TestDatabases.sqlite(directory);
    store = new DeliveryStore(database.jdbi(), HandlingWatch.NONE);
    WebhookHandler webhook =
        new WebhookHandler(
            SIGNATURE,
            Deliveries.PARSER,
            store,
            InstantSource.system(),
            (event, outcome, afterArrival) -> {
              assertThat(afterArrival).isBetween(Duration.ZERO, Duration.ofMinutes(1));
              told.add(event.map(Enum::name).orElse("none") + " " + outcome);
            });
    http =
        new HttpServer(
            "127.0.0.1", 0, Duration.ofSeconds(20), routes -> routes.post("/webhook", webhook));
    http.start();
  }

  Database database() {
    return database;
  }

  DeliveryStore store() {
    return store;
  }

  int port() {
    return http.port();
  }

  /** A request that GitHub signed. */
  HttpRequest delivery(String event, String guid, String contentType, byte[] body) {
    return request(event, guid, contentType, body)
        .header("X-Hub-Signature-256", SIGNATURE.sign(body))
        .build();
  }

  /** A request without a signature. */
  HttpRequest.Builder request(String event, String guid, String contentType, byte[] body) {
    return HttpRequest.newBuilder(uri())
        .header("Content-Type", contentType)
        .header("X-GitHub-Event", event)
        .header("X-GitHub-Delivery", guid)
        .POST(BodyPublishers.ofByteArray(body));
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + port() + "/webhook");
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest request) {
    return client.sendAsync(request, BodyHandlers.ofString());
  }

  /** How many deliveries are in the file. */
  int count() throws SQLException {
    return Integer.parseInt(row("select count(*) from deliveries").get(0));
  }

  /** The first row, read by a connection that shares nothing with the server but the file. */
  List<String> row(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(TestDatabases.sqliteUrl(directory));
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      assertThat(result.next()).as(sql).isTrue();
      List<String> values = new ArrayList<>();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        values.add(result.getString(i));
      }
      return values;
    }
  }

  /** The payload of the only delivery. */
  String payload() {
    return Deliveries.payload(
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery("select payload from deliveries")
                        .mapTo(byte[].class)
                        .one()));
  }

  /** Every answer is one plain sentence. */
  static void assertAnswer(HttpResponse<String> response, int status, String sentence) {
    assertThat(response.body()).isEqualTo(sentence);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
  }

  @Override
  public void close() {
    http.close();
    store.close();
    database.close();
  }
}
