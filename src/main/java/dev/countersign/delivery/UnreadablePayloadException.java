package dev.countersign.delivery;

/** A payload is not what its event promises, and will not be the next time either. */
final class UnreadablePayloadException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadablePayloadException(String event, Exception cause) {
    super("the payload is not that of the event " + event + ": " + cause.getMessage(), cause);
  }
}
