package dev.countersign.verification;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Checks that the detached files of a material set say the same as its bundles. */
final class MaterialsAgreement {
  private final MaterialSet set;
  private final Findings findings;

  MaterialsAgreement(MaterialSet set, Findings findings) {
    this.set = set;
    this.findings = findings;
  }

  void check(MaterialFile file, SignedBundle bundle) {
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

  private String materialNames() {
    StringBuilder names = new StringBuilder(set.manifest().fileName());
    for (List<MaterialFile> files : List.of(set.bundles(), set.signatures(), set.certificates())) {
      files.forEach(file -> names.append(", ").append(file.fileName()));
    }
    return names.toString();
  }
}
