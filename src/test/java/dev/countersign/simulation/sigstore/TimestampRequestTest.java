package dev.countersign.simulation.sigstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigstore.proto.trustroot.v1.TrustedRoot;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each variant of an RFC 3161 timestamp varies, beside sigstore-java's verifier. */
class TimestampRequestTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");
  private static final byte[] MANIFEST = "a manifest\n".getBytes(UTF_8);
  private static final TimestampRequest PROMPT = TimestampRequest.after(Duration.ZERO);

  private final LocalSigstore sigstore = new LocalSigstore(() -> NOW);
  private final SigningRequest request =
      SigningRequest.by(
          WorkflowRun.ofRelease(
                  "octo-org/demo", 1, 2, "v1", "0".repeat(40), ".github/workflows/release.yml")
              .identity());

  @ParameterizedTest
  @EnumSource
  void libraryVerifiesEveryImprint(HashKind hash) throws Exception {
    TimeStampToken token = verified(sigstore, PROMPT.withImprint(hash));
    assertThat(token.getTimeStampInfo().getMessageImprintAlgOID()).isEqualTo(hash.oid());
  }

  @Test
  void libraryVerifiesATokenWithoutCertificate() throws Exception {
    assertThat(certificates(verified(sigstore, PROMPT))).isOne();
    assertThat(certificates(verified(sigstore, PROMPT.withoutCertificate()))).isZero();
  }

  @Test
  void timeHasAFractionOnlyWhenAskedFor() throws Exception {
    assertThat(time(verified(sigstore, PROMPT.withMilliseconds()))).isEqualTo(NOW);
    assertThat(time(verified(sigstore, PROMPT))).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void libraryVerifiesEveryLengthOfChain(int certificates) throws Exception {
    LocalSigstore instance =
        new LocalSigstore(() -> NOW, InstanceShape.publicGood().withTimestampChain(certificates));
    verified(instance, PROMPT);
    assertThat(
            instance.trustedRoot().getTimestampAuthorities(0).getCertChain().getCertificatesCount())
        .isEqualTo(certificates);
  }

  @Test
  void authoritysCertificateMayHaveExpired() throws Exception {
    LocalSigstore instance =
        new LocalSigstore(
            () -> NOW,
            InstanceShape.publicGood().withTimestampCertificateUntil(NOW.plusSeconds(60)));
    verified(instance, PROMPT);
    assertThatThrownBy(() -> verified(instance, TimestampRequest.after(Duration.ofSeconds(61))))
        .hasStackTraceContaining("certificate not valid when time stamp created");
  }

  /** The library knows no authority without its leaf, whatever the token holds. */
  @Test
  void leafMayStandInTheTokenAlone() {
    TrustedRoot root = sigstore.trustedRootDraft().withoutTimestampLeaf().build();
    String bundle =
        sigstore.sign(MANIFEST, request.withTimestamp(PROMPT)).bundleJson(BundleVersion.V0_3);
    assertThatThrownBy(() -> new LibraryVerifier(root).verify(MANIFEST, bundle))
        .hasStackTraceContaining("does not match this trusted TSA's leaf");
  }

  /** The token of a signature that the library verifies. */
  private TimeStampToken verified(LocalSigstore instance, TimestampRequest timestamp)
      throws Exception {
    SignedMaterials materials = instance.sign(MANIFEST, request.withTimestamp(timestamp));
    new LibraryVerifier(instance).verify(MANIFEST, materials.bundleJson(BundleVersion.V0_3));
    return new TimeStampResponse(materials.timestamps().get(0).toByteArray()).getTimeStampToken();
  }

  private static int certificates(TimeStampToken token) {
    return token.getCertificates().getMatches(null).size();
  }

  private static Instant time(TimeStampToken token) {
    return token.getTimeStampInfo().getGenTime().toInstant();
  }
}
