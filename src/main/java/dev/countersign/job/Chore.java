package dev.countersign.job;

import java.time.Duration;
import java.util.Objects;

/**
 * Something that is done at the start and again and again, by one server at a time.
 *
 * @param name of it in the database: it never changes
 * @param pause between its end and its next beginning
 */
public record Chore(String name, Duration pause, Runnable work) {
  public Chore {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(pause, "pause");
    Objects.requireNonNull(work, "work");
  }
}
