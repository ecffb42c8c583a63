package dev.countersign;

import dev.countersign.simulation.ReleaseWorkflow;
import dev.countersign.simulation.ReleaseWorkflow.PublishedRelease;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.github.WebhookDelivery;
import dev.countersign.simulation.github.WebhookSender;
import dev.countersign.simulation.sigstore.LocalSigstore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/**
 * The disk that releases take: those of repositories with 60 files, three deliveries each, whose
 * payloads are as long as GitHub's own examples.
 *
 * <p>{@code mvn -Pbench -Dbench=dev.countersign.DiskBenchmark [-Dbench.arguments=RELEASES]} runs
 * it.
 */
public final class DiskBenchmark {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int FILES = 60;
  private static final int RELEASES_PER_REPOSITORY = 10;

  /** As they are kept, GitHub's examples of release, push and workflow_run. */
  private static final int PAYLOADS = 2_081 + 2_455 + 3_912;

  private DiskBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int releases = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
    Path folder =
        Files.createTempDirectory(Files.createDirectories(Path.of("target")), "disk-benchmark");
    LocalSigstore sigstore = new LocalSigstore(Clock.systemUTC());
    long empty;
    try (SimulatedGitHub github = SimulatedGitHub.start();
        Server server =
            Server.over(ServerConfigs.over(github, sigstore, folder), Clock.systemUTC())) {
      github.rateLimit().setLimit(Integer.MAX_VALUE);
      empty = size(folder);
      server.start();
      WebhookSender webhooks =
          github.webhooksTo(ReleaseWorkflow.webhookUri("http://127.0.0.1:" + server.port()));
      for (int i = 0; i < releases / RELEASES_PER_REPOSITORY; i++) {
        ReleaseWorkflow workflow = new ReleaseWorkflow(github, sigstore, "disk/repository-" + i);
        workflow.configure("");
        TreeMap<String, String> files = new TreeMap<>();
        for (int file = 0; file < FILES; file++) {
          files.put("src/main/java/org/example/File%02d.java".formatted(file), "class " + file);
        }
        workflow.write(files);
        for (int j = 0; j < RELEASES_PER_REPOSITORY; j++) {
          play(github, workflow, webhooks, "v1." + j);
        }
      }
    }
    long perRelease = (size(folder) - empty) / releases;
    long filledUp = perRelease + PAYLOADS - payloads(folder) / releases;
    System.out.printf(
        "%d releases of %d files: %,d bytes each; with payloads of GitHub's size %,d, so %,d MB for"
            + " 1,000 releases, of which the payloads, kept for 30 days, are %,d MB%n",
        releases, FILES, perRelease, filledUp, filledUp / 1_000, PAYLOADS / 1_000);
  }

  private static void play(
      SimulatedGitHub github, ReleaseWorkflow workflow, WebhookSender webhooks, String tag) {
    PublishedRelease release = workflow.publish(tag);
    String before = workflow.repository().head(ReleaseWorkflow.BRANCH);
    String after = workflow.commit(workflow.sign(release));
    for (WebhookDelivery delivery :
        new WebhookDelivery[] {
          github.payloads().releasePublished(workflow.repository(), release.release()),
          github.payloads().push(workflow.repository(), ReleaseWorkflow.BRANCH, before, after),
          github
              .payloads()
              .workflowRun(
                  workflow.repository(),
                  workflow.repository().completeWorkflowRun(release.run(), "success"))
        }) {
      webhooks.send(delivery);
    }
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                workflow.repository().checkRuns().stream()
                        .filter(run -> run.externalId().equals("release/" + tag))
                        .filter(run -> run.conclusion().equals(Optional.of("success")))
                        .count()
                    == 2);
  }

  /** Bytes of the payloads in the file. */
  private static long payloads(Path folder) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("countersign.db"));
        Statement statement = connection.createStatement();
        ResultSet sum = statement.executeQuery("select sum(length(payload)) from deliveries")) {
      return sum.getLong(1);
    }
  }

  private static long size(Path folder) throws IOException {
    long size = 0;
    for (String name : new String[] {"countersign.db", "countersign.db-wal"}) {
      Path file = folder.resolve(name);
      size += Files.exists(file) ? Files.size(file) : 0;
    }
    return size;
  }
}
