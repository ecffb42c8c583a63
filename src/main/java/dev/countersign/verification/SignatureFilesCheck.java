package dev.countersign.verification;

import dev.countersign.verification.KeyMaterial.Certified;
import dev.countersign.verification.LogEntryCheck.LoggedSigning;
import dev.countersign.verification.SigningCheck.Signing;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Verifies every signing that stands beside an artifact: all must be good, by the right signer, and
 * say the same.
 */
final class SignatureFilesCheck {
  /**
   * A signing that could be read.
   *
   * @param source path of the file that it is in
   */
  private record ReadSigning(String source, SignedBundle signing) {}

  private final TrustedMaterial trust;
  private final Instant legacyCutoff;
  private final Artifact artifact;
  private final SignatureFiles files;
  private final Findings findings;

  SignatureFilesCheck(
      TrustedMaterial trust,
      Instant legacyCutoff,
      Artifact artifact,
      SignatureFiles files,
      Findings findings) {
    this.trust = trust;
    this.legacyCutoff = legacyCutoff;
    this.artifact = artifact;
    this.files = files;
    this.findings = findings;
  }

  /** Demands certificates of this signer; answers with what the first readable one says. */
  Optional<SigningFacts> check(Signer signer) {
    Optional<SigningFacts> facts = Optional.empty();
    MaterialsAgreement agreement = new MaterialsAgreement(files, findings);
    List<ReadSigning> signings = signings();
    for (ReadSigning read : signings) {
      SignedBundle signing = read.signing();
      ReadSigning first = signings.get(0);
      agreement.check(first.source(), first.signing(), read.source(), signing);
      agreement.check(read.source(), signing);
      if (signing.key() instanceof Certified certified) {
        Optional<SigningFacts> ofThis = check(signing, certified, signer);
        facts = facts.or(() -> ofThis);
      } else {
        findings.fail(
            Check.MATERIALS,
            ReasonCode.CERTIFICATE_MISSING,
            "a signing certificate",
            "a public key without one");
      }
    }
    findings.passUnlessFailed(Check.MATERIALS, materials());
    return facts;
  }

  /** Demands this key, which the caller vouches for. */
  void check(PublicKey key) {
    for (ReadSigning read : signings()) {
      if (read.signing().key() instanceof Certified) {
        findings.fail(
            Check.MATERIALS,
            ReasonCode.BUNDLE_UNSUPPORTED,
            "a bundle that was signed with a managed key",
            "one that carries a certificate");
      } else {
        new SigningCheck(trust, legacyCutoff, artifact, findings).check(read.signing(), key);
      }
    }
    findings.passUnlessFailed(Check.MATERIALS, materials());
  }

  /** The readable signings; what is not readable, or not there at all, is a finding. */
  private List<ReadSigning> signings() {
    List<SigningReader.Reading> readings = new SigningReader(files).read();
    if (readings.isEmpty()) {
      findings.fail(
          Check.MATERIALS,
          ReasonCode.BUNDLE_MISSING,
          "a Sigstore bundle, or a signature with a certificate",
          files.areThere() ? files.names() : "none");
    }
    List<ReadSigning> signings = new ArrayList<>();
    for (SigningReader.Reading reading : readings) {
      if (reading.signing() instanceof Outcome.Rejected<SignedBundle> rejected) {
        findings.add(rejected.finding(Check.MATERIALS));
      } else {
        signings.add(
            new ReadSigning(
                reading.source(), ((Outcome.Read<SignedBundle>) reading.signing()).value()));
      }
    }
    return signings;
  }

  private Optional<SigningFacts> check(SignedBundle bundle, Certified certified, Signer signer) {
    Signing signing =
        new SigningCheck(trust, legacyCutoff, artifact, findings).check(bundle, certified);
    Outcome<FulcioClaims> reading = FulcioClaims.of(certified);
    if (reading instanceof Outcome.Rejected<FulcioClaims> rejected) {
      findings.add(rejected.finding(Check.SIGNER));
      return Optional.empty();
    }
    FulcioClaims claims = ((Outcome.Read<FulcioClaims>) reading).value();
    signer.check(
        new SignerEvidence(claims, signing.signedAt(), statement(bundle.content())), findings);
    return Optional.of(facts(certified, claims, signing));
  }

  private static Optional<InTotoStatement> statement(SignedContent content) {
    return content instanceof SignedContent.Envelope envelope
            && InTotoStatement.in(envelope) instanceof Outcome.Read<InTotoStatement> read
        ? Optional.of(read.value())
        : Optional.empty();
  }

  private String materials() {
    return artifact.name() + ", " + files.names();
  }

  private static SigningFacts facts(Certified certified, FulcioClaims claims, Signing signing) {
    Validity validity = Validity.of(certified.certificate());
    return new SigningFacts(
        claims.subjectAlternativeName(),
        claims.byOid(),
        Digest.sha256(Certificates.der(certified.certificate())),
        validity.start(),
        validity.end(),
        signing.signedAt(),
        signing.logged().map(LoggedSigning::index),
        signing.logged().map(logged -> logged.log().baseUrl()),
        signing.logged().map(LoggedSigning::evidence));
  }
}
