package dev.countersign.verification;

import dev.countersign.verification.LogEntryCheck.LoggedSigning;
import dev.sigstore.proto.common.v1.HashAlgorithm;
import dev.sigstore.proto.common.v1.HashOutput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Checks that a bundle is a trusted signing of a file: signature, log entry, time and certificate,
 * whoever the signer is.
 *
 * @see <a href="https://docs.sigstore.dev/cosign/verifying/verify/">Sigstore: verifying</a>
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
  private final MaterialFile signed;
  private final Digest digest;
  private final Findings findings;

  SigningCheck(
      TrustedMaterial trust, Instant legacyCutoff, MaterialFile signed, Findings findings) {
    this.trust = trust;
    this.legacyCutoff = legacyCutoff;
    this.signed = signed;
    this.digest = Digest.sha256(signed.content());
    this.findings = findings;
  }

  Signing check(SignedBundle bundle) {
    checkSignature(bundle);
    Optional<LoggedSigning> logged = checkLogEntry(bundle);
    List<Instant> times = checkTime(bundle, logged);
    Validity validity = Validity.of(bundle.certificate());
    // Without such a time nothing passes; the start of validity still tells what else fails.
    List<Instant> within = times.stream().filter(validity::contains).toList();
    new CertificateCheck(trust)
        .check(
            bundle.certificate(), within.isEmpty() ? List.of(validity.start()) : within, findings);
    return new Signing(logged, times.stream().findFirst());
  }

  private void checkSignature(SignedBundle bundle) {
    if (!Signatures.isSupported(bundle.certificate().getPublicKey())) {
      findings.fail(
          Check.SIGNATURE,
          ReasonCode.BUNDLE_UNSUPPORTED,
          "an EC key or an RSA key of 2048 to 4096 bits",
          Signatures.describe(bundle.certificate().getPublicKey()));
      return;
    }
    if (bundle.claimedDigest().isPresent()) {
      HashOutput claimed = bundle.claimedDigest().get();
      if (claimed.getAlgorithm() != HashAlgorithm.SHA2_256) {
        findings.fail(
            Check.SIGNATURE,
            ReasonCode.BUNDLE_UNSUPPORTED,
            "a SHA-256 digest",
            claimed.getAlgorithm().name());
        return;
      }
      if (!Arrays.equals(claimed.getDigest().toByteArray(), digest.bytes())) {
        findings.fail(
            Check.SIGNATURE,
            ReasonCode.DIGEST_MISMATCH,
            "SHA-256 " + HexFormat.of().formatHex(claimed.getDigest().toByteArray()) + " as signed",
            "SHA-256 " + digest);
        return;
      }
    }
    if (Signatures.isValid(
        bundle.certificate().getPublicKey(), signed.content(), bundle.signature())) {
      findings.pass(
          Check.SIGNATURE,
          signed.path()
              + ", "
              + Signatures.describe(bundle.certificate().getPublicKey())
              + " over SHA-256 "
              + digest);
    } else {
      findings.fail(
          Check.SIGNATURE,
          ReasonCode.SIGNATURE_INVALID,
          "a signature over " + signed.path() + " by the certificate's key",
          "one that does not verify");
    }
  }

  private Optional<LoggedSigning> checkLogEntry(SignedBundle bundle) {
    Outcome<LoggedSigning> outcome = new LogEntryCheck(trust, legacyCutoff).check(bundle, digest);
    if (outcome instanceof Outcome.Rejected<LoggedSigning> rejected) {
      findings.add(rejected.finding(Check.LOG_ENTRY));
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

  /** The trusted times, the log's first; empty where one of them is not to be trusted. */
  private List<Instant> checkTime(SignedBundle bundle, Optional<LoggedSigning> logged) {
    Outcome<List<Instant>> timestamps =
        new TimestampCheck(trust).check(bundle.timestamps(), bundle.signature());
    if (timestamps instanceof Outcome.Rejected<List<Instant>> rejected) {
      findings.add(rejected.finding(Check.SIGNING_TIME));
      return List.of();
    }
    List<Instant> times = new ArrayList<>(((Outcome.Read<List<Instant>>) timestamps).value());
    logged.flatMap(LoggedSigning::integratedTime).ifPresent(time -> times.add(0, time));
    if (times.isEmpty()) {
      failWithoutTime(bundle);
      return List.of();
    }
    Validity validity = Validity.of(bundle.certificate());
    for (Instant time : times) {
      if (!validity.contains(time)) {
        findings.fail(
            Check.SIGNING_TIME,
            ReasonCode.SIGNED_OUTSIDE_CERTIFICATE_VALIDITY,
            "a time " + validity,
            time.toString());
      }
      if (logged.isPresent() && !logged.get().log().validity().contains(time)) {
        findings.fail(
            Check.SIGNING_TIME,
            ReasonCode.LOG_KEY_NOT_VALID_THEN,
            "the log's key is valid " + logged.get().log().validity(),
            time.toString());
      }
    }
    findings.passUnlessFailed(Check.SIGNING_TIME, times.get(0).toString());
    return times;
  }

  private void failWithoutTime(SignedBundle bundle) {
    if (findings.hasFailed(Check.LOG_ENTRY) && !bundle.logEntries().isEmpty()) {
      findings.fail(
          Check.SIGNING_TIME,
          ReasonCode.SIGNING_TIME_UNVERIFIED,
          "a time from a verified log entry",
          "the log entry is not verified");
    } else {
      findings.fail(
          Check.SIGNING_TIME,
          ReasonCode.SIGNING_TIME_MISSING,
          "a verified signed entry timestamp or RFC 3161 timestamp",
          "neither");
    }
  }
}
