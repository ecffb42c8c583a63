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

  /** Passes {@code check} unless it has already failed. */
  void passUnlessFailed(Check check, String actual) {
    if (!hasFailed(check)) {
      pass(check, actual);
    }
  }

  /** All of them, in the order of {@link Check}. */
  List<Finding> inOrder() {
    return gathered.stream().sorted(Comparator.comparing(Finding::check)).distinct().toList();
  }

  /** Whether each of these checks has positively passed, and no check at all has failed. */
  static boolean allPassed(Set<Check> demanded, List<Finding> findings) {
    return !demanded.isEmpty()
        && demanded.stream().allMatch(check -> passed(check, findings))
        && findings.stream().noneMatch(finding -> finding.status() == Status.FAILED);
  }

  private static boolean passed(Check check, List<Finding> findings) {
    return findings.stream()
        .anyMatch(finding -> finding.check() == check && finding.status() == Status.PASSED);
  }
}
