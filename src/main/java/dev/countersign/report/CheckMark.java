package dev.countersign.report;

import dev.countersign.verification.Check;
import dev.countersign.verification.Finding;
import dev.countersign.verification.SetVerdict;
import java.util.Comparator;
import java.util.Optional;

/** How a check of one set ended, with a mark that reads without colour. */
enum CheckMark {
  PASSED("✅ passed"),
  WARNING("⚠️ worth a look"),
  UNDECIDED("❔ could not be verified"),
  FAILED("❌ failed"),
  /** Nothing was found out, mostly because an earlier check failed. */
  NOT_MADE("➖ not checked");

  private final String mark;

  CheckMark(String mark) {
    this.mark = mark;
  }

  String mark() {
    return mark;
  }

  static CheckMark of(Check check, SetVerdict set) {
    return worst(check, set).map(CheckMark::of).orElse(NOT_MADE);
  }

  static CheckMark of(Finding finding) {
    return switch (finding.status()) {
      case PASSED -> PASSED;
      case WARNING -> WARNING;
      case UNDECIDED -> UNDECIDED;
      case FAILED -> FAILED;
    };
  }

  /** The first of the worst findings of a check. */
  static Optional<Finding> worst(Check check, SetVerdict set) {
    return set.findings().stream()
        .filter(finding -> finding.check() == check)
        .min(Comparator.comparing(Finding::status, Comparator.reverseOrder()));
  }
}
