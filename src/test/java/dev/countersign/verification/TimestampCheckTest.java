package dev.countersign.verification;

import static dev.countersign.verification.ReasonCode.SIGNED_OUTSIDE_CERTIFICATE_VALIDITY;
import static dev.countersign.verification.ReasonCode.TIMESTAMP_INVALID;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.SignedMaterials;
import dev.countersign.simulation.sigstore.SigningRequest;
import dev.countersign.simulation.sigstore.SigningRequest.Part;
import dev.countersign.simulation.sigstore.SigningRequest.Service;
import dev.sigstore.proto.bundle.v1.Bundle;
import dev.sigstore.proto.common.v1.RFC3161SignedTimestamp;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.util.CollectionStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampCheckTest {
  private static final Duration LATER = Duration.ofSeconds(2);
  private static final Instant STAMPED_AT = SignedRelease.ISSUED_AT.plus(LATER);

  private final SignedRelease release = new SignedRelease();

  @Test
  @Tag("threat-11")
  void rejectsATimestampOfAnUnknownAuthorityOfTheSameName() {
    assertThat(release.reasons(stamped().withImpostor(Service.TIMESTAMP_AUTHORITY)))
        .containsExactly(TIMESTAMP_INVALID);
  }

  @Test
  @Tag("threat-11")
  void rejectsATimestampOverSomethingElse() {
    assertThat(stampedWith(release.sigstore().timestamp("other".getBytes(UTF_8), STAMPED_AT)))
        .containsExactly(TIMESTAMP_INVALID);
  }

  @Test
  void rejectsATokenWithACertificateThatIsNotTheAuthoritys() throws IOException {
    SignedMaterials materials = release.sign(stamped());
    SignedMaterials elsewhere = new SignedRelease().sign(stamped());
    byte[] own = embeddedCertificate(materials);
    byte[] foreign = embeddedCertificate(elsewhere);
    byte[] altered = own.clone();
    altered[own.length - 1] ^= 1;

    assertThat(release.reasons(with(materials, embedding(materials, own)))).isEmpty();
    assertThat(release.reasons(with(materials, embedding(materials, own, foreign))))
        .containsExactly(TIMESTAMP_INVALID);
    assertThat(release.reasons(with(materials, embedding(materials, foreign))))
        .containsExactly(TIMESTAMP_INVALID);
    assertThat(release.reasons(with(materials, embedding(materials, altered))))
        .containsExactly(TIMESTAMP_INVALID);
  }

  @Test
  void rejectsTheSameTimestampTwice() {
    SignedMaterials materials = release.sign(stamped());
    byte[] timestamp = materials.timestamps().get(0).toByteArray();

    assertThat(release.reasons(with(materials, timestamp, timestamp)))
        .containsExactly(TIMESTAMP_INVALID);
  }

  @Test
  void rejectsTheSameTimestampInTwoAnswers() throws IOException {
    SignedMaterials materials = release.sign(stamped());
    byte[] timestamp = materials.timestamps().get(0).toByteArray();
    ASN1Encodable granted = new DERSequence(new ASN1Integer(1));
    ASN1Encodable token = ASN1Sequence.getInstance(timestamp).getObjectAt(1);
    byte[] again = new DERSequence(new ASN1Encodable[] {granted, token}).getEncoded();

    assertThat(release.reasons(with(materials, again))).isEmpty();
    assertThat(release.reasons(with(materials, timestamp, again)))
        .containsExactly(TIMESTAMP_INVALID);
  }

  @Test
  void acceptsTwoTimestampsOfOneTime() {
    SignedMaterials materials = release.sign(stamped());
    byte[] other = release.sigstore().timestamp(materials.signature().toByteArray(), STAMPED_AT);

    assertThat(release.reasons(with(materials, materials.timestamps().get(0).toByteArray(), other)))
        .isEmpty();
  }

  @Test
  void rejectsAGoodTimestampBesideABadOne() {
    SignedMaterials materials = release.sign(stamped());
    byte[] good = materials.timestamps().get(0).toByteArray();
    byte[] bad = good.clone();
    bad[bad.length - 1] ^= 1;

    assertThat(release.reasons(with(materials, good, bad))).containsExactly(TIMESTAMP_INVALID);
    assertThat(release.reasons(with(materials, bad, good))).containsExactly(TIMESTAMP_INVALID);
  }

  @Test
  void rejectsABadTimestampBesideTheLogsGoodTime() {
    assertThat(stampedWith(new byte[] {1, 2, 3})).containsExactly(TIMESTAMP_INVALID);
  }

  @Test
  void rejectsAnAnswerThatGrantsNothing() throws IOException {
    assertThat(stampedWith(new DERSequence(refusal()).getEncoded()))
        .containsExactly(TIMESTAMP_INVALID);
  }

  @Test
  void rejectsAGoodTokenInAnAnswerThatGrantsNothing() throws IOException {
    SignedMaterials materials = release.sign(stamped());
    ASN1Encodable token =
        ASN1Sequence.getInstance(materials.timestamps().get(0).toByteArray()).getObjectAt(1);
    byte[] answer = new DERSequence(new ASN1Encodable[] {refusal(), token}).getEncoded();

    assertThat(release.reasons(with(materials, answer))).containsExactly(TIMESTAMP_INVALID);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 40, 200, 600})
  void rejectsATruncatedTimestamp(int length) {
    SignedMaterials materials = release.sign(stamped());
    byte[] whole = materials.timestamps().get(0).toByteArray();

    assertThat(release.reasons(with(materials, Arrays.copyOf(whole, length))))
        .containsExactly(TIMESTAMP_INVALID);
  }

  @Test
  void rejectsNestingWithoutEnd() {
    byte[] nested = new byte[200_000];
    for (int i = 0; i < nested.length; i += 2) {
      nested[i] = 0x30;
      nested[i + 1] = (byte) 0x80;
    }

    assertThat(stampedWith(nested)).containsExactly(TIMESTAMP_INVALID);
  }

  @Test
  @Tag("threat-11")
  void rejectsATimestampFromAfterTheCertificateExpired() {
    assertThat(
            release.reasons(
                SignedRelease.request()
                    .withLifetime(Duration.ofMinutes(10))
                    .withTimestampAfter(Duration.ofMinutes(10).plusSeconds(1))))
        .containsExactly(SIGNED_OUTSIDE_CERTIFICATE_VALIDITY);
  }

  @Test
  @Tag("threat-11")
  void rejectsATimestampFromBeforeTheCertificateWasIssued() {
    assertThat(release.reasons(SignedRelease.request().withTimestampAfter(Duration.ofSeconds(-1))))
        .containsExactly(SIGNED_OUTSIDE_CERTIFICATE_VALIDITY);
  }

  @Test
  @Tag("threat-11")
  void rejectsAnAuthorityThatWasNotYetInUse() {
    trustAuthority(STAMPED_AT.plusSeconds(1), Instant.MAX);

    assertThat(release.reasons(stamped())).containsExactly(TIMESTAMP_INVALID);
  }

  @Test
  @Tag("threat-11")
  void rejectsAnAuthorityThatWasNoLongerInUse() {
    trustAuthority(Instant.EPOCH, STAMPED_AT.minusSeconds(1));

    assertThat(release.reasons(stamped())).containsExactly(TIMESTAMP_INVALID);
  }

  @Test
  void includesBothEndsOfAnAuthoritysUse() {
    trustAuthority(STAMPED_AT, STAMPED_AT);

    assertThat(release.reasons(stamped())).isEmpty();
  }

  @Test
  void neverTrustsAnAuthorityWithoutAStart() {
    release.trusting(
        root -> root.getTimestampAuthoritiesBuilder(0).getValidForBuilder().clearStart());

    assertThat(release.reasons(stamped())).containsExactly(TIMESTAMP_INVALID);
  }

  @Test
  @Tag("threat-11")
  void rejectsATimestampFromAfterTheLogsKeyWasValidWhereItIsTheOnlyTime() {
    release.trusting(
        root ->
            root.getTlogsBuilder(0)
                .getPublicKeyBuilder()
                .setValidFor(
                    CertificateCheckTest.range(Instant.EPOCH, STAMPED_AT.minusSeconds(1))));

    assertThat(release.reasons(stamped().without(Part.SIGNED_ENTRY_TIMESTAMP)))
        .containsExactly(ReasonCode.LOG_KEY_NOT_VALID_THEN);
  }

  private List<ReasonCode> stampedWith(byte[] timestamp) {
    return release.reasons(with(release.sign(SignedRelease.request()), timestamp));
  }

  private void trustAuthority(Instant start, Instant end) {
    release.trusting(
        root ->
            root.getTimestampAuthoritiesBuilder(0)
                .setValidFor(CertificateCheckTest.range(start, end)));
  }

  private static byte[] embeddedCertificate(SignedMaterials materials) throws IOException {
    return token(materials).getCertificates().getMatches(null).iterator().next().getEncoded();
  }

  /** The first timestamp with these certificates in its token instead. */
  private static byte[] embedding(SignedMaterials materials, byte[]... certificates)
      throws IOException {
    List<X509CertificateHolder> holders = new ArrayList<>();
    for (byte[] certificate : certificates) {
      holders.add(new X509CertificateHolder(certificate));
    }
    try {
      ASN1Encodable status =
          ASN1Sequence.getInstance(materials.timestamps().get(0).toByteArray()).getObjectAt(0);
      CMSSignedData token = token(materials).toCMSSignedData();
      CMSSignedData changed =
          CMSSignedData.replaceCertificatesAndCRLs(
              token,
              new CollectionStore<>(holders),
              token.getAttributeCertificates(),
              token.getCRLs());
      return new DERSequence(new ASN1Encodable[] {status, changed.toASN1Structure()}).getEncoded();
    } catch (CMSException e) {
      throw new IllegalStateException("cannot replace certificates", e);
    }
  }

  private static TimeStampToken token(SignedMaterials materials) throws IOException {
    try {
      return new TimeStampResponse(materials.timestamps().get(0).toByteArray()).getTimeStampToken();
    } catch (TSPException e) {
      throw new IllegalStateException("the timestamp was just made", e);
    }
  }

  private static ASN1Encodable refusal() {
    return new DERSequence(new ASN1Integer(2));
  }

  private static SigningRequest stamped() {
    return SignedRelease.request().withTimestampAfter(LATER);
  }

  private static Bundle with(SignedMaterials materials, byte[]... timestamps) {
    Bundle.Builder bundle = materials.bundle(BundleVersion.V0_3).toBuilder();
    var data =
        bundle
            .getVerificationMaterialBuilder()
            .getTimestampVerificationDataBuilder()
            .clearRfc3161Timestamps();
    for (byte[] timestamp : timestamps) {
      data.addRfc3161Timestamps(
          RFC3161SignedTimestamp.newBuilder().setSignedTimestamp(ByteString.copyFrom(timestamp)));
    }
    return bundle.build();
  }
}
