package dev.countersign.report;

import dev.countersign.verification.Check;
import dev.countersign.verification.Finding;
import dev.countersign.verification.ReasonCode;
import dev.countersign.verification.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Findings that mean the same to the reader. */
record FindingKind(Check check, Status status, ReasonCode reason) {
  /** The findings by what they mean, in their order. */
  static Map<FindingKind, List<Finding>> group(List<Finding> findings) {
    return findings.stream()
        .collect(
            Collectors.groupingBy(
                FindingKind::of, LinkedHashMap::new, Collectors.toUnmodifiableList()));
  }

  private static FindingKind of(Finding finding) {
    return new FindingKind(finding.check(), finding.status(), finding.reason());
  }

  /** {@code ❌ Commit: the tag points at another commit than the one that was signed}. */
  String title(Markup markup) {
    return "%s %s: %s"
        .formatted(symbol(), check.title(), markup.sentence(Wording.clause(reason.meaning())));
  }

  private String symbol() {
    return switch (status) {
      case FAILED -> "❌";
      case UNDECIDED -> "❔";
      case WARNING, PASSED -> "⚠️";
    };
  }
}
