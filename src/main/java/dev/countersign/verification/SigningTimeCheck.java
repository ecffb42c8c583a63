package dev.countersign.verification;

import dev.countersign.verification.LogEntryCheck.LoggedSigning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks when something was signed. Only a signed entry timestamp that verified, or an RFC 3161
 * timestamp of a trusted authority, says so; every time that is said must be good.
 */
final class SigningTimeCheck {
  private final TrustedInstance instance;
  private final Findings findings;

  SigningTimeCheck(TrustedInstance instance, Findings findings) {
    this.instance = instance;
    this.findings = findings;
  }

  /**
   * The trusted times, the log's first; empty where one of them is not to be trusted.
   *
   * @param keyValidity when the signer's key may sign: its certificate's validity
   */
  List<Instant> check(
      SignedBundle bundle, Optional<LoggedSigning> logged, Optional<Validity> keyValidity) {
    Outcome<List<Instant>> timestamps =
        new TimestampCheck(instance).check(bundle.timestamps(), bundle.content().signature());
    if (timestamps instanceof Outcome.Rejected<List<Instant>> rejected) {
      findings.add(rejected.finding(Check.SIGNING_TIME));
      return List.of();
    }
    List<Instant> times = new ArrayList<>(((Outcome.Read<List<Instant>>) timestamps).value());
    logged.flatMap(LoggedSigning::integratedTime).ifPresent(time -> times.add(0, time));
    if (times.isEmpty()) {
      failWithoutTime(bundle);
      return List.of();
    }
    for (Instant time : times) {
      keyValidity
          .filter(validity -> !validity.contains(time))
          .ifPresent(
              validity ->
                  fail(
                      ReasonCode.SIGNED_OUTSIDE_CERTIFICATE_VALIDITY,
                      "a time " + validity,
                      time.toString()));
      logged
          .map(LoggedSigning::log)
          .filter(log -> !log.validAt(time))
          .ifPresent(
              log ->
                  fail(
                      ReasonCode.LOG_KEY_NOT_VALID_THEN,
                      "the log's key is valid " + log.windows(),
                      time.toString()));
    }
    findings.passUnlessFailed(Check.SIGNING_TIME, times.get(0).toString());
    return times;
  }

  private void failWithoutTime(SignedBundle bundle) {
    if (findings.doubtTheLog()) {
      findings.undecided(
          Check.SIGNING_TIME,
          ReasonCode.SIGNING_TIME_UNVERIFIED,
          "a time from a verified log entry",
          "the log's answer is not verified");
    } else if (findings.hasFailed(Check.LOG_ENTRY) && !bundle.logEntries().isEmpty()) {
      fail(
          ReasonCode.SIGNING_TIME_UNVERIFIED,
          "a time from a verified log entry",
          "the log entry is not verified");
    } else {
      fail(
          ReasonCode.SIGNING_TIME_MISSING,
          "a verified signed entry timestamp or RFC 3161 timestamp",
          "neither");
    }
  }

  private void fail(ReasonCode reason, String expected, String actual) {
    findings.fail(Check.SIGNING_TIME, reason, expected, actual);
  }
}
