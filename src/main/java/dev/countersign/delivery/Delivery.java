package dev.countersign.delivery;

import java.time.Instant;
import java.util.Objects;

/**
 * A webhook delivery whose signature was verified.
 *
 * @param guid GitHub's id of the delivery, in lower case; a redelivery keeps it
 * @param event name of the event, {@code release}
 * @param summary what the payload says
 * @param payload the JSON text as it arrived; handed over, not copied
 * @param receivedAt when it arrived
 */
public record Delivery(
    String guid, String event, PayloadSummary summary, byte[] payload, Instant receivedAt) {
  public Delivery {
    Objects.requireNonNull(guid, "guid");
    Objects.requireNonNull(event, "event");
    Objects.requireNonNull(summary, "summary");
    Objects.requireNonNull(payload, "payload");
    Objects.requireNonNull(receivedAt, "receivedAt");
  }
}
