package dev.countersign.verification;

import static dev.countersign.verification.ReasonCode.BUNDLE_MISSING;
import static dev.countersign.verification.ReasonCode.BUNDLE_UNREADABLE;
import static dev.countersign.verification.ReasonCode.BUNDLE_UNSUPPORTED;
import static dev.countersign.verification.ReasonCode.DIGEST_MISMATCH;
import static dev.countersign.verification.ReasonCode.LOG_ENTRY_MISMATCH;
import static dev.countersign.verification.ReasonCode.LOG_ENTRY_MISSING;
import static dev.countersign.verification.ReasonCode.MATERIALS_DISAGREE;
import static dev.countersign.verification.ReasonCode.SIGNATURE_FILE_UNREADABLE;
import static dev.countersign.verification.ReasonCode.SIGNATURE_INVALID;
import static dev.countersign.verification.ReasonCode.SIGNING_TIME_MISSING;
import static dev.countersign.verification.ReasonCode.SIGNING_TIME_UNVERIFIED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.LocalSigstore;
import dev.countersign.simulation.sigstore.SignedMaterials;
import dev.countersign.simulation.sigstore.SigningRequest;
import dev.countersign.simulation.sigstore.SigningRequest.Service;
import dev.sigstore.proto.bundle.v1.Bundle;
import dev.sigstore.proto.common.v1.HashAlgorithm;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signature, agreement of the files, and the worst of several bundles. */
class MaterialSetVerifierTest {
  private final SignedRelease release = new SignedRelease();
  private final SignedMaterials signing = release.sign(SignedRelease.request());
  private final Bundle good = signing.bundle(BundleVersion.V0_3);

  @Test
  void rejectsASignatureWithoutCertificateAndBundle() {
    MaterialSet set = set(List.of(), signing.signatureFile(), signing.certificateFile());

    assertThat(
            release.reasons(
                new MaterialSet(set.manifest(), List.of(), set.signatures(), List.of())))
        .containsExactly(BUNDLE_MISSING);
    assertThat(
            release.reasons(
                new MaterialSet(set.manifest(), List.of(), List.of(), set.certificates())))
        .containsExactly(BUNDLE_MISSING);
  }

  @Test
  void rejectsADetachedSignatureWithoutLogEntry() {
    assertThat(release.reasons(set(List.of(), signing.signatureFile(), signing.certificateFile())))
        .containsExactly(LOG_ENTRY_MISSING, SIGNING_TIME_MISSING);
  }

  @Test
  void rejectsAManifestThatWasChangedAfterSigning() {
    MaterialSet set = SignedRelease.set(good);
    byte[] changed = (new String(SignedRelease.manifest(), UTF_8) + "changed\n").getBytes(UTF_8);

    assertThat(
            release.reasons(
                new MaterialSet(
                    new MaterialFile(SignedRelease.MANIFEST, changed),
                    set.bundles(),
                    List.of(),
                    List.of())))
        .containsExactly(
            DIGEST_MISMATCH,
            LOG_ENTRY_MISMATCH,
            SIGNING_TIME_UNVERIFIED,
            ReasonCode.MANIFEST_LINE_UNREADABLE);
  }

  @Test
  void rejectsADigestThatIsNotTheManifests() {
    assertThat(
            release.reasonsWithBundle(
                bundle -> {
                  var digest = bundle.getMessageSignatureBuilder().getMessageDigestBuilder();
                  digest.setDigest(SignedRelease.flip(digest.getDigest(), 0));
                  return bundle;
                }))
        .containsExactly(DIGEST_MISMATCH);
  }

  @Test
  void rejectsADigestOfAHashFunctionThatDoesNotGoWithTheKey() {
    assertThat(
            release.reasonsWithBundle(
                bundle -> {
                  bundle
                      .getMessageSignatureBuilder()
                      .getMessageDigestBuilder()
                      .setAlgorithm(HashAlgorithm.SHA2_512)
                      .setDigest(
                          ByteString.copyFrom(
                              Digest.over(Digest.Algorithm.SHA_512, SignedRelease.manifest())
                                  .bytes()));
                  return bundle;
                }))
        .containsExactly(BUNDLE_UNSUPPORTED);
  }

  @Test
  void rejectsADigestOfAnotherLengthThanItsHashFunctions() {
    assertThat(
            release.reasonsWithBundle(
                bundle -> {
                  bundle
                      .getMessageSignatureBuilder()
                      .getMessageDigestBuilder()
                      .setAlgorithm(HashAlgorithm.SHA2_512);
                  return bundle;
                }))
        .containsExactly(BUNDLE_UNREADABLE);
  }

  @ParameterizedTest
  @EnumSource(
      value = HashAlgorithm.class,
      names = {"HASH_ALGORITHM_UNSPECIFIED", "SHA3_256", "SHA3_384"})
  void rejectsAHashFunctionThatItDoesNotKnow(HashAlgorithm algorithm) {
    assertThat(
            release.reasonsWithBundle(
                bundle -> {
                  bundle
                      .getMessageSignatureBuilder()
                      .getMessageDigestBuilder()
                      .setAlgorithm(algorithm);
                  return bundle;
                }))
        .containsExactly(BUNDLE_UNSUPPORTED);
  }

