package dev.countersign.verification;

import static dev.countersign.verification.ReasonCode.CERTIFICATE_CHAIN_UNTRUSTED;
import static dev.countersign.verification.ReasonCode.CERTIFICATE_NOT_FOR_CODE_SIGNING;
import static dev.countersign.verification.ReasonCode.SCT_INVALID;
import static dev.countersign.verification.ReasonCode.SCT_MISSING;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.countersign.simulation.sigstore.CertificateProfile;
import dev.countersign.simulation.sigstore.SctRequest;
import dev.countersign.simulation.sigstore.SigningRequest;
import dev.countersign.simulation.sigstore.SigningRequest.Part;
import dev.countersign.simulation.sigstore.SigningRequest.Service;
import dev.sigstore.proto.common.v1.TimeRange;
import dev.sigstore.proto.trustroot.v1.TrustedRoot;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CertificateCheckTest {
  private final SignedRelease release = new SignedRelease();

  @Test
  void rejectsACertificateOfAnUnknownAuthorityOfTheSameName() {
    assertThat(release.reasons(SignedRelease.request().withImpostor(Service.CERTIFICATE_AUTHORITY)))
        .containsExactly(CERTIFICATE_CHAIN_UNTRUSTED, SCT_INVALID);
  }

  @Test
  void rejectsACertificateWithoutCodeSigningUsage() {
    assertThat(release.reasons(SignedRelease.request().without(Part.CODE_SIGNING_USAGE)))
        .containsExactly(CERTIFICATE_NOT_FOR_CODE_SIGNING);
  }

  @Test
  void rejectsACertificateThatWasNotMadePublic() {
    assertThat(release.reasons(SignedRelease.request().without(Part.SIGNED_CERTIFICATE_TIMESTAMP)))
        .containsExactly(SCT_MISSING);
  }

  @Test
  void rejectsACertificateTimestampOfAnUnknownLog() {
    assertThat(
            release.reasons(
                SignedRelease.request().withImpostor(Service.CERTIFICATE_TRANSPARENCY_LOG)))
        .containsExactly(SCT_INVALID);
  }

  @Test
  void rejectsACertificateTimestampOfAnotherCertificate() {
    assertThat(
            release.reasons(
                SignedRelease.request()
                    .withProfile(
                        CertificateProfile.fulcio()
                            .withTimestamps(SctRequest.prompt().ofOtherCertificate()))))
        .containsExactly(SCT_INVALID);
  }

  @Test
  void trustsNoCertificateLogWhoseIdIsNotThatOfItsKey() throws Exception {
    TrustedRoot.Builder root = release.sigstore().trustedRoot().toBuilder();
    root.getCtlogsBuilder(0)
        .getLogIdBuilder()
        .setKeyId(ByteString.copyFrom(new byte[Digest.sha256(new byte[0]).bytes().length]));
    TrustedInstance instance = TrustedRootReader.read(root.build());

    assertThat(instance.certificateTransparencyLogs()).isEmpty();
    assertThat(instance.recordsCertificates()).isTrue();
  }

  @Test
  @Tag("threat-11")
  void rejectsAnAuthorityThatWasNotYetInUse() {
    trustAuthority(SignedRelease.SIGNED_AT.plusSeconds(1), Instant.MAX);

    assertThat(release.reasons(SignedRelease.request()))
        .containsExactly(CERTIFICATE_CHAIN_UNTRUSTED, SCT_INVALID);
  }

  @Test
  @Tag("threat-11")
  void rejectsAnAuthorityThatWasNoLongerInUse() {
    trustAuthority(Instant.EPOCH, SignedRelease.SIGNED_AT.minusSeconds(1));

    assertThat(release.reasons(SignedRelease.request()))
        .containsExactly(CERTIFICATE_CHAIN_UNTRUSTED, SCT_INVALID);
  }

  @Test
  @Tag("threat-11")
  void rejectsAnAuthorityThatWasNoLongerInUseAtOneOfTheTimes() {
    trustAuthority(Instant.EPOCH, SignedRelease.SIGNED_AT);

    assertThat(release.reasons(SignedRelease.request().withTimestampAfter(Duration.ofSeconds(2))))
        .containsExactly(CERTIFICATE_CHAIN_UNTRUSTED, SCT_INVALID);
  }

  @Test
  void includesBothEndsOfAnAuthoritysUse() {
    trustAuthority(SignedRelease.SIGNED_AT, SignedRelease.SIGNED_AT);

    assertThat(release.reasons(SignedRelease.request())).isEmpty();
  }

  @Test
  void neverTrustsAnAuthorityWithoutAStart() {
    release.trusting(
        root -> root.getCertificateAuthoritiesBuilder(0).getValidForBuilder().clearStart());

    assertThat(release.reasons(SignedRelease.request()))
        .containsExactly(CERTIFICATE_CHAIN_UNTRUSTED, SCT_INVALID);
  }

  @Test
  void rejectsACertificateTimestampFromBeforeTheLogsKeyWasValid() {
    trustCertificateLog(SignedRelease.ISSUED_AT.plusSeconds(1), Instant.MAX);

    assertThat(release.reasons(SignedRelease.request())).containsExactly(SCT_INVALID);
  }

  @Test
  void rejectsACertificateTimestampFromAfterTheLogsKeyWasValid() {
    trustCertificateLog(Instant.EPOCH, SignedRelease.ISSUED_AT.minusSeconds(1));

    assertThat(release.reasons(SignedRelease.request())).containsExactly(SCT_INVALID);
  }

  @Test
  void includesBothEndsOfACertificateLogKeysValidity() {
    trustCertificateLog(SignedRelease.ISSUED_AT, SignedRelease.ISSUED_AT);

    assertThat(release.reasons(SignedRelease.request())).isEmpty();
  }

  @Test
  void neverTrustsACertificateLogKeyWithoutAStart() {
    release.trusting(
        root -> root.getCtlogsBuilder(0).getPublicKeyBuilder().getValidForBuilder().clearStart());

    assertThat(release.reasons(SignedRelease.request())).containsExactly(SCT_INVALID);
  }

  @Test
  @Tag("threat-11")
  void rejectsASigningAfterTheCertificateExpired() {
    SigningRequest late =
        SignedRelease.request()
            .withLifetime(Duration.ofMinutes(10))
            .withIntegratedAfter(Duration.ofMinutes(10).plusSeconds(1));

    assertThat(release.reasons(late))
        .containsExactly(ReasonCode.SIGNED_OUTSIDE_CERTIFICATE_VALIDITY);
  }

  @Test
  @Tag("threat-11")
  void rejectsASigningBeforeTheCertificateWasIssued() {
    assertThat(release.reasons(SignedRelease.request().withIntegratedAfter(Duration.ofSeconds(-1))))
        .containsExactly(ReasonCode.SIGNED_OUTSIDE_CERTIFICATE_VALIDITY);
  }

  @Test
  void includesBothEndsOfTheCertificatesValidity() {
    assertThat(release.reasons(SignedRelease.request().withIntegratedAfter(Duration.ZERO)))
        .isEmpty();
    assertThat(
            release.reasons(
                SignedRelease.request()
                    .withLifetime(Duration.ofMinutes(10))
                    .withIntegratedAfter(Duration.ofMinutes(10))))
        .isEmpty();
  }

  private void trustAuthority(Instant start, Instant end) {
    release.trusting(
        root -> root.getCertificateAuthoritiesBuilder(0).setValidFor(range(start, end)));
  }

  private void trustCertificateLog(Instant start, Instant end) {
    release.trusting(
        root -> root.getCtlogsBuilder(0).getPublicKeyBuilder().setValidFor(range(start, end)));
  }

  static TimeRange range(Instant start, Instant end) {
    TimeRange.Builder range = TimeRange.newBuilder().setStart(timestamp(start));
    return end.equals(Instant.MAX) ? range.build() : range.setEnd(timestamp(end)).build();
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder().setSeconds(instant.getEpochSecond()).build();
  }
}
