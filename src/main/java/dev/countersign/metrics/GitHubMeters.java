package dev.countersign.metrics;

import dev.countersign.github.Allowance;
import dev.countersign.github.RequestWatch;
import io.micrometer.core.instrument.MultiGauge;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.ToLongFunction;

/** What is asked of GitHub, and how much more may be. */
final class GitHubMeters implements RequestWatch {
  /** Most installations whose limits are shown: those that were heard of last. */
  private static final int MOST = 200;

  private final Meters meters;
  private final InstantSource clock;
  private final MultiGauge limit;
  private final MultiGauge remaining;

  /** By holder and resource, the last heard at the end. */
  private final Map<List<String>, Allowance> allowances = new LinkedHashMap<>();

  GitHubMeters(Meters meters, InstantSource clock) {
    this.meters = meters;
    this.clock = clock;
    this.limit = meters.gauges(Measure.RATE_LIMIT);
    this.remaining = meters.gauges(Measure.RATE_LIMIT_REMAINING);
  }

  @Override
  public void sent(String method, String route, OptionalInt status, Duration took) {
    String shown = status.isPresent() ? Integer.toString(status.getAsInt()) : "failed";
    meters.record(Measure.GITHUB_REQUESTS, took, method, route, shown);
  }

  @Override
  public void allowed(Allowance allowance) {
    List<String> key = List.of(allowance.holder(), allowance.resource());
    synchronized (allowances) {
      allowances.remove(key);
      allowances.put(key, allowance);
      if (allowances.size() > MOST) {
        allowances.remove(allowances.keySet().iterator().next());
      }
    }
  }

  @Override
  public void limited(Limit which) {
    meters.count(Measure.GITHUB_LIMITED, Meters.name(which));
  }

  /** Shows the limits as they are now: what GitHub counted ends with its hour. */
  void refresh() {
    List<Allowance> present;
    synchronized (allowances) {
      allowances.values().removeIf(allowance -> !clock.instant().isBefore(allowance.resetAt()));
      present = List.copyOf(allowances.values());
    }
    show(limit, Measure.RATE_LIMIT, present, Allowance::limit);
    show(remaining, Measure.RATE_LIMIT_REMAINING, present, Allowance::remaining);
  }

  private static void show(
      MultiGauge gauges,
      Measure measure,
      List<Allowance> present,
      ToLongFunction<Allowance> value) {
    gauges.register(
        present.stream()
            .map(
                allowance ->
                    MultiGauge.Row.of(
                        Meters.tags(measure, allowance.holder(), allowance.resource()),
                        value.applyAsLong(allowance)))
            .toList(),
        true);
  }
}
