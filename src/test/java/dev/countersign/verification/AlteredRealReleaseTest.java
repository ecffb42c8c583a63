package dev.countersign.verification;

import static dev.countersign.verification.RealReleaseCases.changed;
import static dev.countersign.verification.RealReleaseCases.changedEntry;
import static dev.countersign.verification.RealReleaseCases.flip;
import static dev.countersign.verification.RealReleaseCases.reasons;
import static dev.countersign.verification.RealReleaseCases.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.fixture.RealRelease;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What one change to the materials of the real release v0.0.13 does. */
class AlteredRealReleaseTest {
  @Test
  void rejectsAManifestWithOneBitChanged() {
    MaterialSet set = RealRelease.materials();
    byte[] changed = set.manifest().content();
    changed[0] ^= 1;

    assertThat(
            reasons(
                with(
                    new MaterialSet(
                        new MaterialFile(RealRelease.MANIFEST, changed),
                        set.bundles(),
                        set.signatures(),
                        set.certificates()))))
        .contains(ReasonCode.DIGEST_MISMATCH, ReasonCode.LOG_ENTRY_MISMATCH);
  }

  @Test
  void rejectsABundleWithOneBitOfTheSignatureChanged() {
    assertThat(
            changed(
                bundle ->
                    bundle
                        .getMessageSignatureBuilder()
                        .setSignature(flip(bundle.getMessageSignature().getSignature(), 20))))
        .contains(
            ReasonCode.SIGNATURE_INVALID,
            ReasonCode.MATERIALS_DISAGREE,
            ReasonCode.LOG_ENTRY_MISMATCH);
  }

  @Test
  @Tag("threat-14")
  void rejectsADetachedSignatureWithOneBitChanged() {
    MaterialSet set = RealRelease.materials();
    byte[] changed = set.signatures().get(0).content();
    changed[10] ^= 1;

    assertThat(
            reasons(
                with(
                    new MaterialSet(
                        set.manifest(),
                        set.bundles(),
                        List.of(new MaterialFile(RealRelease.MANIFEST + ".sig", changed)),
                        set.certificates()))))
        .containsExactly(ReasonCode.MATERIALS_DISAGREE);
  }

  @Test
  @Tag("threat-14")
  void rejectsADetachedCertificateOfSomebodyElse() {
    MaterialSet set = RealRelease.materials();
    byte[] changed =
        new String(set.certificates().get(0).content(), StandardCharsets.US_ASCII)
            .replaceFirst("A", "B")
            .getBytes(StandardCharsets.US_ASCII);

    assertThat(
            reasons(
                with(
                    new MaterialSet(
                        set.manifest(),
                        set.bundles(),
                        set.signatures(),
                        List.of(new MaterialFile(RealRelease.MANIFEST + ".crt", changed))))))
        .isNotEmpty()
        .isSubsetOf(ReasonCode.MATERIALS_DISAGREE, ReasonCode.SIGNATURE_FILE_UNREADABLE);
  }

  @Test
  void rejectsABundleWithOneBitOfTheCertificatesSignatureChanged() {
    assertThat(
            changed(
                bundle -> {
                  var certificate =
                      bundle
                          .getVerificationMaterialBuilder()
                          .getX509CertificateChainBuilder()
                          .getCertificatesBuilder(0);
                  certificate.setRawBytes(
                      flip(certificate.getRawBytes(), certificate.getRawBytes().size() - 1));
                }))
        .contains(ReasonCode.CERTIFICATE_CHAIN_UNTRUSTED, ReasonCode.LOG_ENTRY_MISMATCH);
  }

  @Test
  @Tag("threat-11")
  void rejectsASignedEntryTimestampWithOneBitChanged() {
    assertThat(
            changedEntry(
                entry ->
                    entry
                        .getInclusionPromiseBuilder()
                        .setSignedEntryTimestamp(
                            flip(entry.getInclusionPromise().getSignedEntryTimestamp(), 20))))
        .containsExactly(ReasonCode.SET_INVALID, ReasonCode.SIGNING_TIME_UNVERIFIED);
  }

  @Test
  @Tag("threat-11")
  void rejectsALogEntryWithAnotherTime() {
    assertThat(changedEntry(entry -> entry.setIntegratedTime(entry.getIntegratedTime() + 1)))
        .containsExactly(ReasonCode.SET_INVALID, ReasonCode.SIGNING_TIME_UNVERIFIED);
  }

  @Test
  @Tag("threat-13")
  void rejectsALogEntryWithOneBitOfItsBodyChanged() {
    int digest = 120;
    assertThat(
            changedEntry(
                entry -> entry.setCanonicalizedBody(flip(entry.getCanonicalizedBody(), digest))))
        .contains(ReasonCode.SIGNING_TIME_UNVERIFIED)
        .containsAnyOf(ReasonCode.LOG_ENTRY_MISMATCH, ReasonCode.LOG_ENTRY_UNREADABLE);
  }

  @Test
  void rejectsAProofWithOneBitChanged() {
    assertThat(
            changedEntry(
                entry -> {
                  var proof = entry.getInclusionProofBuilder();
                  proof.setHashes(0, flip(proof.getHashes(0), 0));
                }))
        .containsExactly(ReasonCode.INCLUSION_PROOF_INVALID, ReasonCode.SIGNING_TIME_UNVERIFIED);
  }

  @Test
  void rejectsALogEntryWithoutProofAndPromise() {
    assertThat(changedEntry(entry -> entry.clearInclusionProof().clearInclusionPromise()))
        .containsExactly(ReasonCode.INCLUSION_PROOF_MISSING, ReasonCode.SIGNING_TIME_UNVERIFIED);
  }

  @Test
  @Tag("threat-12")
  void rejectsASecondLogEntry() {
    assertThat(
            changed(
                bundle ->
                    bundle
                        .getVerificationMaterialBuilder()
                        .addTlogEntries(bundle.getVerificationMaterial().getTlogEntries(0))))
        .containsExactly(ReasonCode.LOG_ENTRY_AMBIGUOUS, ReasonCode.SIGNING_TIME_UNVERIFIED);
  }

  @Test
  void rejectsABundleWithoutLogEntry() {
    assertThat(changed(bundle -> bundle.getVerificationMaterialBuilder().clearTlogEntries()))
        .containsExactly(ReasonCode.LOG_ENTRY_MISSING, ReasonCode.SIGNING_TIME_MISSING);
  }
}
