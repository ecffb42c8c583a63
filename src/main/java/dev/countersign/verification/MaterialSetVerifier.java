package dev.countersign.verification;

import dev.countersign.verification.LogEntryCheck.LoggedSigning;
import dev.sigstore.proto.common.v1.HashAlgorithm;
import dev.sigstore.proto.common.v1.HashOutput;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Verifies one material set: signature files first, then signer, then contents. */
final class MaterialSetVerifier {
  private final TrustedMaterial trust;
  private final VerificationInput input;
  private final MaterialSet set;
  private final Findings findings = new Findings();

  MaterialSetVerifier(TrustedMaterial trust, VerificationInput input, MaterialSet set) {
    this.trust = trust;
    this.input = input;
    this.set = set;
  }

  SetVerdict verify() {
    Optional<SigningFacts> signing = Optional.empty();
    if (set.bundles().isEmpty()) {
      findings.fail(
          Check.MATERIALS, ReasonCode.BUNDLE_MISSING, "a Sigstore bundle", "no bundle file");
    }
    for (MaterialFile file : set.bundles()) {
      Optional<SigningFacts> facts = verifyBundle(file);
      signing = signing.or(() -> facts);
    }
    ContentsResult contents = new ContentsCheck(input).check(set.manifest(), findings);
    return new SetVerdict(set.manifest().path(), signing, findings.inOrder(), contents);
  }

  private Optional<SigningFacts> verifyBundle(MaterialFile file) {
    Outcome<SignedBundle> reading = BundleReader.read(file.content());
    if (reading instanceof Outcome.Rejected<SignedBundle> rejected) {
      findings.add(rejected.finding(Check.MATERIALS));
      return Optional.empty();
    }
    SignedBundle bundle = ((Outcome.Read<SignedBundle>) reading).value();
    checkAgreement(file, bundle);
    byte[] manifest = set.manifest().content();
    Digest digest = Digest.sha256(manifest);
    checkSignature(bundle, manifest, digest);
    Optional<LoggedSigning> logged = checkLogEntry(bundle, digest);
    Optional<Instant> signedAt = checkTime(bundle, logged);
    // Without a trusted time nothing passes; the beginning of validity still tells what else fails.
    Instant time = signedAt.orElseGet(() -> Validity.of(bundle.certificate()).start());
    new CertificateCheck(trust).check(bundle.certificate(), time, findings);
    Outcome<FulcioClaims> claims = FulcioClaims.of(bundle.certificate());
    if (claims instanceof Outcome.Rejected<FulcioClaims> rejected) {
      findings.add(rejected.finding(Check.SIGNER));
      return Optional.empty();
    }
    FulcioClaims readable = ((Outcome.Read<FulcioClaims>) claims).value();
    new IdentityCheck(input, readable, findings).check(time);
    return Optional.of(facts(bundle, readable, logged, signedAt));
  }

  private void checkAgreement(MaterialFile file, SignedBundle bundle) {
    for (MaterialFile signature : set.signatures()) {
      String base64 = new String(signature.content(), StandardCharsets.US_ASCII);
      agree(
          signature,
          file,
          () -> Base64.getDecoder().decode(base64.replaceAll("\\s", "")),
          bundle.signature());
    }
    for (MaterialFile certificate : set.certificates()) {
      agree(
          certificate,
          file,
          () -> Certificates.derFromPem(certificate.content()),
          Certificates.der(bundle.certificate()));
    }
    findings.passUnlessFailed(Check.MATERIALS, materialNames());
  }

  private void agree(
      MaterialFile detached, MaterialFile bundleFile, Decoding decoding, byte[] inBundle) {
    byte[] decoded;
    try {
      decoded = decoding.decode();
    } catch (IllegalArgumentException e) {
      findings.fail(
          Check.MATERIALS,
          ReasonCode.SIGNATURE_FILE_UNREADABLE,
          "base64 or PEM in " + detached.path(),
          String.valueOf(e.getMessage()));
      return;
    }
    if (!Arrays.equals(decoded, inBundle)) {
      findings.fail(
          Check.MATERIALS,
          ReasonCode.MATERIALS_DISAGREE,
          "the same bytes in " + detached.path() + " and " + bundleFile.path(),
          "different ones");
    }
  }

  /** Decodes a detached file; throws IllegalArgumentException when it cannot. */
  @FunctionalInterface
  private interface Decoding {
    byte[] decode();
  }

  private void checkSignature(SignedBundle bundle, byte[] manifest, Digest digest) {
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
    if (Signatures.isValid(bundle.certificate().getPublicKey(), manifest, bundle.signature())) {
      findings.pass(
          Check.SIGNATURE,
          set.manifest().path()
              + ", "
              + Signatures.describe(bundle.certificate().getPublicKey())
              + " over SHA-256 "
              + digest);
    } else {
      findings.fail(
          Check.SIGNATURE,
          ReasonCode.SIGNATURE_INVALID,
          "a signature over " + set.manifest().path() + " by the certificate's key",
          "one that does not verify");
    }
  }

  private Optional<LoggedSigning> checkLogEntry(SignedBundle bundle, Digest digest) {
    Outcome<LoggedSigning> outcome =
        new LogEntryCheck(trust, input.legacyCutoff()).check(bundle, digest);
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

  private Optional<Instant> checkTime(SignedBundle bundle, Optional<LoggedSigning> logged) {
    Outcome<List<Instant>> timestamps =
        new TimestampCheck(trust).check(bundle.timestamps(), bundle.signature());
    if (timestamps instanceof Outcome.Rejected<List<Instant>> rejected) {
      findings.add(rejected.finding(Check.SIGNING_TIME));
      return Optional.empty();
    }
    List<Instant> times = new ArrayList<>(((Outcome.Read<List<Instant>>) timestamps).value());
    logged.flatMap(LoggedSigning::integratedTime).ifPresent(time -> times.add(0, time));
    if (times.isEmpty()) {
      findings.fail(
          Check.SIGNING_TIME,
          ReasonCode.SIGNING_TIME_MISSING,
          "a verified signed entry timestamp or RFC 3161 timestamp",
          "neither");
      return Optional.empty();
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
    return Optional.of(times.get(0));
  }

  private SigningFacts facts(
      SignedBundle bundle,
      FulcioClaims claims,
      Optional<LoggedSigning> logged,
      Optional<Instant> signedAt) {
    Validity validity = Validity.of(bundle.certificate());
    return new SigningFacts(
        claims.subjectAlternativeName(),
        claims.byOid(),
        Digest.sha256(Certificates.der(bundle.certificate())),
        validity.start(),
        validity.end(),
        signedAt,
        logged.map(LoggedSigning::index),
        logged.map(signing -> signing.log().baseUrl()),
        logged.map(LoggedSigning::evidence));
  }

  private String materialNames() {
    StringBuilder names = new StringBuilder(set.manifest().fileName());
    for (List<MaterialFile> files : List.of(set.bundles(), set.signatures(), set.certificates())) {
      files.forEach(file -> names.append(", ").append(file.fileName()));
    }
    return names.toString();
  }
}
