package dev.countersign.port;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One attempt of GitHub's to deliver an event.
 *
 * @param id of the attempt, by which it is asked for again
 * @param guid of the delivery, in lower case, at most 36 characters; a redelivery keeps it
 * @param event name of the event
 * @param installationId installation that the event is about, if it is about one
 * @param deliveredAt when it was made
 * @param redelivery whether it was asked for
 * @param succeeded whether the receiver answered with 2xx
 */
public record HookDelivery(
    long id,
    String guid,
    String event,
    Optional<Long> installationId,
    Instant deliveredAt,
    boolean redelivery,
    boolean succeeded) {
  public HookDelivery {
    Objects.requireNonNull(guid, "guid");
    Objects.requireNonNull(event, "event");
    Objects.requireNonNull(installationId, "installationId");
    Objects.requireNonNull(deliveredAt, "deliveredAt");
  }
}
