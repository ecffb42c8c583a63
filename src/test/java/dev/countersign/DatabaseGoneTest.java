package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.database.TestDatabases;
import dev.countersign.simulation.ReleaseWorkflow;
import dev.countersign.simulation.ReleaseWorkflow.PublishedRelease;
import dev.countersign.simulation.github.Fault;
import dev.countersign.simulation.github.WebhookDelivery;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A PostgreSQL server that takes no connections for a while, also in the middle of a job. */
class DatabaseGoneTest extends WholeFlow {
  private static final String DATABASE = "countersign";
  private static final String ID = "release/v1.0.0";

  @Test
  void isOutlastedByWhatWasAcceptedAndNothingIsDoneTwice() throws Exception {
    server.close();
    try (EmbeddedPostgres postgres = TestDatabases.startPostgres()) {
      execute(postgres, "create database " + DATABASE);
      String url = postgres.getJdbcUrl("postgres", DATABASE);
      server =
          Server.over(
              ServerConfigs.over(github, sigstore, folder, Map.of("DATABASE_URL", url)), clock);
      server.start();
      webhooks = webhooksToServer();
      workflow.configure("");
      PublishedRelease release = workflow.publish("v1.0.0");
      webhooks.releasePublished(repository, release.release());
      await().atMost(PATIENCE).until(() -> checkRun(release.commit(), ID).isPresent());
      github.faults().next(1, "GET", ".*/tarball/.*", Fault.delay(Duration.ofSeconds(2)));
      String before = repository.head(ReleaseWorkflow.BRANCH);
      String brought = workflow.commit(workflow.sign(release));
      webhooks.push(repository, ReleaseWorkflow.BRANCH, before, brought);
      await().atMost(PATIENCE).until(() -> github.requests().count("GET", ".*/git/trees/.*") > 1);

      WebhookDelivery completed =
          github
              .payloads()
              .workflowRun(repository, repository.completeWorkflowRun(release.run(), "success"));
      takeAway(postgres);
      // Each is refused within the four seconds that a connection is waited for.
      for (int i = 0; i < 3; i++) {
        assertThat(webhooks.send(completed).status()).isEqualTo(503);
      }
      giveBack(postgres);

      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> webhooks.send(completed).status() == 202);
      concluded(release.commit(), ID, "success");
      concluded(brought, ID, "success");
      assertThat(repository.checkRuns()).hasSize(2);
      server.close();
    }
  }

  private static void takeAway(EmbeddedPostgres postgres) throws SQLException {
    execute(postgres, "alter database " + DATABASE + " with allow_connections false");
    execute(
        postgres,
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'"
            .formatted(DATABASE));
  }

  private static void giveBack(EmbeddedPostgres postgres) throws SQLException {
    execute(postgres, "alter database " + DATABASE + " with allow_connections true");
  }

  private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
