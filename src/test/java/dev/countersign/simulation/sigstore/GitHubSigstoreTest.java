package dev.countersign.simulation.sigstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;
import dev.countersign.fixture.SharedFixtures;
import dev.sigstore.encryption.certificates.Certificates;
import dev.sigstore.proto.common.v1.TimeRange;
import dev.sigstore.proto.trustroot.v1.CertificateAuthority;
import dev.sigstore.proto.trustroot.v1.TrustedRoot;
import dev.sigstore.timestamp.client.ImmutableTimestampResponse;
import dev.sigstore.timestamp.client.TimestampVerifier;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** GitHub's instance, beside the JDK's path validation, sigstore-java and the real root. */
class GitHubSigstoreTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String COMMIT = "97543e47f5a8fb72c43f4d2d6a345ee95f0a5375";
  private static final ReleaseAttestation RELEASE =
      new ReleaseAttestation(
          "octo-org/demo", 1001, 2002, 3003, "v1.0.0", COMMIT, Map.of("demo.zip", "ab".repeat(32)));

  private final GitHubSigstore github = new GitHubSigstore(() -> NOW);

  @Test
  void rootHasTheRealOnesShape() {
    assertThat(JsonShape.of(JsonParser.parseString(github.trustedRootJson())))
        .isEqualTo(
            JsonShape.of(
                JsonParser.parseString(SharedFixtures.text("fixtures/trusted-roots/github.json"))));
  }

  @Test
  void rootListsAuthoritiesWhoseWindowsOverlapAndOfWhichTheLastIsOpen() {
    TrustedRoot root = github.trustedRoot();
    assertThat(root.getTlogsCount() + root.getCtlogsCount()).isZero();
    for (List<CertificateAuthority> authorities :
        List.of(root.getCertificateAuthoritiesList(), root.getTimestampAuthoritiesList())) {
      assertThat(authorities).hasSize(3);
      TimeRange last = authorities.get(2).getValidFor();
      assertThat(last.hasEnd()).isFalse();
      assertThat(authorities.get(1).getValidFor().getEnd().getSeconds())
          .isBetween(last.getStart().getSeconds(), NOW.getEpochSecond());
      assertThat(authorities.get(0).getCertChain().getCertificatesCount()).isEqualTo(3);
      assertThat(authorities.get(0).getSubject().getOrganization()).isEqualTo("GitHub, Inc.");
    }
  }

  @Test
  void releaseCertificateIsIssuedByTheSecondCertificateOfEachChain() throws Exception {
    X509Certificate certificate = certificate(github.attest(RELEASE));
    for (CertificateAuthority authority : github.trustedRoot().getCertificateAuthoritiesList()) {
      List<X509Certificate> chain = chain(authority);
      certificate.verify(chain.get(1).getPublicKey());
      validate(List.of(certificate, chain.get(1)), chain.get(2), NOW);
    }
  }

  @Test
  void releaseCertificateNamesGitHubAlone() throws Exception {
    X509Certificate certificate = certificate(github.attest(RELEASE));
    assertThat(certificate.getSubjectAlternativeNames())
        .containsExactly(List.of(6, "https://dotcom.releases.github.com"));
    assertThat(certificate.getSubjectX500Principal().getName())
        .isEqualTo("CN=Attester,O=GitHub\\, Inc.");
    assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.3");
    assertThat(certificate.getCriticalExtensionOIDs()).containsOnly("2.5.29.15", "2.5.29.19");
    assertThat(certificate.getNonCriticalExtensionOIDs())
        .as("no claim and no certificate timestamp")
        .containsOnly("2.5.29.14", "2.5.29.17", "2.5.29.35", "2.5.29.37");
    assertThat(Duration.between(certificate.getNotBefore().toInstant(), NOW).toDays())
        .isEqualTo(60);
    assertThat(certificate.getNotAfter()).isAfter(NOW);
  }

  @Test
  void workflowCertificateChainsThroughTheWholeChain() throws Exception {
    SignedMaterials materials = github.sign("a".getBytes(UTF_8), byWorkflow());
    List<X509Certificate> chain = chain(github.trustedRoot().getCertificateAuthorities(2));
    validate(List.of(certificate(materials), chain.get(0), chain.get(1)), chain.get(2), NOW);
  }

  @Test
  void libraryVerifiesTheTimestampsOfEveryGeneration() throws Exception {
    for (int daysAgo : new int[] {0, 100, 300}) {
      SignedMaterials materials =
          github.sign(
              "a".getBytes(UTF_8), byWorkflow().withIssuedAt(NOW.minus(Duration.ofDays(daysAgo))));
      verifyTimestamp(materials);
    }
    verifyTimestamp(github.attest(RELEASE));
  }

  @Test
  void bundleHasAnEnvelopeAndATimestampAndNoLogEntry() {
    assertThat(JsonShape.ofBundle(github.attest(RELEASE).bundleJson(BundleVersion.V0_3)))
        .isEqualTo(
            """
            {"dsseEnvelope":{"payload":"","payloadType":"","signatures":[{"sig":""}]},\
            "mediaType":"","verificationMaterial":{"certificate":{"rawBytes":""},\
            "timestampVerificationData":{"rfc3161Timestamps":[{"signedTimestamp":""}]}}}""");
  }

  @Test
  void certifiedKeySignsTheEnvelope() throws Exception {
    SignedMaterials materials = github.attest(RELEASE);
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initVerify(certificate(materials));
    signature.update(materials.content().signedBytes());
    assertThat(signature.verify(materials.signature().toByteArray())).isTrue();
  }

  @Test
  void statementNamesTheTagTheCommitAndTheAssets() {
    assertThat(RELEASE.statement().json().toStringUtf8())
        .isEqualTo(
            """
            {"_type":"https://in-toto.io/Statement/v1","subject":[\
            {"uri":"pkg:github/octo-org/demo@v1.0.0","digest":{"sha1":"%s"}},\
            {"name":"demo.zip","digest":{"sha256":"%s"}}],\
            "predicateType":"https://in-toto.io/attestation/release/v0.1","predicate":\
            {"ownerId":"2002","purl":"pkg:github/octo-org/demo@v1.0.0","releaseId":"3003",\
            "repository":"octo-org/demo","repositoryId":"1001","tag":"v1.0.0"}}"""
                .formatted(COMMIT, "ab".repeat(32)));
    JsonObject newer = RELEASE.newerStatement().predicate();
    assertThat(newer.get("databaseId").getAsString()).isEqualTo("3003");
    assertThat(newer.get("packageId").getAsString()).isEqualTo("1001");
    assertThat(newer.has("releaseId")).isFalse();
  }

  private static SigningRequest byWorkflow() {
    return GitHubSigstore.by(
        WorkflowRun.ofRelease("octo-org/demo", 1, 2, "v1", COMMIT, ".github/workflows/release.yml")
            .identity());
  }

  private void verifyTimestamp(SignedMaterials materials) throws Exception {
    ByteString timestamp = materials.timestamps().get(0);
    TimestampVerifier.newTimestampVerifier(SigstoreTrustedRoot.from(github.trustedRoot()))
        .verify(
            ImmutableTimestampResponse.builder().encoded(timestamp.toByteArray()).build(),
            materials.signature().toByteArray());
  }

  private static X509Certificate certificate(SignedMaterials materials) throws Exception {
    return (X509Certificate) Certificates.fromPem(materials.certificateFile());
  }

  private static List<X509Certificate> chain(CertificateAuthority authority) throws Exception {
    List<X509Certificate> chain = new ArrayList<>();
    for (var certificate : authority.getCertChain().getCertificatesList()) {
      chain.add((X509Certificate) Certificates.fromDer(certificate.getRawBytes().toByteArray()));
    }
    return chain;
  }

  private static void validate(List<X509Certificate> path, X509Certificate root, Instant at)
      throws Exception {
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(at));
    CertPathValidator.getInstance("PKIX")
        .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
  }
}
