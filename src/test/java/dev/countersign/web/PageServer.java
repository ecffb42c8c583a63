package dev.countersign.web;

import dev.countersign.HttpServer;
import dev.countersign.database.Database;
import dev.countersign.database.TestDatabases;
import dev.countersign.history.VerdictStore;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.report.ReleasePage;
import dev.countersign.verification.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** The real server with its pages, an SQLite file, and a GitHub that says what a test wants. */
final class PageServer implements AutoCloseable {
  static final Instant VERIFIED = Instant.parse("2025-09-01T10:05:00Z");

  final List<RepositoryTarget> asked = new CopyOnWriteArrayList<>();
  volatile Predicate<RepositoryTarget> isPublic = target -> true;
  volatile Instant now = Instant.parse("2025-09-01T11:00:00Z");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Database database;
  private final VerdictStore store;
  private final HttpServer http;

  PageServer(Path directory) {
    database = TestDatabases.sqlite(directory);
    store = new VerdictStore(database.jdbi());
    ReleasePageHandler page =
        new ReleasePageHandler(
            store, this::ask, URI.create("https://countersign.example/app"), () -> now);
    http =
        new HttpServer(
            "127.0.0.1",
            0,
            Duration.ofSeconds(20),
            routes -> {
              routes.get(ReasonCodesHandler.PATH, new ReasonCodesHandler());
              routes.get(ReleasePageHandler.PATH, page);
              routes.head(ReleasePageHandler.PATH, page);
            });
    http.start();
  }

  VerdictStore store() {
    return store;
  }

  /** Keeps a page of a release, and gives where it is. */
  URI keep(Release release, ReleasePage page) {
    store.save(target(release), release, page, VERIFIED);
    return address(release);
  }

  URI address(Release release) {
    return ReleasePage.address(uri(""), release.repository(), release.tag());
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + http.port() + path);
  }

  HttpResponse<String> get(URI address) {
    return send("GET", address);
  }

  HttpResponse<String> send(String method, URI address) {
    try {
      return client.send(
          HttpRequest.newBuilder(address).method(method, BodyPublishers.noBody()).build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static RepositoryTarget target(Release release) {
    return new RepositoryTarget(7, release.repositoryId(), release.repository());
  }

  @Override
  public void close() {
    http.close();
    database.close();
  }

  private boolean ask(RepositoryTarget target) {
    asked.add(target);
    return isPublic.test(target);
  }
}
