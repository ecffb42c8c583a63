package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.simulation.ReleaseWorkflow.PublishedRelease;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What {@code GET /metrics} tells of whole flows. */
class MetricsTest extends WholeFlow {
  @Test
  void countsDeliveriesByEventAndOutcome() {
    webhooks.ping();
    webhooks.send(github.payloads().ping().withForgedBody("{}".getBytes(StandardCharsets.UTF_8)));
    PublishedRelease release = workflow.play(webhooks, "v1.0.0", UnaryOperator.identity());
    concluded(release.commit(), "release/v1.0.0", "success");

    Scrape scrape = Scrape.of(server);
    assertThat(scrape.value(deliveries("other", "ping"))).contains(1.0);
    assertThat(scrape.value(deliveries("other", "refused"))).contains(1.0);
    assertThat(scrape.value(deliveries("release", "accepted"))).contains(1.0);
    assertThat(scrape.value("countersign_acknowledgement_seconds_bucket{le=\"+Inf\"}"))
        .isEqualTo(scrape.value("countersign_acknowledgement_seconds_count"))
        .isNotEmpty();
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                Scrape.of(server)
                    .value(
                        "countersign_deliveries_handled_total{event=\"release\",outcome=\"handled\"}")
                    .isPresent());
  }

  @Test
  void measuresTheQueuesTheDatabaseAndTheProcess() {
    Scrape scrape = Scrape.of(server);

    assertThat(scrape.value("countersign_queue_depth{queue=\"deliveries\"}")).contains(0.0);
    assertThat(scrape.value("countersign_queue_depth{queue=\"jobs\"}")).contains(0.0);
    assertThat(scrape.value("countersign_queue_age_seconds{queue=\"jobs\"}")).contains(0.0);
    assertThat(scrape.value("countersign_trusted_root_age_seconds")).contains(Double.NaN);
    assertThat(scrape.lines("hikaricp_connections_active{pool=\"database\"}")).hasSize(1);
    assertThat(scrape.lines("jvm_memory_used_bytes{")).isNotEmpty();
    assertThat(scrape.lines("process_uptime_seconds ")).hasSize(1);
  }

  private static String deliveries(String event, String outcome) {
    return "countersign_deliveries_total{event=\"%s\",outcome=\"%s\"}".formatted(event, outcome);
  }
}
