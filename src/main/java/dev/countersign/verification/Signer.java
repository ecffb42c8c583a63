package dev.countersign.verification;

/** Who must have signed. */
interface Signer {
  /** Gathers findings about everything in which the signing shows somebody else. */
  void check(SignerEvidence evidence, Findings findings);
}
