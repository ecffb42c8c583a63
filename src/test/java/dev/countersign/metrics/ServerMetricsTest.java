package dev.countersign.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.delivery.Backlog;
import dev.countersign.delivery.EventType;
import dev.countersign.delivery.HandlingWatch;
import dev.countersign.github.Allowance;
import dev.countersign.job.JobWatch.Kind;
import dev.countersign.simulation.SettableClock;
import dev.countersign.webhook.WebhookWatch.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told to the meters is what Prometheus reads. */
class ServerMetricsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final SettableClock clock = new SettableClock(NOW);
  private final ServerMetrics metrics = new ServerMetrics(clock);

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void countDeliveriesAndHowLongTheyTook() {
    metrics.answered(Optional.of(EventType.PUSH), Outcome.ACCEPTED, Duration.ofMillis(20));
    metrics.answered(Optional.of(EventType.PUSH), Outcome.ACCEPTED, Duration.ofMillis(200));
    metrics.answered(Optional.empty(), Outcome.REFUSED, Duration.ofDays(1));
    metrics.tried(Optional.of(EventType.PUSH), HandlingWatch.Outcome.FAILED);

    assertThat(metrics.scrape())
        .contains(
            "countersign_deliveries_total{event=\"push\",outcome=\"accepted\"} 2.0\n",
            "countersign_deliveries_total{event=\"other\",outcome=\"refused\"} 1.0\n",
            "countersign_deliveries_handled_total{event=\"push\",outcome=\"failed\"} 1.0\n",
            "countersign_acknowledgement_seconds_bucket{le=\"0.025\"} 1\n",
            "countersign_acknowledgement_seconds_count 2\n",
            "countersign_acknowledgement_seconds_sum 0.22\n");
  }

  @Test
  void addUpTheAttemptsOfJobs() {
    metrics.jobs().closed(Kind.RELEASE, 3);
    metrics.jobs().closed(Kind.RELEASE, 2);
    metrics.jobs().closed(Kind.CHANGE, 1);

    assertThat(metrics.scrape())
        .contains(
            "countersign_job_attempts_count{kind=\"release\"} 2\n",
            "countersign_job_attempts_sum{kind=\"release\"} 5.0\n",
            "countersign_job_attempts_sum{kind=\"change\"} 1.0\n");
  }

  @Test
  void readAQueueAtMostOnceInFiveSeconds() {
    AtomicInteger read = new AtomicInteger();
    metrics.queue(
        "jobs",
        () -> new Backlog(read.incrementAndGet(), Optional.of(clock.instant().minusSeconds(90))));

    assertThat(metrics.scrape())
        .contains("countersign_queue_depth{queue=\"jobs\"} 1.0\n")
        .contains("countersign_queue_age_seconds{queue=\"jobs\"} 90.0\n");
    clock.advance(Duration.ofMillis(4_999));
    assertThat(metrics.scrape()).contains("countersign_queue_depth{queue=\"jobs\"} 1.0\n");
    clock.advance(Duration.ofMillis(1));
    assertThat(metrics.scrape()).contains("countersign_queue_depth{queue=\"jobs\"} 2.0\n");
  }

  @Test
  void showThatAQueueCannotBeReadAndAllTheRest() {
    AtomicInteger read = new AtomicInteger();
    metrics.queue(
        "jobs",
        () -> {
          read.incrementAndGet();
          throw new IllegalStateException("expected: this test's own");
        });
    metrics.trustedRoot(() -> Optional.of(Duration.ofHours(2)));

    assertThat(metrics.scrape())
        .contains("countersign_queue_depth{queue=\"jobs\"} NaN\n")
        .contains("countersign_trusted_root_age_seconds 7200.0\n");
    assertThat(read).hasValue(1);
  }

  @Test
  void showWhatGitHubAllowsUntilItsHourEnds() {
    metrics.requests().allowed(new Allowance("21", "core", 5_000, 4_000, NOW.plusSeconds(60)));
    metrics.requests().allowed(new Allowance("21", "core", 5_000, 3_999, NOW.plusSeconds(60)));
    metrics.requests().allowed(new Allowance("app", "core", 5_000, 17, NOW.plusSeconds(90)));

    String ofInstallation =
        "countersign_github_rate_limit_remaining{installation=\"21\",resource=\"core\"}";
    assertThat(metrics.scrape())
        .contains(ofInstallation + " 3999.0\n")
        .contains(
            "countersign_github_rate_limit{installation=\"21\",resource=\"core\"} 5000.0\n",
            "countersign_github_rate_limit_remaining{installation=\"app\",resource=\"core\"} 17.0\n");
    clock.advance(Duration.ofMinutes(1));
    assertThat(metrics.scrape()).doesNotContain(ofInstallation).contains("installation=\"app\"");
  }

  @Test
  void showNoMoreInstallationsThanTwoHundred() {
    for (int i = 0; i < 1_000; i++) {
      metrics
          .requests()
          .allowed(new Allowance(Integer.toString(i), "core", 5_000, 4_000, NOW.plusSeconds(60)));
    }

    assertThat(
            metrics
                .scrape()
                .lines()
                .filter(line -> line.startsWith("countersign_github_rate_limit_remaining{")))
        .hasSize(200)
        .anyMatch(line -> line.contains("installation=\"999\""));
  }

  @Test
  void countRequestsThatWereAnsweredAndThatWereNot() {
    metrics.requests().sent("GET", "/app", OptionalInt.of(200), Duration.ofMillis(5));
    metrics.requests().sent("GET", "/app", OptionalInt.empty(), Duration.ofSeconds(5));

    assertThat(metrics.scrape()).contains(requests("200") + " 1\n", requests("failed") + " 1\n");
  }

  private static String requests(String status) {
    return "countersign_github_requests_seconds_count{method=\"GET\",route=\"/app\",status=\"%s\"}"
        .formatted(status);
  }
}
