package dev.countersign.verification;

import java.util.Objects;

/**
 * Turns plain data into a verdict. Immutable and shared by all threads; the only other thing that a
 * verdict depends on is the trusted material.
 */
public final class Verifier {
  private final TrustedMaterial trust;

  public Verifier(TrustedMaterial trust) {
    this.trust = Objects.requireNonNull(trust, "trust");
  }

  /** Verifies every material set of the input; the worst one decides. */
  public Verdict verify(VerificationInput input) {
    return new Verdict(
        input.release(),
        input.materialSets().stream()
            .map(set -> new MaterialSetVerifier(trust, input).verify(set))
            .toList());
  }
}
