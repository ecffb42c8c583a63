package dev.countersign.verification;

import java.util.Objects;
import java.util.function.Function;

/** The outcome of reading something foreign: its value, or why it is rejected. */
sealed interface Outcome<T> {
  /** Read completely. */
  record Read<T>(T value) implements Outcome<T> {
    public Read {
      Objects.requireNonNull(value, "value");
    }
  }

  /** Not usable. */
  record Rejected<T>(ReasonCode reason, String expected, String actual) implements Outcome<T> {
    Finding finding(Check check) {
      return Finding.failed(check, reason, expected, actual);
    }

    /** Where it is not the files' fault. */
    Finding undecided(Check check) {
      return Finding.undecided(check, reason, expected, actual);
    }
  }

  /** Goes on with the value, or keeps the rejection. */
  default <U> Outcome<U> then(Function<? super T, Outcome<U>> next) {
    if (this instanceof Read<T> read) {
      return next.apply(read.value());
    }
    Rejected<T> rejected = (Rejected<T>) this;
    return new Rejected<>(rejected.reason(), rejected.expected(), rejected.actual());
  }

  static <T> Outcome<T> read(T value) {
    return new Read<>(value);
  }

  static <T> Outcome<T> rejected(ReasonCode reason, String expected, String actual) {
    return new Rejected<>(reason, expected, actual);
  }
}
