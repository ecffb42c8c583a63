package dev.countersign.simulation.sigstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.sigstore.encryption.certificates.Certificates;
import dev.sigstore.proto.bundle.v1.Bundle;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import dev.sigstore.proto.trustroot.v1.CertificateAuthority;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the instance against verifiers that know nothing of it: sigstore-java and the JDK. */
class LocalSigstoreTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T12:00:00.123Z"), ZoneOffset.UTC);
  private static final byte[] MANIFEST = "a manifest\n".getBytes(UTF_8);
  private static final WorkflowRun RUN =
      WorkflowRun.ofRelease(
          "octo-org/demo",
          1001,
          2002,
          "v1.0.0",
          "97543e47f5a8fb72c43f4d2d6a345ee95f0a5375",
          ".github/workflows/release.yml");

  private final LocalSigstore sigstore = new LocalSigstore(CLOCK);
  private final SigningRequest request = SigningRequest.by(RUN.identity());
  private final LibraryVerifier verifier;

  LocalSigstoreTest() throws Exception {
    verifier = new LibraryVerifier(sigstore);
  }

  @ParameterizedTest
  @EnumSource(BundleVersion.class)
  void everyBundleVersionVerifies(BundleVersion version) throws Exception {
    verifier.verify(MANIFEST, sigstore.sign(MANIFEST, request).bundleJson(version));
  }

  @Test
  void laterEntriesOfTheSameLogVerifyToo() throws Exception {
    for (int i = 0; i < 20; i++) {
      verifier.verify(MANIFEST, json(request));
    }
  }

  @Test
  void rejectsAnotherManifest() {
    assertThatThrownBy(() -> verifier.verify("other\n".getBytes(UTF_8), json(request)))
        .hasStackTraceContaining("artifact digest does not match");
  }

  @Test
  void rejectsWhatAnotherInstanceSigned() {
    LocalSigstore other = new LocalSigstore(CLOCK);
    String foreign = other.sign(MANIFEST, request).bundleJson(BundleVersion.V0_3);
    assertThatThrownBy(() -> verifier.verify(MANIFEST, foreign))
        .hasStackTraceContaining("Certificate was not verifiable against CAs");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("alterations")
  void rejectsAFlippedBit(String reason, Consumer<Bundle.Builder> alteration) {
    Bundle.Builder bundle = sigstore.sign(MANIFEST, request).bundle(BundleVersion.V0_3).toBuilder();
    alteration.accept(bundle);
    assertThatThrownBy(() -> verifier.verify(MANIFEST, LocalSigstore.json(bundle)))
        .hasStackTraceContaining(reason);
  }

  static Stream<Arguments> alterations() {
    return Stream.of(
        alteration(
            "Artifact signature was not valid",
            bundle -> {
              var signature = bundle.getMessageSignatureBuilder();
              signature.setSignature(flipped(signature.getSignature()));
            }),
        alteration(
            "Certificate was not verifiable against CAs",
            bundle -> {
              var certificate = bundle.getVerificationMaterialBuilder().getCertificateBuilder();
              certificate.setRawBytes(flipped(certificate.getRawBytes()));
            }),
        alteration(
            "Entry SET was not valid",
            bundle -> {
              var promise = entry(bundle).getInclusionPromiseBuilder();
              promise.setSignedEntryTimestamp(flipped(promise.getSignedEntryTimestamp()));
            }),
        alteration(
            "Entry SET was not valid",
            bundle -> entry(bundle).setIntegratedTime(entry(bundle).getIntegratedTime() + 1)),
        alteration(
            "inconsistent with log entry",
            bundle ->
                entry(bundle)
                    .setCanonicalizedBody(
                        entry(bundle).getCanonicalizedBody().concat(ByteString.copyFromUtf8(" ")))),
        alteration(
            "does not match provided root hash",
            bundle -> {
              var proof = entry(bundle).getInclusionProofBuilder();
              proof.setHashes(0, flipped(proof.getHashes(0)));
            }),
        alteration(
            "Checkpoint signature was invalid",
            bundle -> {
              var checkpoint = entry(bundle).getInclusionProofBuilder().getCheckpointBuilder();
              checkpoint.setEnvelope(checkpoint.getEnvelope().replaceFirst(" - 2", " - 3"));
            }));
  }

  @Test
  void looksLikeProductionWhereVerifiersDoNotLook() throws Exception {
    SignedMaterials materials = sigstore.sign(MANIFEST, request);
    assertThat(
            materials.entry().getLogIndex() - materials.entry().getInclusionProof().getLogIndex())
        .as("offset of the log's shard")
        .isEqualTo(4_163_431);
    assertThat(materials.entry().getInclusionProof().getHashesCount()).isPositive();
    X509Certificate certificate = certificate(request);
    assertThat(certificate.getSubjectX500Principal().getName()).isEmpty();
    assertThat(certificate.getCriticalExtensionOIDs()).contains("2.5.29.15", "2.5.29.17");
    assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.3");
    assertThat(materials.files("a/checksums-1.txt", BundleVersion.V0_3).keySet())
        .containsExactly(
            "a/checksums-1.txt",
            "a/checksums-1.txt.sig",
            "a/checksums-1.txt.crt",
            "a/checksums-1.txt.sigstore.json");
    assertThat(materials.files("checksums-1.txt", BundleVersion.V0_1))
        .containsKey("checksums-1.txt.sigstore");
  }

  @Test
  void signsItsCheckpointAsANote() {
    var entry = sigstore.sign(MANIFEST, request).entry();
    var proof = entry.getInclusionProof();
    String envelope = proof.getCheckpoint().getEnvelope();
    assertThat(envelope.lines().limit(4))
        .containsExactly(
            "rekor.localsigstore.test - 2605736670972794746",
            Long.toString(proof.getTreeSize()),
            base64(proof.getRootHash()),
            "");
    assertThat(envelope.lines().skip(4))
        .singleElement(InstanceOfAssertFactories.STRING)
        .startsWith(
            "\u2014 rekor.localsigstore.test "
                + base64(entry.getLogId().getKeyId().substring(0, 3)));
  }

  @Test
  void itsAuthoritiesMayDoTheirJobAndNothingElse() throws Exception {
    X509Certificate intermediate = authority(sigstore.trustedRoot().getCertificateAuthorities(0));
    assertThat(intermediate.getBasicConstraints()).as("path length").isZero();
    assertThat(intermediate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.3");
    X509Certificate stamping = authority(sigstore.trustedRoot().getTimestampAuthorities(0));
    assertThat(stamping.getBasicConstraints()).as("no authority").isEqualTo(-1);
    assertThat(stamping.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.8");
    assertThat(stamping.getCriticalExtensionOIDs()).contains("2.5.29.37");
  }

  /** The first certificate of its chain. */
  private static X509Certificate authority(CertificateAuthority authority) throws Exception {
    return (X509Certificate)
        Certificates.fromDer(
            authority.getCertChain().getCertificates(0).getRawBytes().toByteArray());
  }

  private static String base64(ByteString bytes) {
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private String json(SigningRequest signing) {
    return sigstore.sign(MANIFEST, signing).bundleJson(BundleVersion.V0_3);
  }

  private X509Certificate certificate(SigningRequest signing) throws Exception {
    return (X509Certificate)
        Certificates.fromPem(sigstore.sign(MANIFEST, signing).certificateFile());
  }

  private static Arguments alteration(String reason, Consumer<Bundle.Builder> alteration) {
    return Arguments.of(reason, alteration);
  }

  private static TransparencyLogEntry.Builder entry(Bundle.Builder bundle) {
    return bundle.getVerificationMaterialBuilder().getTlogEntriesBuilder(0);
  }

  /** The bytes with the lowest bit of the last one flipped. */
  private static ByteString flipped(ByteString bytes) {
    byte[] copy = bytes.toByteArray();
    copy[copy.length - 1] ^= 1;
    return ByteString.copyFrom(copy);
  }
}
