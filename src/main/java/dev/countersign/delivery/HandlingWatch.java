package dev.countersign.delivery;

import java.util.Optional;

/** Who is told of each try at handling a delivery, on the dispatcher's thread; must be quick. */
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
   * A try has ended.
   *
   * @param event empty for one that Countersign has no use for
   */
  void tried(Optional<EventType> event, Outcome outcome);
}
