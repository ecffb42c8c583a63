package dev.countersign.metrics;

import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import dev.countersign.delivery.Backlog;
import dev.countersign.delivery.EventType;
import dev.countersign.delivery.HandlingWatch;
import dev.countersign.webhook.WebhookWatch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
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
  private final ProcessMeters process;
  private final InstantSource clock;

  public ServerMetrics(InstantSource clock) {
    this.clock = clock;
    this.process = new ProcessMeters(registry);
  }

  @Override
  public void answered(
      Optional<EventType> event, WebhookWatch.Outcome outcome, Duration afterArrival) {
    count(Measure.DELIVERIES, event(event), name(outcome));
    switch (outcome) {
      case ACCEPTED, DUPLICATE, NOT_KEPT ->
          timer(Measure.ACKNOWLEDGEMENT)
              .serviceLevelObjectives(ACKNOWLEDGED_WITHIN)
              .register(registry)
              .record(afterArrival);
      case PING, UNUSED, REFUSED -> {}
    }
  }

  @Override
  public void tried(Optional<EventType> event, HandlingWatch.Outcome outcome) {
    count(Measure.HANDLED, event(event), name(outcome));
  }

  /**
   * Measures what waits, when asked.
   *
   * @param queue its name
   * @param backlog reads it; may throw
   */
  public void queue(String queue, Supplier<Backlog> backlog) {
    Sampled<Backlog> sampled = new Sampled<>("the queue of " + queue, backlog, clock);
    gauge(Measure.QUEUE_DEPTH, () -> sampled.get().map(Backlog::due), queue);
    gauge(
        Measure.QUEUE_AGE,
        () -> sampled.get().map(found -> seconds(found.lag(clock.instant()))),
        queue);
  }

  /** Measures how old the trusted root is, where that is known. */
  public void trustedRoot(Supplier<Optional<Duration>> age) {
    gauge(Measure.TRUSTED_ROOT_AGE, () -> age.get().map(ServerMetrics::seconds));
  }

  /** Measures a pool of database connections. */
  public MetricsTrackerFactory pool() {
    return new MicrometerMetricsTrackerFactory(registry);
  }

  /** Everything, in Prometheus's text format. */
  String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    process.close();
    registry.close();
  }

  private void count(Measure measure, String... tags) {
    Counter.builder(measure.meterName())
        .description(measure.meaning())
        .tags(tags(measure, tags))
        .register(registry)
        .increment();
  }

  private static Timer.Builder timer(Measure measure, String... tags) {
    return Timer.builder(measure.meterName())
        .description(measure.meaning())
        .tags(tags(measure, tags));
  }

  private void gauge(Measure measure, Supplier<Optional<? extends Number>> value, String... tags) {
    Supplier<Number> present = () -> value.get().map(Number::doubleValue).orElse(Double.NaN);
    Gauge.builder(measure.meterName(), present)
        .description(measure.meaning())
        .baseUnit(measure.unit())
        .tags(tags(measure, tags))
        .register(registry);
  }

  private static Tags tags(Measure measure, String... values) {
    Tags tags = Tags.empty();
    for (int i = 0; i < values.length; i++) {
      tags = tags.and(measure.tags().get(i), values[i]);
    }
    return tags;
  }

  private static String event(Optional<EventType> event) {
    return event.map(ServerMetrics::name).orElse("other");
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }
}
