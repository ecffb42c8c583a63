package dev.countersign.verification;

/** How one check ended. Worse is later. */
public enum Status {
  /** Positively verified. */
  PASSED,
  /** True and worth a look; does not turn the verdict red. */
  WARNING,
  /** Could be neither verified nor rejected, as where a limit was reached: never green. */
  UNDECIDED,
  /** Known to be wrong. */
  FAILED
}
