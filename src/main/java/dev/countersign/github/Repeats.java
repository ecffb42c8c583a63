package dev.countersign.github;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import okhttp3.Request;

/** Sends a request again after a fault that may pass, a few times, where that is harmless. */
final class Repeats {
  private static final Duration FIRST_WAIT = Duration.ofMillis(250);

  private final int attempts;
  private final Pause pause;
  private final Faults faults;

  Repeats(int attempts, Pause pause, Faults faults) {
    this.attempts = attempts;
    this.pause = pause;
    this.faults = faults;
  }

  /** What {@code sending} returns, which throws an IOException for a fault that may pass. */
  <T> T attempt(Request request, Faults.Reading<T> sending) {
    for (int attempt = 1; ; attempt++) {
      try {
        return sending.run();
      } catch (IOException e) {
        if (attempt >= attempts || !isRepeatable(request) || !pausedAfter(attempt)) {
          throw faults.exhausted(request, e);
        }
      }
    }
  }

  private boolean pausedAfter(int attempt) {
    if (Thread.currentThread().isInterrupted()) {
      return false;
    }
    long longest = FIRST_WAIT.toMillis() << (attempt - 1);
    long wait = ThreadLocalRandom.current().nextLong(longest / 2, longest + 1);
    try {
      pause.pause(Duration.ofMillis(wait));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A lost answer to a token request leaves an unused token behind; GraphQL is only read from. */
  private static boolean isRepeatable(Request request) {
    String path = request.url().encodedPath();
    return request.method().equals("GET")
        || path.endsWith("/access_tokens")
        || path.endsWith("/graphql");
  }
}
