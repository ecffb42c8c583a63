package dev.countersign.verification;

import java.util.Set;

/**
 * What of a signing the transparency log has answered, so that the files are not to blame for it.
 */
enum LogAnswered {
  /** The files brought everything. */
  NOTHING,
  /** The files brought the entry, the log its inclusion proof. */
  PROOF,
  /** The log answered with the whole entry. */
  ENTRY;

  private static final Set<ReasonCode> AGAINST_A_PROOF =
      Set.of(
          ReasonCode.INCLUSION_PROOF_INVALID,
          ReasonCode.CHECKPOINT_INVALID,
          ReasonCode.CHECKPOINT_MISSING);

  /** Whether a log entry that is rejected for this reason is so by what the log answered. */
  boolean isToBlameFor(ReasonCode reason) {
    return switch (this) {
      case NOTHING -> false;
      case PROOF -> AGAINST_A_PROOF.contains(reason);
      case ENTRY -> true;
    };
  }
}
