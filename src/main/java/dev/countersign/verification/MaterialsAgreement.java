package dev.countersign.verification;

import java.util.Arrays;

/**
 * Checks that the files beside an artifact are of one signing: its bundles, and the detached files.
 */
final class MaterialsAgreement {
  private final SignatureFiles files;
  private final Findings findings;

  MaterialsAgreement(SignatureFiles files, Findings findings) {
    this.files = files;
    this.findings = findings;
  }

  /** Compares the signings in two bundles. */
  void check(String source, SignedBundle signing, String otherSource, SignedBundle other) {
    if (!Arrays.equals(signing.content().signature(), other.content().signature())
        || !Arrays.equals(certificate(signing), certificate(other))) {
      findings.fail(
          Check.MATERIALS,
          ReasonCode.MATERIALS_DISAGREE,
          "the same signature and certificate in " + source + " and " + otherSource,
          "different ones");
    }
  }

  /** Compares the detached files with the signing in the file {@code source}. */
  void check(String source, SignedBundle signing) {
    for (MaterialFile file : files.signatures()) {
      agree(file, source, SigningReader.signature(file), signing.content().signature());
    }
    for (MaterialFile file : files.certificates()) {
      agree(file, source, SigningReader.certificate(file), certificate(signing));
    }
  }

  private static byte[] certificate(SignedBundle signing) {
    return signing.key() instanceof KeyMaterial.Certified certified
        ? Certificates.der(certified.certificate())
        : new byte[0];
  }

  private void agree(
      MaterialFile detached, String source, Outcome<byte[]> decoding, byte[] inSigning) {
    if (decoding instanceof Outcome.Rejected<byte[]> rejected) {
      findings.add(rejected.finding(Check.MATERIALS));
    } else if (!Arrays.equals(((Outcome.Read<byte[]>) decoding).value(), inSigning)) {
      findings.fail(
          Check.MATERIALS,
          ReasonCode.MATERIALS_DISAGREE,
          "the same bytes in " + detached.path() + " and " + source,
          "different ones");
    }
  }
}
