package dev.countersign.trust;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A trusted root in use.
 *
 * @param json its content
 * @param parsed the same, ready for use
 * @param at when TUF last confirmed that it is the present one
 */
record Confirmed<T>(String json, T parsed, Instant at) {
  Confirmed {
    Objects.requireNonNull(json, "json");
    Objects.requireNonNull(parsed, "parsed");
    Objects.requireNonNull(at, "at");
  }

  /** Never negative, whatever is done to the clock. */
  Duration age(Instant now) {
    return now.isBefore(at) ? Duration.ZERO : Duration.between(at, now);
  }

  boolean isWithin(Duration limit, Instant now) {
    return age(now).compareTo(limit) <= 0;
  }

  /** Age and limit, to follow "the trusted root". */
  String tooOld(Duration limit, Instant now) {
    return "was last confirmed %s ago, on %s, and may be at most %s old"
        .formatted(words(age(now)), at, words(limit));
  }

  private static String words(Duration duration) {
    if (duration.toHours() >= 48) {
      return duration.toDays() + " days";
    }
    return duration.toMinutes() >= 120
        ? duration.toHours() + " hours"
        : duration.toMinutes() + " minutes";
  }
}
