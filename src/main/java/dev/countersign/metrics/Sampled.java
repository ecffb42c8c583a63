package dev.countersign.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A value that is read when somebody asks for it, at most once in five seconds however many ask.
 * What cannot be read is unknown.
 */
final class Sampled<T> {
  private static final Logger log = LoggerFactory.getLogger(Sampled.class);
  private static final Duration KEPT = Duration.ofSeconds(5);

  private final String name;
  private final Supplier<T> source;
  private final InstantSource clock;
  private @Nullable T value;
  private Instant readAt = Instant.MIN;

  /**
   * Reads nothing yet.
   *
   * @param name for the log
   */
  Sampled(String name, Supplier<T> source, InstantSource clock) {
    this.name = name;
    this.source = source;
    this.clock = clock;
  }

  synchronized Optional<T> get() {
    Instant now = clock.instant();
    if (now.isBefore(readAt) || !now.isBefore(readAt.plus(KEPT))) {
      try {
        value = source.get();
      } catch (RuntimeException e) {
        value = null;
        log.warn("{} cannot be measured: {}", name, e.toString());
      }
      readAt = now;
    }
    return Optional.ofNullable(value);
  }
}
