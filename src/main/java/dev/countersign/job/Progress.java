package dev.countersign.job;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a job has learned and done so far.
 *
 * @param deadline when waiting for materials ends, once known
 * @param commit the tag's commit when it was last seen
 * @param optedIn whether the repository is known to want check runs
 * @param announced whether an unfinished check run stands on {@code commit}
 * @param looks how often materials were looked for and not found, since the last wake
 * @param failures how often in a row something was unavailable
 * @param faults how often in a row something unexpected was thrown
 * @param notBefore until when GitHub asked not to be asked
 */
record Progress(
    Optional<Instant> deadline,
    Optional<String> commit,
    boolean optedIn,
    boolean announced,
    int looks,
    int failures,
    int faults,
    Optional<Instant> notBefore) {
  /** A job that has not run yet. */
  static final Progress NONE =
      new Progress(Optional.empty(), Optional.empty(), false, false, 0, 0, 0, Optional.empty());

  Progress {
    Objects.requireNonNull(deadline, "deadline");
    Objects.requireNonNull(commit, "commit");
    Objects.requireNonNull(notBefore, "notBefore");
  }

  /** Whether a check run may say that something went wrong; otherwise nobody asked for one. */
  boolean mayReport() {
    return commit.isPresent() && (optedIn || announced);
  }

  Progress seenAt(String seen) {
    return new Progress(
        deadline, Optional.of(seen), optedIn, announced, looks, failures, faults, notBefore);
  }

  Progress optIn() {
    return new Progress(deadline, commit, true, announced, looks, failures, faults, notBefore);
  }

  Progress waitingUntil(Instant newDeadline) {
    return new Progress(
        Optional.of(newDeadline), commit, optedIn, announced, looks, failures, faults, notBefore);
  }

  Progress withAnnounced(boolean nowAnnounced) {
    return new Progress(
        deadline, commit, optedIn, nowAnnounced, looks, failures, faults, notBefore);
  }

  /** After a look that found everything in order and no materials. */
  Progress looked() {
    return new Progress(deadline, commit, optedIn, announced, looks + 1, 0, 0, Optional.empty());
  }

  /** After something was unavailable. */
  Progress failed(Optional<Instant> askedNotBefore) {
    return new Progress(
        deadline, commit, optedIn, announced, looks, failures + 1, faults, askedNotBefore);
  }

  /** After something unexpected was thrown. */
  Progress faulted() {
    return new Progress(
        deadline, commit, optedIn, announced, looks, failures, faults + 1, Optional.empty());
  }
}
