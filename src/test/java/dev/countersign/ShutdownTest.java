package dev.countersign;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.database.TestDatabases;
import dev.countersign.simulation.ReleaseWorkflow.PublishedRelease;
import dev.countersign.simulation.github.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The end of a server while something does not come to an end. */
class ShutdownTest extends WholeFlow {
  private static final Duration GRACE = Duration.ofSeconds(4);

  @Test
  void takesOneGraceForARequestAndAJobThatDoNotEndAndHandsTheJobBack() throws Exception {
    server.close();
    server =
        Server.over(
            ServerConfigs.over(
                github, sigstore, folder, Map.of("SHUTDOWN_GRACE", GRACE.toSeconds() + "s")),
            clock);
    server.start();
    webhooks = webhooksToServer();
    workflow.configure("");
    github.faults().always("GET", "/repos/.*", Fault.delay(Duration.ofSeconds(14)));
    PublishedRelease release = workflow.publish("v1.0.0");
    webhooks.releasePublished(repository, release.release());
    await().atMost(PATIENCE).until(() -> pickedJobs() == 1);
    try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      OutputStream out = slow.getOutputStream();
      out.write(
          "POST /webhook HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999\r\n\r\n"
              .getBytes(US_ASCII));
      CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sendSlowly(out));

      long before = System.nanoTime();
      server.close();

      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isBetween(GRACE, GRACE.multipliedBy(2));
      sending.join();
    }
    assertThat(pickedJobs()).isZero();
  }

  /** A byte now and then, until the other side has had enough. */
  private static void sendSlowly(OutputStream out) {
    try {
      while (true) {
        out.write('{');
        Thread.sleep(200);
      }
    } catch (IOException e) {
      // That is the end.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int pickedJobs() throws Exception {
    try (Connection connection = DriverManager.getConnection(TestDatabases.sqliteUrl(folder));
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from scheduled_tasks where task_name = 'job' and picked")) {
      return row.getInt(1);
    }
  }
}
