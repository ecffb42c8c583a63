package dev.countersign.report;

import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.verification.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Every check run that Countersign writes. Pure: the same arguments give the same report. Arguments
 * may be hostile; nothing of them becomes markup.
 */
public final class CheckReports {
  private CheckReports() {}

  /** The end of a verification: success when everything was verified, failure otherwise. */
  public static CheckReport verdict(Verdict verdict) {
    return new CheckReport(
        Optional.of(verdict.verified() ? Conclusion.SUCCESS : Conclusion.FAILURE), "", "", "");
  }

  /** In progress: the materials are not there yet. */
  public static CheckReport waiting(Awaited awaited) {
    return new CheckReport(Optional.empty(), "", "", "");
  }

  /** Timed out: the materials did not come before the deadline. */
  public static CheckReport timedOut(Awaited awaited) {
    return new CheckReport(Optional.of(Conclusion.TIMED_OUT), "", "", "");
  }

  /**
   * In progress: the materials are there, yet something that is needed to judge them could not be
   * had, and is asked for again until {@code until}.
   *
   * @param reason what could not be had, in one sentence
   */
  public static CheckReport retrying(String tag, String reason, Instant until) {
    return new CheckReport(Optional.empty(), "", "", "");
  }

  /**
   * Action required: the configuration file cannot be understood, so nobody knows what to verify.
   *
   * @param file where it is: {@code .github/countersign.yml}
   */
  public static CheckReport brokenPolicy(String tag, String file, List<BrokenLine> lines) {
    return new CheckReport(Optional.of(Conclusion.ACTION_REQUIRED), "", "", "");
  }

  /**
   * The release could be neither verified nor rejected.
   *
   * @param conclusion {@link Conclusion#TIMED_OUT} when trying again later may help, {@link
   *     Conclusion#ACTION_REQUIRED} when somebody has to change something first
   * @param reason why, in one sentence
   * @param nextStep what the reader can do, in one sentence
   */
  public static CheckReport couldNotVerify(
      String tag, Conclusion conclusion, String reason, String nextStep) {
    return new CheckReport(Optional.of(conclusion), "", "", "");
  }

  /**
   * Action required: Countersign itself is at fault.
   *
   * @param reference what its operator finds the fault by in the log
   */
  public static CheckReport internalError(String tag, String reference) {
    return new CheckReport(Optional.of(Conclusion.ACTION_REQUIRED), "", "", "");
  }
}
