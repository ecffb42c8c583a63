package dev.countersign.job;

import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.report.ProposedChange;
import dev.countersign.verification.Finding;
import dev.countersign.verification.ReasonCode;
import dev.countersign.verification.SetVerdict;
import dev.countersign.verification.Status;
import dev.countersign.verification.Verdict;
import java.util.stream.Stream;

/** What a conclusion rests on that is not a verdict's. */
public enum Ground {
  /** None came in time, or a change has none. */
  NO_MATERIALS,
  /** The release workflow ended without any. */
  WORKFLOW_FAILED,
  /** The configuration file cannot be understood. */
  CONFIGURATION,
  /** A change removes materials, or brings some of no known release. */
  UNJUDGED,
  /** Something could not be had until time ran out. */
  UNAVAILABLE,
  /** Something is larger than what is read. */
  TOO_LARGE,
  /** GitHub refuses. */
  REFUSED,
  /** Countersign is at fault. */
  FAULT;

  /** The reason code of the first finding against a verdict, the worst first. */
  static String of(Verdict verdict) {
    return verdict.verified()
        ? ReasonCode.VERIFIED.name()
        : Stream.of(Status.FAILED, Status.UNDECIDED)
            .flatMap(status -> findings(verdict, status))
            .findFirst()
            .map(finding -> finding.reason().name())
            .orElse(UNJUDGED.name());
  }

  /** The same for a change with this conclusion. */
  static String of(ProposedChange change, Conclusion conclusion) {
    if (!change.configurationErrors().isEmpty()) {
      return CONFIGURATION.name();
    }
    return switch (conclusion) {
      case NEUTRAL -> NO_MATERIALS.name();
      case SUCCESS -> ReasonCode.VERIFIED.name();
      case FAILURE, ACTION_REQUIRED, TIMED_OUT ->
          change.verdicts().stream()
              .filter(verdict -> !verdict.verified())
              .findFirst()
              .map(Ground::of)
              .orElse(UNJUDGED.name());
    };
  }

  private static Stream<Finding> findings(Verdict verdict, Status status) {
    return verdict.sets().stream()
        .filter(set -> !set.verified())
        .map((SetVerdict set) -> set.withStatus(status))
        .flatMap(found -> found.stream());
  }
}