  @Test
  void rejectsTheSignatureOfAnotherKey() {
    ByteString other = release.sign(SignedRelease.request()).signature();

    assertThat(
            release.reasonsWithBundle(
                bundle -> {
                  bundle.getMessageSignatureBuilder().setSignature(other);
                  return bundle;
                }))
        .containsExactly(SIGNATURE_INVALID, LOG_ENTRY_MISMATCH, SIGNING_TIME_UNVERIFIED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "0\0", "garbage", "0\u0006\u0002\u0001\0\u0002\u0001\0"})
  void rejectsASignatureThatIsNone(String signature) {
    assertThat(
            release.reasonsWithBundle(
                bundle -> {
                  bundle
                      .getMessageSignatureBuilder()
                      .setSignature(ByteString.copyFromUtf8(signature));
                  return bundle;
                }))
        .containsExactly(SIGNATURE_INVALID, LOG_ENTRY_MISMATCH, SIGNING_TIME_UNVERIFIED);
  }

  @Test
  @Tag("threat-15")
  void rejectsAGoodBundleBesideAnUnreadableOne() {
    String json = LocalSigstore.json(good);

    assertThat(release.reasons(SignedRelease.set(json, "{}"))).containsExactly(BUNDLE_UNREADABLE);
    assertThat(release.reasons(SignedRelease.set("nonsense", json)))
        .containsExactly(BUNDLE_UNREADABLE);
  }

  @Test
  @Tag("threat-15")
  void rejectsAGoodBundleBesideABadOneInEitherOrder() {
    Bundle bad =
        release
            .sign(SignedRelease.request().withImpostor(Service.TRANSPARENCY_LOG))
            .bundle(BundleVersion.V0_3);

    assertThat(release.reasons(good, bad))
        .containsExactly(MATERIALS_DISAGREE, ReasonCode.LOG_UNKNOWN, SIGNING_TIME_UNVERIFIED);
    assertThat(release.reasons(bad, good))
        .containsExactly(MATERIALS_DISAGREE, ReasonCode.LOG_UNKNOWN, SIGNING_TIME_UNVERIFIED);
  }

  @Test
  @Tag("threat-15")
  void rejectsAGoodBundleBesideOneOfAnotherIdentity() {
    Bundle other =
        release
            .sign(SigningRequest.by(SignedRelease.run().withTrigger("push").identity()))
            .bundle(BundleVersion.V0_3);

    assertThat(release.reasons(good, other))
        .containsExactly(MATERIALS_DISAGREE, ReasonCode.TRIGGER_MISMATCH);
  }

  @Test
  @Tag("threat-14")
  void rejectsASignatureFileOfAnotherSigning() {
    String other = release.sign(SignedRelease.request()).signatureFile();

    assertThat(release.reasons(set(List.of(good), other, signing.certificateFile())))
        .containsExactly(MATERIALS_DISAGREE);
  }

  @Test
  @Tag("threat-14")
  void rejectsACertificateFileOfAnotherSigning() {
    String other = release.sign(SignedRelease.request()).certificateFile();

    assertThat(release.reasons(set(List.of(good), signing.signatureFile(), other)))
        .containsExactly(MATERIALS_DISAGREE);
  }

  @Test
  @Tag("threat-14")
  void rejectsTwoBundlesOfWhichOneIsNotTheDetachedFiles() {
    Bundle other = release.sign(SignedRelease.request()).bundle(BundleVersion.V0_3);

    assertThat(
            release.reasons(
                set(List.of(good, other), signing.signatureFile(), signing.certificateFile())))
        .containsOnly(MATERIALS_DISAGREE);
  }

  @Test
  @Tag("threat-14")
  void rejectsTwoGoodBundlesOfDifferentSignings() {
    Bundle other = release.sign(SignedRelease.request()).bundle(BundleVersion.V0_3);

    assertThat(release.reasons(other)).isEmpty();
    assertThat(release.reasons(good, other)).containsExactly(MATERIALS_DISAGREE);
  }

  @Test
  void acceptsOneSigningInTwoFormsOfBundle() {
    assertThat(release.reasons(good, signing.bundle(BundleVersion.V0_2))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"=", "A", "not base64!", "\0", "AAA\u00e9"})
  void rejectsASignatureFileThatIsNoBase64(String content) {
    assertThat(release.reasons(set(List.of(good), content, signing.certificateFile())))
        .containsExactly(SIGNATURE_FILE_UNREADABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "-----BEGIN CERTIFICATE-----",
        "-----BEGIN CERTIFICATE----------END CERTIFICATE----",
        "-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----"
      })
  void rejectsACertificateFileThatIsNoPem(String content) {
    assertThat(release.reasons(set(List.of(good), signing.signatureFile(), content)))
        .containsExactly(SIGNATURE_FILE_UNREADABLE);
  }

  @Test
  void rejectsAPublicKeyInPlaceOfTheCertificateFile() {
    String key = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----";

    assertThat(release.reasons(set(List.of(good), signing.signatureFile(), key)))
        .containsExactly(MATERIALS_DISAGREE);
  }

  @Test
  void rejectsACertificateFileWithASecondCertificate() {
    String twice = signing.certificateFile() + signing.certificateFile();

    assertThat(release.reasons(set(List.of(good), signing.signatureFile(), twice)))
        .containsExactly(SIGNATURE_FILE_UNREADABLE);
  }

  private static MaterialSet set(List<Bundle> bundles, String signature, String certificate) {
    return new MaterialSet(
        new MaterialFile(SignedRelease.MANIFEST, SignedRelease.manifest()),
        SignedRelease.set(bundles.toArray(Bundle[]::new)).bundles(),
        List.of(new MaterialFile(SignedRelease.MANIFEST + ".sig", signature.getBytes(UTF_8))),
        List.of(new MaterialFile(SignedRelease.MANIFEST + ".crt", certificate.getBytes(UTF_8))));
  }
}
