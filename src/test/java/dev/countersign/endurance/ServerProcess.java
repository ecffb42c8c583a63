package dev.countersign.endurance;

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
public final class ServerProcess implements AutoCloseable {
  private static final Path JAR = Path.of("target", "countersign.jar");
  private static final int SHOWN_LOG_LINES = 30;
  private static final Duration STOP = Duration.ofSeconds(30);

  private final Process process;
  private final int port;
  private final Path log;
  private final HttpClient client = HttpClient.newHttpClient();

  private ServerProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /**
   * Starts a server on a free port, over an SQLite file in {@code folder}.
   *
   * @param folder where its database, log and trusted root are
   */
  public static ServerProcess start(SimulatedGitHub github, String trustedRoot, Path folder)
      throws IOException {
    return start(
        github,
        trustedRoot,
        folder,
        "jdbc:sqlite:" + folder.toAbsolutePath().resolve("countersign.db"),
        freePort());
  }

  /**
   * Starts a server that keeps what it knows in a database of the caller's choice.
   *
   * @param folder where its log and trusted root are; it works there
   */
  static ServerProcess start(
      SimulatedGitHub github, String trustedRoot, Path folder, String databaseUrl, int port)
      throws IOException {
    Path trustedRootFile = Files.writeString(folder.resolve("trusted_root.json"), trustedRoot);
    Path log = folder.resolve("server.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-jar",
                JAR.toAbsolutePath().toString(),
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
                "DATABASE_URL", databaseUrl,
                "SIGSTORE_TRUSTED_ROOT", trustedRootFile.toAbsolutePath().toString()));
    builder.directory(folder.toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new ServerProcess(builder.start(), port, log);
  }

  /** Address of the server, without a trailing slash. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  long pid() {
    return process.pid();
  }

  int port() {
    return port;
  }

  /** Where its log, database and trusted root are. */
  public Path folder() {
    return Objects.requireNonNull(log.getParent());
  }

  public Path log() {
    return log;
  }

  /** The end of the log, which says what went wrong. */
  public List<String> lastLogLines() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return lines.subList(Math.max(0, lines.size() - SHOWN_LOG_LINES), lines.size());
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Whether the server answers. */
  public boolean isHealthy() {
    try {
      return client
              .send(
                  HttpRequest.newBuilder(URI.create(url() + "/healthz")).build(),
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

  /** Ends the server as a power cut does, with SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /**
   * Ends the server as an operator does, with SIGTERM.
   *
   * @return its exit code, or -1 if it had to be killed
   */
  int stop() throws InterruptedException {
    process.destroy();
    if (process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
      return process.exitValue();
    }
    kill();
    return -1;
  }

  @Override
  public void close() {
    try {
      stop();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
