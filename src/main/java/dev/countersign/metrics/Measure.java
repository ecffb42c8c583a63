package dev.countersign.metrics;

import io.micrometer.core.instrument.Meter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that Countersign itself measures. A tag's values are few, whoever sends what. */
enum Measure {
  DELIVERIES(
      "countersign.deliveries",
      Meter.Type.COUNTER,
      null,
      "Requests to the webhook. `event` is one that Countersign acts on, else `other`; `outcome` is"
          + " `accepted`, `duplicate`, `ping`, `unused`, `refused` (an answer from 400 to 415; its"
          + " event is not believed) or `not_kept` (503).",
      "event",
      "outcome"),
  ACKNOWLEDGEMENT(
      "countersign.acknowledgement",
      Meter.Type.TIMER,
      "seconds",
      "From the arrival of a delivery to the answer that it is kept, or is not. GitHub waits for ten"
          + " seconds."),
  HANDLED(
      "countersign.deliveries.handled",
      Meter.Type.COUNTER,
      null,
      "Tries at handling a kept delivery. `outcome` is `handled`, `ignored` (it calls for nothing),"
          + " `unreadable` or `failed` (it is tried again).",
      "event",
      "outcome"),
  QUEUE_DEPTH(
      "countersign.queue.depth",
      Meter.Type.GAUGE,
      null,
      "What is due and not begun. `queue` is `deliveries` or `jobs`.",
      "queue"),
  QUEUE_AGE(
      "countersign.queue.age",
      Meter.Type.GAUGE,
      "seconds",
      "For how long the oldest of these has been due; 0 where nothing is.",
      "queue"),
  TRUSTED_ROOT_AGE(
      "countersign.trusted.root.age",
      Meter.Type.GAUGE,
      "seconds",
      "Since TUF last confirmed the trusted root; `NaN` while there is none, and always with"
          + " `SIGSTORE_TRUSTED_ROOT`.");

  private final String meterName;
  private final Meter.Type type;
  private final @Nullable String unit;
  private final String meaning;
  private final String tags;

  Measure(
      String meterName, Meter.Type type, @Nullable String unit, String meaning, String... tags) {
    this.meterName = meterName;
    this.type = type;
    this.unit = unit;
    this.meaning = meaning;
    this.tags = String.join(" ", tags);
  }

  /** As Micrometer names it. */
  String meterName() {
    return meterName;
  }

  Meter.Type type() {
    return type;
  }

  @Nullable String unit() {
    return unit;
  }

  /** One or more sentences of Markdown. */
  String meaning() {
    return meaning;
  }

  List<String> tags() {
    return tags.isEmpty() ? List.of() : List.of(tags.split(" "));
  }
}
