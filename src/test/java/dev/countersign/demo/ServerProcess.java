package dev.countersign.demo;

import dev.countersign.simulation.github.SimulatedGitHub;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The shipped jar as a process of its own, told where the simulated GitHub is. */
final class ServerProcess implements AutoCloseable {
  private static final Path JAR = Path.of("target", "countersign.jar");
  private static final int SHOWN_LOG_LINES = 30;
  private static final Duration STOP = Duration.ofSeconds(20);

  private final Process process;
  private final String url;
  private final Path log;
  private final HttpClient client = HttpClient.newHttpClient();

  private ServerProcess(Process process, String url, Path log) {
    this.process = process;
    this.url = url;
    this.log = log;
  }

  /**
   * Starts the server.
   *
   * @param folder where its database, log and trusted root are
   */
  static ServerProcess start(SimulatedGitHub github, String trustedRoot, Path folder)
      throws IOException {
    Path trustedRootFile = Files.writeString(folder.resolve("trusted_root.json"), trustedRoot);
    Path log = folder.resolve("server.log");
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                JAR.toString(),
                "serve"));
    builder
        .environment()
        .putAll(
            Map.of(
                "APP_ID", Long.toString(github.app().id()),
                "PRIVATE_KEY", github.app().privateKeyPkcs1(),
                "WEBHOOK_SECRET", github.app().webhookSecret(),
                "HOST", "127.0.0.1",
                "PORT", Integer.toString(port),
                "GITHUB_API_URL", github.url(),
                "DATABASE_URL", "jdbc:sqlite:" + folder.resolve("countersign.db"),
                "SIGSTORE_TRUSTED_ROOT", trustedRootFile.toString()));
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
    return new ServerProcess(builder.start(), "http://127.0.0.1:" + port, log);
  }

  String url() {
    return url;
  }

  /** Where its log, database and trusted root are. */
  Path folder() {
    return Objects.requireNonNull(log.getParent());
  }

  Path log() {
    return log;
  }

  /** The end of the log, which says what went wrong. */
  List<String> lastLogLines() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return lines.subList(Math.max(0, lines.size() - SHOWN_LOG_LINES), lines.size());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Whether the server answers. */
  boolean isHealthy() {
    try {
      return client
              .send(
                  HttpRequest.newBuilder(URI.create(url + "/healthz")).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends the server as an operator does, with SIGTERM. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
