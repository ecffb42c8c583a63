package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.simulation.ReleaseWorkflow.PublishedRelease;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
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

  @Test
  void knowsTheRouteOfEveryRequest() {
    playAGreenAndARedRelease();

    Scrape scrape = Scrape.of(server);
    assertThat(scrape.lines("countersign_github_requests_seconds_count{"))
        .noneMatch(line -> line.contains("route=\"other\""))
        .anyMatch(
            line ->
                line.contains(
                    "method=\"POST\",route=\"/repos/{owner}/{repo}/check-runs\",status=\"201\""));
    assertThat(
            scrape.lines(
                "countersign_github_rate_limit_remaining{installation=\"%d\",resource=\"core\"}"
                    .formatted(workflow.installation().id())))
        .hasSize(1);
  }

  @Test
  void showsByHowMuchTheClockDiffersFromGitHubs() {
    playAGreenAndARedRelease();

    assertThat(Scrape.of(server).value("countersign_github_clock_drift_seconds"))
        .hasValueSatisfying(drift -> assertThat(drift).isBetween(-5.0, 5.0));
  }

  @Test
  void countsConclusionsByReason() {
    playAGreenAndARedRelease();

    await().atMost(PATIENCE).until(() -> verifications("failure", "DIGEST_MISMATCH").isPresent());
    assertThat(verifications("success", "VERIFIED")).isPresent();
    assertThat(Scrape.of(server).value("countersign_job_attempts_count{kind=\"release\"}"))
        .hasValueSatisfying(count -> assertThat(count).isPositive());
  }

  /** Nothing that only some may know, and nothing of which there is ever more. */
  @Test
  @Tag("threat-27")
  void namesNeitherRepositoriesNorTagsNorCommitsNorSecrets() {
    PublishedRelease green = playAGreenAndARedRelease();

    assertThat(Scrape.of(server).text())
        .doesNotContain(
            "octo-org",
            "demo",
            "v1.0.0",
            "v1.1.0",
            "checksums",
            green.commit(),
            github.app().webhookSecret(),
            "ghs_",
            "eyJ");
  }

  private PublishedRelease playAGreenAndARedRelease() {
    workflow.configure("");
    PublishedRelease green = workflow.play(webhooks, "v1.0.0", UnaryOperator.identity());
    concluded(green.commit(), "release/v1.0.0", "success");
    PublishedRelease red = workflow.play(webhooks, "v1.1.0", MetricsTest::altered);
    concluded(red.commit(), "release/v1.1.0", "failure");
    return green;
  }

  /** With one digit of the list changed after it was signed. */
  private static Map<String, byte[]> altered(Map<String, byte[]> materials) {
    Map<String, byte[]> altered = new HashMap<>(materials);
    altered.replaceAll(
        (path, content) -> {
          byte[] changed = content.clone();
          if (path.endsWith(".txt")) {
            changed[0] = (byte) (changed[0] == '0' ? '1' : '0');
          }
          return changed;
        });
    return altered;
  }

  private Optional<Double> verifications(String conclusion, String reason) {
    return Scrape.of(server)
        .value(
            "countersign_verifications_total{conclusion=\"%s\",kind=\"release\",reason=\"%s\"}"
                .formatted(conclusion, reason));
  }

  private static String deliveries(String event, String outcome) {
    return "countersign_deliveries_total{event=\"%s\",outcome=\"%s\"}".formatted(event, outcome);
  }
}
