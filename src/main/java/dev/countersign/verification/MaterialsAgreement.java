package dev.countersign.verification;

import java.util.Arrays;

/** Checks that the detached files beside an artifact say the same as each of its signings. */
final class MaterialsAgreement {
  private final SignatureFiles files;
  private final Findings findings;

  MaterialsAgreement(SignatureFiles files, Findings findings) {
    this.files = files;
    this.findings = findings;
  }

  /** Compares with the signing in the file {@code source}. */
  void check(String source, SignedBundle signing) {
    for (MaterialFile file : files.signatures()) {
      agree(file, source, SigningReader.signature(file), signing.content().signature());
    }
    for (MaterialFile file : files.certificates()) {
      agree(
          file,
          source,
          SigningReader.certificate(file),
          signing.key() instanceof KeyMaterial.Certified certified
              ? Certificates.der(certified.certificate())
              : new byte[0]);
    }
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
