package dev.countersign.verification;

import dev.countersign.verification.KeyMaterial.Certified;
import dev.countersign.verification.LogEntryCheck.LoggedSigning;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Checks that a bundle is a trusted signing of an artifact: signature, log entry, time and
 * certificate, whoever the signer is.
 *
 * @see <a href="https://github.com/sigstore/architecture-docs/blob/main/client-spec.md">Sigstore
 *     client specification</a>
 */
final class SigningCheck {
  /**
   * What was found, for the facts.
   *
   * @param logged the log entry, when verified
   * @param signedAt trusted time, when verified
   */
  record Signing(Optional<LoggedSigning> logged, Optional<Instant> signedAt) {}

  private final TrustedMaterial trust;
  private final Instant legacyCutoff;
  private final Artifact artifact;
  private final Findings findings;

  SigningCheck(TrustedMaterial trust, Instant legacyCutoff, Artifact artifact, Findings findings) {
    this.trust = trust;
    this.legacyCutoff = legacyCutoff;
    this.artifact = artifact;
    this.findings = findings;
  }

  /** Checks a signing with a certificate. */
  Signing check(SignedBundle bundle, Certified signer) {
    X509Certificate certificate = signer.certificate();
    TrustedInstance instance = trust.instanceFor(bundle);
    SignedBytes signed = checkSignature(bundle, certificate.getPublicKey());
    Optional<LoggedSigning> logged = checkLogEntry(instance, bundle, signed);
    Validity validity = Validity.of(certificate);
    List<Instant> times =
        new SigningTimeCheck(instance, findings).check(bundle, logged, Optional.of(validity));
    // Without such a time nothing passes; the start of validity still tells what else fails.
    List<Instant> within = times.stream().filter(validity::contains).toList();
    new CertificateCheck(instance, findings)
        .check(signer, within.isEmpty() ? List.of(validity.start()) : within);
    return new Signing(logged, times.stream().findFirst());
  }

  /** Checks a signing with a key that the verifier has from elsewhere. */
  Signing check(SignedBundle bundle, PublicKey managed) {
    TrustedInstance instance = trust.instanceFor(bundle);
    SignedBytes signed = checkSignature(bundle, managed);
    Optional<LoggedSigning> logged = checkLogEntry(instance, bundle, signed);
    List<Instant> times =
        new SigningTimeCheck(instance, findings).check(bundle, logged, Optional.empty());
    return new Signing(logged, times.stream().findFirst());
  }

  private SignedBytes checkSignature(SignedBundle bundle, PublicKey key) {
    SignatureCheck.Result result = new SignatureCheck(artifact, key).check(bundle.content());
    findings.add(result.finding());
    return new SignedBytes(
        result.signed(), key, SignedBytes.encoding(bundle.key(), key), result.algorithm());
  }

  private Optional<LoggedSigning> checkLogEntry(
      TrustedInstance instance, SignedBundle bundle, SignedBytes signed) {
    if (!instance.recordsSignings() && bundle.logEntries().isEmpty()) {
      findings.pass(
          Check.LOG_ENTRY, "none: the instance has no log, its timestamp authority says when");
      return Optional.empty();
    }
    Outcome<LoggedSigning> outcome =
        new LogEntryCheck(instance, legacyCutoff).check(bundle, signed);
    if (outcome instanceof Outcome.Rejected<LoggedSigning> rejected) {
      findings.add(
          bundle.answered().isToBlameFor(rejected.reason())
              ? rejected.undecided(Check.LOG_ENTRY)
              : rejected.finding(Check.LOG_ENTRY));
      return Optional.empty();
    }
    LoggedSigning logged = ((Outcome.Read<LoggedSigning>) outcome).value();
    findings.pass(
        Check.LOG_ENTRY,
        "entry "
            + logged.index()
            + " of "
            + logged.log().baseUrl()
            + switch (logged.evidence()) {
              case CHECKPOINT -> ", in a tree that the log signed";
              case LEGACY_PROMISE -> ", log promise, legacy bundle";
            });
    return Optional.of(logged);
  }
}
