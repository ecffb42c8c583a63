package dev.countersign.simulation.sigstore;

import com.google.protobuf.Timestamp;
import dev.sigstore.proto.common.v1.TimeRange;
import java.time.Instant;
import java.util.Optional;

/**
 * When a trusted root says that a service is valid, both ends included.
 *
 * @param start first instant; empty: missing, as no good root has it
 * @param end last instant; empty: to this day
 */
public record TrustWindow(Optional<Instant> start, Optional<Instant> end) {
  public static TrustWindow since(Instant start) {
    return new TrustWindow(Optional.of(start), Optional.empty());
  }

  public static TrustWindow between(Instant start, Instant end) {
    return new TrustWindow(Optional.of(start), Optional.of(end));
  }

  /** A window whose start is missing. */
  public static TrustWindow until(Instant end) {
    return new TrustWindow(Optional.empty(), Optional.of(end));
  }

  /** A window without start and end. */
  public static TrustWindow missing() {
    return new TrustWindow(Optional.empty(), Optional.empty());
  }

  TimeRange range() {
    TimeRange.Builder range = TimeRange.newBuilder();
    start.map(TrustWindow::timestamp).ifPresent(range::setStart);
    end.map(TrustWindow::timestamp).ifPresent(range::setEnd);
    return range.build();
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
