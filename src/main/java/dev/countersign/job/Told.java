package dev.countersign.job;

import java.util.Optional;

/**
 * Where people were told that a release is not verified.
 *
 * @param pullRequest the pull request with our comment; empty where there is an issue instead
 */
record Told(Optional<Integer> pullRequest) {
  static final Told BY_ISSUE = new Told(Optional.empty());

  static Told on(int pullRequest) {
    return new Told(Optional.of(pullRequest));
  }

  /** For the database: the pull request's number, or 0. */
  int toNumber() {
    return pullRequest.orElse(0);
  }

  static Told ofNumber(int number) {
    return number == 0 ? BY_ISSUE : on(number);
  }
}
