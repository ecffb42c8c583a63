package dev.countersign.delivery;

import java.util.Optional;

/**
 * Who is told of each try at handling a delivery, and of each that was accepted as calling for
 * nothing, on the threads that all others wait for; must be quick and never throw.
 */
@FunctionalInterface
public interface HandlingWatch {
  /** Nobody. */
  HandlingWatch NONE = (event, outcome) -> {};

  /** How a try ended. */
  enum Outcome {
    HANDLED,
    /** It calls for nothing. */
    IGNORED,
    /** Its payload is not what its event promises. */
    UNREADABLE,
    /** It is tried again. */
    FAILED
  }

  /**
   * A try has ended, or was not called for.
   *
   * @param event empty for one that Countersign has no use for
   */
  void tried(Optional<EventType> event, Outcome outcome);
}
