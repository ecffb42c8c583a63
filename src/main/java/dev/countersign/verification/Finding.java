package dev.countersign.verification;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The outcome of one check.
 *
 * @param check what was checked
 * @param status how it ended
 * @param reason stable code; {@link ReasonCode#VERIFIED} exactly when the check passed
 * @param claim what of the signing certificate it is about, where it is about that
 * @param line line of the manifest that it is about, from 1, where it is about one
 * @param expected what would have passed, for the reader; may be empty
 * @param actual what was found, for the reader; foreign text, not escaped
 */
public record Finding(
    Check check,
    Status status,
    ReasonCode reason,
    Optional<Claim> claim,
    OptionalInt line,
    String expected,
    String actual) {
  /** Rejects a pass with a reason against it, and anything else without one. */
  public Finding {
    Objects.requireNonNull(check, "check");
    Objects.requireNonNull(claim, "claim");
    Objects.requireNonNull(line, "line");
    Objects.requireNonNull(expected, "expected");
    Objects.requireNonNull(actual, "actual");
    if ((status == Status.PASSED) != (reason == ReasonCode.VERIFIED)) {
      throw new IllegalArgumentException(check + " " + status + " does not go with " + reason);
    }
  }

  /** A check that passed, with what was found. */
  public static Finding passed(Check check, String actual) {
    return of(check, Status.PASSED, ReasonCode.VERIFIED, "", actual);
  }

  /** A check that failed. */
  public static Finding failed(Check check, ReasonCode reason, String expected, String actual) {
    return of(check, Status.FAILED, reason, expected, actual);
  }

  /** A check that could not be made to its end. */
  public static Finding undecided(Check check, ReasonCode reason, String expected, String actual) {
    return of(check, Status.UNDECIDED, reason, expected, actual);
  }

  /** Something to look at that does not turn the verdict red. */
  public static Finding warning(Check check, ReasonCode reason, String expected, String actual) {
    return of(check, Status.WARNING, reason, expected, actual);
  }

  /** The same, about this claim. */
  public Finding about(Claim subject) {
    return new Finding(check, status, reason, Optional.of(subject), line, expected, actual);
  }

  /** The same, about this line of the manifest. */
  public Finding atLine(int number) {
    return new Finding(check, status, reason, claim, OptionalInt.of(number), expected, actual);
  }

  private static Finding of(
      Check check, Status status, ReasonCode reason, String expected, String actual) {
    return new Finding(
        check, status, reason, Optional.empty(), OptionalInt.empty(), expected, actual);
  }
}
