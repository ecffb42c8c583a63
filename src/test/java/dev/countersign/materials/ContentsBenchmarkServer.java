package dev.countersign.materials;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers about the generated commit as GitHub does, from files. */
final class ContentsBenchmarkServer {
  private static final String REPOSITORY = "/repos/octo/demo";

  private final Path folder;
  private final String tree;
  private final AtomicInteger requests = new AtomicInteger();

  private ContentsBenchmarkServer(Path folder) throws IOException {
    this.folder = folder;
    this.tree = Files.readString(folder.resolve("tree"));
  }

  /** Serves one folder, and prints where, until it is ended. */
  public static void main(String[] arguments) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", new ContentsBenchmarkServer(Path.of(arguments[0]))::answer);
    server.start();
    System.out.println("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    // The first part of the path says how the tree is listed.
    String path = exchange.getRequestURI().getPath();
    String listing = path.substring(1, path.indexOf('/', 1));
    String asked = path.substring(listing.length() + 1);
    if (asked.equals("/asked")) {
      send(exchange, 200, Integer.toString(requests.getAndSet(0)));
      return;
    }
    requests.incrementAndGet();
    if (asked.equals("/app/installations/21/access_tokens")) {
      Instant expiry = Instant.now().plus(1, ChronoUnit.HOURS);
      send(
          exchange,
          201,
          "{\"token\": \"ghs_x\", \"expires_at\": \"%s\", \"permissions\": {}}"
              .formatted(expiry.truncatedTo(ChronoUnit.SECONDS)));
    } else if (asked.equals("/repositories/42")) {
      send(
          exchange,
          200,
          """
          {"id": 42, "name": "demo", "full_name": "octo/demo", "private": false,
           "owner": {"login": "octo", "id": 7, "type": "Organization"},
           "created_at": "2020-01-02T03:04:05Z", "default_branch": "main"}""");
    } else if (asked.equals(REPOSITORY + "/git/commits/" + GeneratedCommit.COMMIT)) {
      send(
          exchange,
          200,
          "{\"sha\": \"%s\", \"tree\": {\"sha\": \"%s\"}}".formatted(GeneratedCommit.COMMIT, tree));
    } else if (asked.equals(REPOSITORY + "/git/trees/" + tree)) {
      send(exchange, folder.resolve(listing));
    } else if (asked.equals(REPOSITORY + "/tarball/" + GeneratedCommit.COMMIT)) {
      exchange.getResponseHeaders().set("Location", "/" + listing + "/codeload");
      send(exchange, 302, "{}");
    } else if (asked.equals("/codeload")) {
      send(exchange, folder.resolve("archive"));
    } else {
      send(exchange, 404, "{\"message\": \"Not Found\"}");
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static void send(HttpExchange exchange, Path file) throws IOException {
    exchange.sendResponseHeaders(200, Files.size(file));
    try (OutputStream out = exchange.getResponseBody()) {
      Files.copy(file, out);
    }
  }
}
