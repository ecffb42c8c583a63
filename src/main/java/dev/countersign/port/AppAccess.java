package dev.countersign.port;

import java.time.Instant;
import java.util.Objects;

/** Whether GitHub accepts the App's own key, as far as it has told. */
public interface AppAccess {
  /** What GitHub told last, to whatever was asked in the App's own name. */
  Standing standing();

  /** Asks now and waits for the answer, so that {@link #standing} tells it. Throws nothing. */
  void ask();

  /**
   * What was heard last.
   *
   * @param at when
   */
  record Standing(State state, Instant at) {
    public Standing {
      Objects.requireNonNull(state, "state");
      Objects.requireNonNull(at, "at");
    }
  }

  /** What GitHub said. */
  enum State {
    /** Nothing yet. */
    UNKNOWN,
    /** The key is the App's. */
    ACCEPTED,
    /** It is not, or there is no such App. */
    REFUSED,
    /** GitHub does not answer, or not to the point. */
    UNREACHABLE
  }
}
