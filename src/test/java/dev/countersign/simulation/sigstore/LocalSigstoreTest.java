package dev.countersign.simulation.sigstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.sigstore.VerificationOptions.CertificateMatcher;
import dev.sigstore.encryption.certificates.Certificates;
import dev.sigstore.proto.bundle.v1.Bundle;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import dev.sigstore.proto.trustroot.v1.CertificateAuthority;
import dev.sigstore.strings.StringMatcher;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
  private static final String COMMIT = "97543e47f5a8fb72c43f4d2d6a345ee95f0a5375";
  private static final byte[] MANIFEST = "a manifest\n".getBytes(UTF_8);
  private static final WorkflowRun RUN =
      WorkflowRun.ofRelease(
          "octo-org/demo", 1001, 2002, "v1.0.0", COMMIT, ".github/workflows/release.yml");

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

  /** The library refuses Ed25519 over a digest; see {@link #detachedSignatureVerifies}. */
  @ParameterizedTest
  @EnumSource(value = KeyKind.class, names = "ED25519", mode = EnumSource.Mode.EXCLUDE)
  void everyKeyKindOfTheLibraryVerifies(KeyKind key) throws Exception {
    verifier.verify(MANIFEST, json(request.withKey(key)));
  }

  @ParameterizedTest
  @EnumSource(KeyKind.class)
  void detachedSignatureVerifies(KeyKind key) throws Exception {
    SignedMaterials materials = sigstore.sign(MANIFEST, request.withKey(key));
    Signature signature =
        Signature.getInstance(
            switch (key) {
              case P256, P384, P521 -> "SHA256withECDSA";
              case RSA_2048 -> "SHA256withRSA";
              case ED25519 -> "Ed25519";
            });
    signature.initVerify(Certificates.fromPem(materials.certificateFile()));
    signature.update(MANIFEST);
    assertThat(signature.verify(Base64.getDecoder().decode(materials.signatureFile()))).isTrue();
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
  void certifiesEveryClaimUnderItsNumber() throws Exception {
    String workflow =
        "https://github.com/octo-org/demo/.github/workflows/release.yml@refs/tags/v1.0.0";
    Map<Integer, String> old =
        Map.of(
            1, "https://token.actions.githubusercontent.com",
            2, "release",
            3, COMMIT,
            4, "Release",
            5, "octo-org/demo",
            6, "refs/tags/v1.0.0");
    Map<Integer, String> newer =
        Map.ofEntries(
            Map.entry(8, "https://token.actions.githubusercontent.com"),
            Map.entry(9, workflow),
            Map.entry(10, COMMIT),
            Map.entry(11, "github-hosted"),
            Map.entry(12, "https://github.com/octo-org/demo"),
            Map.entry(13, COMMIT),
            Map.entry(14, "refs/tags/v1.0.0"),
            Map.entry(15, "1001"),
            Map.entry(16, "https://github.com/octo-org"),
            Map.entry(17, "2002"),
            Map.entry(18, workflow),
            Map.entry(19, COMMIT),
            Map.entry(20, "release"),
            Map.entry(21, "https://github.com/octo-org/demo/actions/runs/4711/attempts/1"),
            Map.entry(22, "public"));
    verifier.verify(
        MANIFEST,
        json(request),
        CertificateMatcher.fulcio()
            .subjectAlternativeName(StringMatcher.string(workflow))
            .issuer(StringMatcher.string("https://token.actions.githubusercontent.com"))
            .oidRawStrings(byOid(old))
            .oidDerAsn1Strings(byOid(newer))
            .build());
  }

  @Test
  void certifiesAnAlteredClaimOnlyThere() throws Exception {
    X509Certificate certificate =
        certificate(SigningRequest.by(RUN.identity().with(Claim.REF, "refs/heads/main")));
    assertThat(certificate.getExtensionValue("1.3.6.1.4.1.57264.1.6"))
        .endsWith("refs/heads/main".getBytes(UTF_8));
    assertThat(certificate.getExtensionValue("1.3.6.1.4.1.57264.1.14"))
        .endsWith("refs/tags/v1.0.0".getBytes(UTF_8));
  }

  @Test
  void certifiesOldClaimsAloneWhereAsked() throws Exception {
    X509Certificate certificate =
        certificate(SigningRequest.by(RUN.identity().withoutNewerClaims()));
    assertThat(certificate.getExtensionValue("1.3.6.1.4.1.57264.1.6")).isNotNull();
    assertThat(certificate.getNonCriticalExtensionOIDs())
        .noneMatch(oid -> oid.matches("1\\.3\\.6\\.1\\.4\\.1\\.57264\\.1\\.([89]|\\d\\d)"));
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

  private static Map<String, StringMatcher> byOid(Map<Integer, String> claims) {
    return claims.entrySet().stream()
        .collect(
            Collectors.toMap(
                claim -> "1.3.6.1.4.1.57264.1." + claim.getKey(),
                claim -> StringMatcher.string(claim.getValue())));
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
