package dev.countersign.delivery;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stored delivery that is to be handled.
 *
 * @param guid GitHub's id of the delivery
 * @param event name of the event
 * @param installationId numeric id of the installation, if the payload names one
 * @param repository {@code OWNER/REPO}, if the payload names one
 * @param meaning what the payload says, where it was read already
 * @param payload JSON text
 */
record WaitingDelivery(
    String guid,
    String event,
    @Nullable Long installationId,
    @Nullable String repository,
    Optional<WebhookEvent> meaning,
    byte[] payload) {
  static WaitingDelivery of(Delivery accepted) {
    return new WaitingDelivery(
        accepted.guid(),
        accepted.event(),
        accepted.summary().installationId().orElse(null),
        accepted.summary().repository().orElse(null),
        accepted.summary().meaning(),
        accepted.payload());
  }

  /**
   * That a delivery is to be handled, before it is read.
   *
   * @param guid GitHub's id of the delivery
   * @param attempts how often it was tried before
   */
  record Due(String guid, int attempts) {}
}
