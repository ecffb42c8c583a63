package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.database.TestDatabases;
import dev.countersign.simulation.ReleaseWorkflow.PublishedRelease;
import dev.countersign.simulation.github.WebhookDelivery;
import dev.countersign.simulation.github.WebhookSender.Sent;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A database that cannot be written to for a while: GitHub is told so before it gives up on the
 * delivery, which the sender here does, too, and everything goes on when it can.
 */
class UnavailableDatabaseTest extends WholeFlow {
  private static final int SMALL = 64 * 1024;

  @Test
  @Tag("threat-24")
  void answers503WhileTheFileIsLockedAndRecovers() throws Exception {
    workflow.configure("");
    PublishedRelease release = workflow.publish("v1.0.0");
    WebhookDelivery published = github.payloads().releasePublished(repository, release.release());
    try (Connection other = connect();
        Statement statement = other.createStatement()) {
      statement.execute("begin exclusive");

      assertRefused(webhooks.send(published));

      statement.execute("commit");
    }

    assertThat(webhooks.send(published).status()).isEqualTo(202);
    workflow.commitAndFinish(webhooks, release, workflow.sign(release));
    concluded(release.commit(), "release/v1.0.0", "success");
  }

  /** SQLite counts pages as a disk counts blocks: there are no more than so many. */
  @Test
  @Tag("threat-24")
  void answers503WhileTheDiskIsFullAndRecovers() throws Exception {
    workflow.configure("");
    server.close();
    fill();
    String limit = "?max_page_count=" + number("pragma page_count");
    server =
        Server.over(
            ServerConfigs.over(
                github,
                sigstore,
                folder,
                Map.of("DATABASE_URL", TestDatabases.sqliteUrl(folder) + limit)),
            Clock.systemUTC());
    server.start();
    webhooks = webhooksToServer();
    PublishedRelease release = workflow.publish("v1.0.0");
    WebhookDelivery published =
        large(github.payloads().releasePublished(repository, release.release()));

    assertRefused(webhooks.send(published));
    assertThat(number("select count(*) from deliveries where event = 'release'")).isZero();

    execute("delete from deliveries where event = 'filling'");
    assertThat(webhooks.send(published).status()).isEqualTo(202);
    workflow.commitAndFinish(webhooks, release, workflow.sign(release));
    concluded(release.commit(), "release/v1.0.0", "success");
  }

  /** The same with more in it than one page of the file holds, however well it is compressed. */
  private WebhookDelivery large(WebhookDelivery delivery) throws IOException {
    byte[] noise = new byte[50_000];
    new Random(1).nextBytes(noise);
    ObjectNode payload = (ObjectNode) new ObjectMapper().readTree(delivery.body());
    return github.payloads().delivery("release", payload.put("noise", noise));
  }

  private static void assertRefused(Sent sent) {
    assertThat(sent.status()).isEqualTo(503);
    assertThat(sent.answer()).isEqualTo("The delivery could not be kept; deliver it again later.");
  }

  /** Leaves no free page in the file. */
  private void fill() throws SQLException {
    for (int i = 0; i < 20; i++) {
      execute(
          "insert into deliveries (guid, event, payload, received_at, attempts, outcome)"
              + " values ('filling-%d', 'filling', zeroblob(%d), 0, 0, 'IGNORED')"
                  .formatted(i, SMALL));
    }
    execute("vacuum");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.getLong(1);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(TestDatabases.sqliteUrl(folder));
  }
}
