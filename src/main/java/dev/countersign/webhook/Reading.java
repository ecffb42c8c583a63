package dev.countersign.webhook;

import dev.countersign.delivery.Delivery;

/** What a request to the webhook turned out to be. */
sealed interface Reading {
  /** A delivery to keep. */
  record Event(Delivery delivery) implements Reading {}

  /** GitHub asks whether anybody listens. */
  record Ping() implements Reading {}

  /** Genuine, but Countersign has no use for it. */
  record Unused(String event) implements Reading {}

  /**
   * Not a delivery.
   *
   * @param status of the answer
   * @param sentence what was expected and what was found
   */
  record Refused(int status, String sentence) implements Reading {}

  /** Too many large bodies arrive at once to read this one. */
  record NoRoom() implements Reading {}
}
