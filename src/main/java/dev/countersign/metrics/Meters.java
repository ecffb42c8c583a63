package dev.countersign.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** The meters of a registry, by {@link Measure} and the values of its tags in their order. */
final class Meters {
  private final MeterRegistry registry;

  Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  void count(Measure measure, String... tags) {
    Counter.builder(measure.meterName())
        .description(measure.meaning())
        .tags(tags(measure, tags))
        .register(registry)
        .increment();
  }

  void record(Measure measure, Duration took, String... tags) {
    record(measure, took, new Duration[0], tags);
  }

  /**
   * Records a duration.
   *
   * @param within what to count those below of
   */
  void record(Measure measure, Duration took, Duration[] within, String... tags) {
    Timer.builder(measure.meterName())
        .description(measure.meaning())
        .tags(tags(measure, tags))
        .serviceLevelObjectives(within)
        .register(registry)
        .record(took);
  }

  void record(Measure measure, double amount, String... tags) {
    DistributionSummary.builder(measure.meterName())
        .description(measure.meaning())
        .tags(tags(measure, tags))
        .register(registry)
        .record(amount);
  }

  /** Shows a value that is read when it is asked for; empty is not a number. */
  void gauge(Measure measure, Supplier<Optional<? extends Number>> value, String... tags) {
    Supplier<Number> present = () -> value.get().map(Number::doubleValue).orElse(Double.NaN);
    Gauge.builder(measure.meterName(), present)
        .description(measure.meaning())
        .baseUnit(measure.unit())
        .tags(tags(measure, tags))
        .register(registry);
  }

  /** Shows as many values as there are. */
  MultiGauge gauges(Measure measure) {
    return MultiGauge.builder(measure.meterName())
        .description(measure.meaning())
        .baseUnit(measure.unit())
        .register(registry);
  }

  static Tags tags(Measure measure, String... values) {
    if (values.length != measure.tags().size()) {
      throw new IllegalArgumentException(measure + " has the tags " + measure.tags());
    }
    Tags tags = Tags.empty();
    for (int i = 0; i < values.length; i++) {
      tags = tags.and(measure.tags().get(i), values[i]);
    }
    return tags;
  }

  /** The value of a tag. */
  static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }
}
