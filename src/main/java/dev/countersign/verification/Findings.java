package dev.countersign.verification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Findings of one material set as they are gathered. */
final class Findings {
  private final List<Finding> gathered = new ArrayList<>();

  void pass(Check check, String actual) {
    gathered.add(Finding.passed(check, actual));
  }

  void fail(Check check, ReasonCode reason, String expected, String actual) {
    gathered.add(Finding.failed(check, reason, expected, actual));
  }

  void undecided(Check check, ReasonCode reason, String expected, String actual) {
    gathered.add(Finding.undecided(check, reason, expected, actual));
  }

  void warn(Check check, ReasonCode reason, String expected, String actual) {
    gathered.add(Finding.warning(check, reason, expected, actual));
  }

  void add(Finding finding) {
    gathered.add(finding);
  }

  boolean hasFailed(Check check) {
    return gathered.stream()
        .anyMatch(finding -> finding.check() == check && finding.status() == Status.FAILED);
  }

  /** The same of those that are gathered so far. */
  boolean doubtTheLog() {
    return doubtTheLog(gathered);
  }

  /** Passes {@code check} unless it has already failed or could not be made. */
  void passUnlessFailed(Check check, String actual) {
    if (gathered.stream().noneMatch(finding -> finding.check() == check && isInTheWay(finding))) {
      pass(check, actual);
    }
  }

  /** All of them, in the order of {@link Check}. */
  List<Finding> inOrder() {
    return gathered.stream().sorted(Comparator.comparing(Finding::check)).distinct().toList();
  }

  /** Whether each of these checks has positively passed, and no check at all is against it. */
  static boolean allPassed(Set<Check> demanded, List<Finding> findings) {
    return !demanded.isEmpty()
        && demanded.stream().allMatch(check -> passed(check, findings))
        && findings.stream().noneMatch(Findings::isInTheWay);
  }

  private static boolean isInTheWay(Finding finding) {
    return finding.status() == Status.FAILED || finding.status() == Status.UNDECIDED;
  }

  /**
   * Whether it is undecided that the signing is recorded: the transparency log was asked, and what
   * it answered does not verify.
   */
  static boolean doubtTheLog(List<Finding> findings) {
    return findings.stream()
        .anyMatch(
            finding -> finding.check() == Check.LOG_ENTRY && finding.status() == Status.UNDECIDED);
  }

  private static boolean passed(Check check, List<Finding> findings) {
    return findings.stream()
        .anyMatch(finding -> finding.check() == check && finding.status() == Status.PASSED);
  }
}
