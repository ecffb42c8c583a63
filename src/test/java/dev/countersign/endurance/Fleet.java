package dev.countersign.endurance;

import dev.countersign.simulation.ReleaseWorkflow;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.github.WebhookDelivery;
import dev.countersign.simulation.github.WebhookSender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Servers on one database, each of them at an address of its own that it keeps. */
final class Fleet implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(2);

  private final SimulatedGitHub github;
  private final String trustedRoot;
  private final String databaseUrl;
  private final Path folder;
  private final List<ServerProcess> servers = new CopyOnWriteArrayList<>();
  private final List<WebhookSender> senders = new ArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();

  /** Starts them; they answer once {@link #awaitHealthy} has returned. */
  Fleet(SimulatedGitHub github, String trustedRoot, String databaseUrl, Path folder, int size)
      throws IOException {
    this.github = github;
    this.trustedRoot = trustedRoot;
    this.databaseUrl = databaseUrl;
    this.folder = folder;
    for (int i = 0; i < size; i++) {
      int port = ServerProcess.freePort();
      servers.add(start(i, port));
      senders.add(github.webhooksTo(ReleaseWorkflow.webhookUri("http://127.0.0.1:" + port)));
    }
  }

  int size() {
    return servers.size();
  }

  ServerProcess server(int index) {
    return servers.get(index);
  }

  void awaitHealthy() {
    Awaitility.await()
        .atMost(START)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> servers.stream().allMatch(ServerProcess::isHealthy));
  }

  /** Kills one of them, and starts it again at its address. */
  void killAndRestart(int index) throws IOException, InterruptedException {
    ServerProcess killed = servers.get(index);
    killed.kill();
    servers.set(index, start(index, killed.port()));
  }

  /**
   * Delivers as a load balancer does, to each server in its turn.
   *
   * @return whether it was acknowledged
   */
  boolean deliver(WebhookDelivery delivery) {
    int index = Math.floorMod(turn.getAndIncrement(), senders.size());
    try {
      int status = senders.get(index).send(delivery).status();
      return status >= 200 && status < 300;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** Ends all of them with SIGTERM; the exit codes. */
  List<Integer> stop() throws InterruptedException {
    List<Integer> codes = new ArrayList<>();
    for (ServerProcess server : servers) {
      codes.add(server.stop());
    }
    return codes;
  }

  @Override
  public void close() {
    servers.forEach(ServerProcess::close);
  }

  private ServerProcess start(int index, int port) throws IOException {
    Path own = Files.createDirectories(folder.resolve("server-" + index));
    return ServerProcess.start(github, trustedRoot, own, databaseUrl, port);
  }
}
