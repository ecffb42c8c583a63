package dev.countersign.verification;

import dev.countersign.verification.LogEntryCheck.LoggedSigning;
import dev.countersign.verification.SigningCheck.Signing;
import java.util.Optional;

/** Verifies one material set: the signing of each bundle, its signer, then the contents. */
final class MaterialSetVerifier {
  private final VerificationInput input;
  private final MaterialSet set;
  private final Findings findings = new Findings();
  private final SigningCheck signingCheck;

  MaterialSetVerifier(TrustedMaterial trust, VerificationInput input, MaterialSet set) {
    this.input = input;
    this.set = set;
    this.signingCheck = new SigningCheck(trust, input.legacyCutoff(), set.manifest(), findings);
  }

  SetVerdict verify() {
    Optional<SigningFacts> facts = Optional.empty();
    if (set.bundles().isEmpty()) {
      findings.fail(
          Check.MATERIALS, ReasonCode.BUNDLE_MISSING, "a Sigstore bundle", "no bundle file");
    }
    for (MaterialFile file : set.bundles()) {
      Optional<SigningFacts> ofBundle = verifyBundle(file);
      facts = facts.or(() -> ofBundle);
    }
    ContentsResult contents = new ContentsCheck(input).check(set.manifest(), findings);
    return new SetVerdict(set.manifest().path(), facts, findings.inOrder(), contents);
  }

  private Optional<SigningFacts> verifyBundle(MaterialFile file) {
    Outcome<SignedBundle> reading = BundleReader.read(file.content());
    if (reading instanceof Outcome.Rejected<SignedBundle> rejected) {
      findings.add(rejected.finding(Check.MATERIALS));
      return Optional.empty();
    }
    SignedBundle bundle = ((Outcome.Read<SignedBundle>) reading).value();
    new MaterialsAgreement(set, findings).check(file, bundle);
    Signing signing = signingCheck.check(bundle);
    Outcome<FulcioClaims> claims = FulcioClaims.of(bundle.certificate());
    if (claims instanceof Outcome.Rejected<FulcioClaims> rejected) {
      findings.add(rejected.finding(Check.SIGNER));
      return Optional.empty();
    }
    FulcioClaims readable = ((Outcome.Read<FulcioClaims>) claims).value();
    new IdentityCheck(input, readable, findings).check(signing.signedAt());
    return Optional.of(facts(bundle, readable, signing));
  }

  private SigningFacts facts(SignedBundle bundle, FulcioClaims claims, Signing signing) {
    Validity validity = Validity.of(bundle.certificate());
    return new SigningFacts(
        claims.subjectAlternativeName(),
        claims.byOid(),
        Digest.sha256(Certificates.der(bundle.certificate())),
        validity.start(),
        validity.end(),
        signing.signedAt(),
        signing.logged().map(LoggedSigning::index),
        signing.logged().map(logged -> logged.log().baseUrl()),
        signing.logged().map(LoggedSigning::evidence));
  }
}
