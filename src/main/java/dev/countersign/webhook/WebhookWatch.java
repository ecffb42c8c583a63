package dev.countersign.webhook;

import dev.countersign.delivery.EventType;
import java.time.Duration;
import java.util.Optional;

/** Who is told of each answer of the webhook, before it is sent; must be quick. */
@FunctionalInterface
public interface WebhookWatch {
  /** What a request was answered. */
  enum Outcome {
    /** The delivery is on the disk. */
    ACCEPTED,
    /** It was before. */
    DUPLICATE,
    /** GitHub asked whether anybody listens. */
    PING,
    /** Genuine, but Countersign has no use for it. */
    UNUSED,
    /** Not a delivery. */
    REFUSED,
    /** The database could not take it. */
    NOT_KEPT
  }

  /**
   * A request was read and is being answered.
   *
   * @param event empty where the request is not genuine, or of no use
   * @param afterArrival since the request's head arrived
   */
  void answered(Optional<EventType> event, Outcome outcome, Duration afterArrival);
}
