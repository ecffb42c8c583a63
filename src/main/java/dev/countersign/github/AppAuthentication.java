package dev.countersign.github;

import dev.countersign.port.AppAccess;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalInt;

/** What GitHub's answers to the App's own credential tell of its key. */
final class AppAuthentication {
  /** Of the App itself: where there is none, the key is of no use. */
  private static final String APP = "/app";

  private final InstantSource clock;
  private volatile AppAccess.Standing standing =
      new AppAccess.Standing(AppAccess.State.UNKNOWN, Instant.MIN);

  AppAuthentication(InstantSource clock) {
    this.clock = clock;
  }

  AppAccess.Standing standing() {
    return standing;
  }

  /**
   * A request that the App sent in its own name was answered, or not.
   *
   * @param status empty where no answer came
   */
  void heard(String route, OptionalInt status) {
    standing = new AppAccess.Standing(state(route, status), clock.instant());
  }

  private static AppAccess.State state(String route, OptionalInt status) {
    int code = status.orElse(0);
    if (code == 401 || (code == 404 && route.equals(APP))) {
      return AppAccess.State.REFUSED;
    }
    // Whatever else it says to an App, it first looked who that is.
    boolean toThePoint = code / 100 == 2 || code == 403 || code == 404 || code == 422;
    return toThePoint ? AppAccess.State.ACCEPTED : AppAccess.State.UNREACHABLE;
  }
}
