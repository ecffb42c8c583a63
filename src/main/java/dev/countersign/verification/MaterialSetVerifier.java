package dev.countersign.verification;

import java.util.Optional;

/** Verifies one material set: its signings, their signer, then the contents. */
final class MaterialSetVerifier {
  private final TrustedMaterial trust;
  private final VerificationInput input;

  MaterialSetVerifier(TrustedMaterial trust, VerificationInput input) {
    this.trust = trust;
    this.input = input;
  }

  SetVerdict verify(MaterialSet set) {
    Findings findings = new Findings();
    Optional<SigningFacts> facts =
        new SignatureFilesCheck(
                trust, input.legacyCutoff(), set.artifact(), set.signatureFiles(), findings)
            .check(new ReleaseSigner(input));
    input.branches().judge(input.release(), findings);
    ContentsResult contents = new ContentsCheck(input).check(set, findings);
    return new SetVerdict(set.manifest().path(), facts, findings.inOrder(), contents);
  }
}
