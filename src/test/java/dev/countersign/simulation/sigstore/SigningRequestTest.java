package dev.countersign.simulation.sigstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.simulation.sigstore.SigningRequest.Part;
import dev.countersign.simulation.sigstore.SigningRequest.Service;
import dev.sigstore.encryption.certificates.Certificates;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each deviation deviates, and in nothing else than it says. */
class SigningRequestTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final byte[] MANIFEST = "a manifest\n".getBytes(UTF_8);
  private static final WorkflowIdentity IDENTITY =
      WorkflowRun.ofRelease(
              "octo-org/demo",
              1001,
              2002,
              "v1.0.0",
              "97543e47f5a8fb72c43f4d2d6a345ee95f0a5375",
              ".github/workflows/release.yml")
          .identity();

  private final LocalSigstore sigstore = new LocalSigstore(Clock.fixed(NOW, ZoneOffset.UTC));
  private final SigningRequest request = SigningRequest.by(IDENTITY);
  private final LibraryVerifier verifier;

  SigningRequestTest() throws Exception {
    verifier = new LibraryVerifier(sigstore);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CERTIFICATE_AUTHORITY        | Certificate was not verifiable against CAs
          CERTIFICATE_TRANSPARENCY_LOG | No valid SCTs were found, all(1) SCTs were invalid
          TRANSPARENCY_LOG             | does not match any provided transparency logs
          TIMESTAMP_AUTHORITY          | Certificates in token were not verifiable against TSAs
          """)
  void impostorIsNotTrusted(Service service, String reason) {
    SigningRequest signing = request.withTimestampAfter(Duration.ZERO).withImpostor(service);
    assertThatThrownBy(() -> verify(sign(signing))).hasStackTraceContaining(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SIGNED_CERTIFICATE_TIMESTAMP | No valid SCTs were found during verification
          INCLUSION_PROOF              | Could not find an inclusion proof
          CHECKPOINT                   | Checkpoint must contain one blank line
          """)
  void omittedPartIsMissed(Part part, String reason) {
    assertThatThrownBy(() -> verify(sign(request.without(part)))).hasStackTraceContaining(reason);
  }

  @Test
  void legacyProofKeepsItsPathWithoutTheCheckpoint() {
    SignedMaterials legacy = sign(request.without(Part.CHECKPOINT));
    assertThat(legacy.entry().getInclusionProof().hasCheckpoint()).isFalse();
    assertThat(legacy.entry().getInclusionProof().getHashesCount()).isPositive();
    assertThat(legacy.entry().hasInclusionPromise()).isTrue();
  }

  @Test
  void entryWithoutPromiseVerifiesByItsProofAndATimestamp() throws Exception {
    SignedMaterials materials =
        sign(
            request.without(Part.SIGNED_ENTRY_TIMESTAMP).withTimestampAfter(Duration.ofSeconds(1)));
    assertThat(materials.entry().hasInclusionPromise()).isFalse();
    verify(materials);
  }

  @Test
  void certificateWithoutCodeSigningUsageIsOtherwiseGood() throws Exception {
    SignedMaterials materials = sign(request.without(Part.CODE_SIGNING_USAGE));
    assertThat(certificate(materials).getExtendedKeyUsage()).isNull();
    verify(materials);
  }

  @Test
  void timestampsVerify() throws Exception {
    SignedMaterials materials =
        sign(
            request
                .withTimestampAfter(Duration.ofSeconds(1))
                .withTimestampAfter(Duration.ofMinutes(9)));
    assertThat(materials.timestamps()).hasSize(2);
    verify(materials);
  }

  @Test
  void timestampMayLieOutsideTheCertificatesValidity() {
    SigningRequest late = request.withTimestampAfter(Duration.ofMinutes(11));
    assertThatThrownBy(() -> verify(sign(late)))
        .hasStackTraceContaining("RFC3161 timestamp verification failed: NotAfter");
  }

  @Test
  void timestampOfAnythingElseDoesNotVerify() {
    SignedMaterials good = sign(request);
    SignedMaterials other =
        good.withTimestamps(sign(request.withTimestampAfter(Duration.ZERO)).timestamps());
    assertThatThrownBy(() -> verify(other))
        .hasStackTraceContaining("Timestamp message imprint digest does not match");
  }

  @Test
  void logMayIntegrateOutsideTheCertificatesValidity() throws Exception {
    SignedMaterials late = sign(request.withIntegratedAfter(Duration.ofHours(1)));
    X509Certificate certificate = certificate(late);
    assertThat(certificate.getNotBefore()).isEqualTo(NOW);
    assertThat(certificate.getNotAfter()).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
    assertThat(Instant.ofEpochSecond(late.entry().getIntegratedTime()))
        .isEqualTo(NOW.plus(Duration.ofHours(1)));
    verify(late);
  }

  @Test
  void signsAtAnotherTimeThanNow() throws Exception {
    Instant then = Instant.parse("2023-02-13T15:16:59Z");
    SignedMaterials materials =
        sign(request.withIssuedAt(then).withLifetime(Duration.ofMinutes(5)));
    assertThat(certificate(materials).getNotAfter()).isEqualTo(then.plus(Duration.ofMinutes(5)));
    assertThat(Instant.ofEpochSecond(materials.entry().getIntegratedTime()))
        .isEqualTo(then.plusSeconds(1));
    verify(materials);
  }

  private SignedMaterials sign(SigningRequest signing) {
    return sigstore.sign(MANIFEST, signing);
  }

  private void verify(SignedMaterials materials) throws Exception {
    verifier.verify(MANIFEST, materials.bundleJson(BundleVersion.V0_3));
  }

  private static X509Certificate certificate(SignedMaterials materials) throws Exception {
    return (X509Certificate) Certificates.fromPem(materials.certificateFile());
  }
}
