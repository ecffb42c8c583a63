package dev.countersign.metrics;

import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import dev.countersign.delivery.Backlog;
import dev.countersign.delivery.EventType;
import dev.countersign.delivery.HandlingWatch;
import dev.countersign.github.RequestWatch;
import dev.countersign.job.JobWatch;
import dev.countersign.webhook.WebhookWatch;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * All meters of the server. It watches the rooms, which know nothing of it, and holds neither names
 * nor secrets: every tag has few values, see {@link Measure}. Thread-safe.
 */
public final class ServerMetrics implements WebhookWatch, HandlingWatch, AutoCloseable {
  /** Fine where an acknowledgement should be, up to where GitHub gives up. */
  private static final Duration[] ACKNOWLEDGED_WITHIN = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Meters meters = new Meters(registry);
  private final ProcessMeters process = new ProcessMeters(registry);
  private final JobMeters jobs = new JobMeters(meters);
  private final GitHubMeters gitHub;
  private final InstantSource clock;

  public ServerMetrics(InstantSource clock) {
    this.clock = clock;
    this.gitHub = new GitHubMeters(meters, clock);
  }

  @Override
  public void answered(
      Optional<EventType> event, WebhookWatch.Outcome outcome, Duration afterArrival) {
    meters.count(Measure.DELIVERIES, event(event), Meters.name(outcome));
    switch (outcome) {
      case ACCEPTED, DUPLICATE, NOT_KEPT ->
          meters.record(Measure.ACKNOWLEDGEMENT, afterArrival, ACKNOWLEDGED_WITHIN);
      case PING, UNUSED, REFUSED -> {}
    }
  }

  @Override
  public void tried(Optional<EventType> event, HandlingWatch.Outcome outcome) {
    meters.count(Measure.HANDLED, event(event), Meters.name(outcome));
  }

  /** Counts and measures how jobs go. */
  public JobWatch jobs() {
    return jobs;
  }

  /** Counts what is asked of GitHub. */
  public RequestWatch requests() {
    return gitHub;
  }

  /**
   * Measures what waits, when asked.
   *
   * @param queue its name
   * @param backlog reads it; may throw
   */
  public void queue(String queue, Supplier<Backlog> backlog) {
    Sampled<Backlog> sampled = new Sampled<>("the queue of " + queue, backlog, clock);
    meters.gauge(Measure.QUEUE_DEPTH, () -> sampled.get().map(Backlog::due), queue);
    meters.gauge(
        Measure.QUEUE_AGE,
        () -> sampled.get().map(found -> Meters.seconds(found.lag(clock.instant()))),
        queue);
  }

  /** Measures how old the trusted root is, where that is known. */
  public void trustedRoot(Supplier<Optional<Duration>> age) {
    meters.gauge(Measure.TRUSTED_ROOT_AGE, () -> age.get().map(Meters::seconds));
  }

  /** Measures how far this machine's clock is ahead of GitHub's, where that is known. */
  public void clockDrift(Supplier<Optional<Duration>> drift) {
    meters.gauge(Measure.CLOCK_DRIFT, () -> drift.get().map(Meters::seconds));
  }

  /** Measures a pool of database connections. */
  public MetricsTrackerFactory pool() {
    return new MicrometerMetricsTrackerFactory(registry);
  }

  /** Everything, in Prometheus's text format. */
  String scrape() {
    gitHub.refresh();
    return registry.scrape();
  }

  @Override
  public void close() {
    process.close();
    registry.close();
  }

  private static String event(Optional<EventType> event) {
    return event.map(Meters::name).orElse("other");
  }
}
