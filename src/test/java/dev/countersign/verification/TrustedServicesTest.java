package dev.countersign.verification;

import static dev.countersign.verification.ReasonCode.CERTIFICATE_CHAIN_UNTRUSTED;
import static dev.countersign.verification.ReasonCode.CERTIFICATE_NOT_FOR_CODE_SIGNING;
import static dev.countersign.verification.ReasonCode.LOG_ENTRY_MISSING;
import static dev.countersign.verification.ReasonCode.LOG_KEY_NOT_VALID_THEN;
import static dev.countersign.verification.ReasonCode.SCT_INVALID;
import static dev.countersign.verification.ReasonCode.SIGNING_TIME_UNVERIFIED;
import static dev.countersign.verification.ReasonCode.TIMESTAMP_INVALID;
import static dev.countersign.verification.SigningCases.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.simulation.sigstore.CertificateProfile;
import dev.countersign.simulation.sigstore.EntryKind;
import dev.countersign.simulation.sigstore.GitHubSigstore;
import dev.countersign.simulation.sigstore.InstanceShape;
import dev.countersign.simulation.sigstore.KeyKind;
import dev.countersign.simulation.sigstore.LocalSigstore;
import dev.countersign.simulation.sigstore.ManagedKey;
import dev.countersign.simulation.sigstore.SctRequest;
import dev.countersign.simulation.sigstore.SignedMaterials;
import dev.countersign.simulation.sigstore.SigningRequest;
import dev.countersign.simulation.sigstore.SigningRequest.Part;
import dev.countersign.simulation.sigstore.SigningRequest.Service;
import dev.countersign.simulation.sigstore.TimestampRequest;
import dev.countersign.simulation.sigstore.TrustWindow;
import dev.sigstore.proto.common.v1.PublicKeyDetails;
import dev.sigstore.proto.trustroot.v1.TransparencyLogInstance;
import dev.sigstore.proto.trustroot.v1.TrustedRoot;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the trusted root lists, and when: nobody else's word counts. */
class TrustedServicesTest {
  private static final Duration MOMENT = Duration.ofSeconds(2);
  private static final Instant LONG_AGO = SignedRelease.ISSUED_AT.minus(Duration.ofDays(3650));

  private final LocalSigstore sigstore = new LocalSigstore(() -> SignedRelease.ISSUED_AT);
  private final String root = sigstore.trustedRootJson();

  static Stream<Arguments> retired() {
    return Stream.of(
        Arguments.of(
            Service.CERTIFICATE_AUTHORITY, List.of(CERTIFICATE_CHAIN_UNTRUSTED, SCT_INVALID)),
        Arguments.of(Service.CERTIFICATE_TRANSPARENCY_LOG, List.of(SCT_INVALID)),
        Arguments.of(Service.TRANSPARENCY_LOG, List.of(LOG_KEY_NOT_VALID_THEN)),
        Arguments.of(Service.TILED_LOG, List.of(LOG_KEY_NOT_VALID_THEN)),
        Arguments.of(Service.TIMESTAMP_AUTHORITY, List.of(TIMESTAMP_INVALID)));
  }

  @ParameterizedTest
  @MethodSource("retired")
  void believesASecondServiceOfEachKindOnlyWhileItIsInUse(
      Service service, List<ReasonCode> otherwise) {
    SigningRequest request = service == Service.TRANSPARENCY_LOG ? stamped() : tiled();
    SignedMaterials signed = sign(request.withImpostor(service));

    assertThat(reasons(listing(service, TrustWindow.since(LONG_AGO)), signed)).isEmpty();
    assertThat(
            reasons(
                listing(
                    service,
                    TrustWindow.between(LONG_AGO, SignedRelease.ISSUED_AT.minusSeconds(1))),
                signed))
        .containsExactlyElementsOf(otherwise);
    assertThat(reasons(listing(service, TrustWindow.missing()), signed))
        .containsExactlyElementsOf(otherwise);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Tag("threat-11")
  void rejectsATimestampFromAfterTheAuthoritysCertificateExpired(boolean leafListed) {
    LocalSigstore expiring =
        new LocalSigstore(
            () -> SignedRelease.ISSUED_AT,
            InstanceShape.publicGood()
                .withTimestampCertificateUntil(SignedRelease.ISSUED_AT.plusSeconds(1)));
    String expiringRoot =
        leafListed
            ? expiring.trustedRootJson()
            : expiring.trustedRootDraft().withoutTimestampLeaf().json();

    for (int seconds : new int[] {1, 2}) {
      assertThat(
              reasons(
                  expiringRoot,
                  expiring.sign(
                      SignedRelease.manifest(),
                      SignedRelease.request().withTimestampAfter(Duration.ofSeconds(seconds)))))
          .isEqualTo(seconds == 1 ? List.of() : List.of(TIMESTAMP_INVALID));
    }
  }

  @ParameterizedTest
  @CsvSource({"2,true", "2,false", "3,true", "3,false"})
  void acceptsTimestampAuthoritiesOfAnyChain(int length, boolean leafListed) {
    LocalSigstore other =
        new LocalSigstore(
            () -> SignedRelease.ISSUED_AT, InstanceShape.publicGood().withTimestampChain(length));
    String otherRoot =
        leafListed
            ? other.trustedRootJson()
            : other.trustedRootDraft().withoutTimestampLeaf().json();

    assertThat(reasons(otherRoot, other.sign(SignedRelease.manifest(), tiled()))).isEmpty();
  }

  @Test
  @Tag("threat-11")
  void acceptsALogInEachOfItsWindowsAndNotBetweenThem() {
    TransparencyLogInstance log = sigstore.trustedRoot().getTlogs(0);
    TransparencyLogInstance before =
        between(log, Instant.EPOCH, SignedRelease.SIGNED_AT.minusSeconds(1));
    TransparencyLogInstance then = between(log, SignedRelease.SIGNED_AT, SignedRelease.SIGNED_AT);
    TransparencyLogInstance after =
        between(log, SignedRelease.SIGNED_AT.plusSeconds(1), Instant.MAX);
    SignedMaterials signed = sign(SignedRelease.request());

    assertThat(reasons(withLogs(before, then), signed)).isEmpty();
    assertThat(reasons(withLogs(then, after), signed)).isEmpty();
    assertThat(reasons(withLogs(before, after), signed))
        .containsExactly(LOG_KEY_NOT_VALID_THEN, SIGNING_TIME_UNVERIFIED);
  }

  @Test
  void demandsAProofOfPublicationThoughNoKeyOfACertificateLogIsUsable() {
    TrustedRoot.Builder strange = sigstore.trustedRoot().toBuilder();
    strange
        .getCtlogsBuilderList()
        .forEach(log -> log.getPublicKeyBuilder().setKeyDetails(PublicKeyDetails.ML_DSA_65));

    assertThat(reasons(strange.build(), sign(SignedRelease.request())))
        .containsExactly(SCT_INVALID);
    assertThat(
            reasons(
                strange.build(),
                sign(SignedRelease.request().without(Part.SIGNED_CERTIFICATE_TIMESTAMP))))
        .containsExactly(ReasonCode.SCT_MISSING);
    assertThat(
            reasons(
                strange.clearCtlogs().build(),
                sign(SignedRelease.request().without(Part.SIGNED_CERTIFICATE_TIMESTAMP))))
        .isEmpty();
  }

  @Test
  void looksForAProofOfPublicationFromWithinTheLogsWindow() {
    String brief =
        sigstore
            .trustedRootDraft()
            .withWindow(
                Service.CERTIFICATE_TRANSPARENCY_LOG,
                TrustWindow.between(
                    SignedRelease.ISSUED_AT, SignedRelease.ISSUED_AT.plusSeconds(1)))
            .json();
    SctRequest late = SctRequest.prompt().withDelay(MOMENT);

    assertThat(reasons(brief, sign(published(late)))).containsExactly(SCT_INVALID);
    assertThat(reasons(brief, sign(published(late, SctRequest.prompt())))).isEmpty();
    assertThat(reasons(root, sign(published(SctRequest.prompt().byOtherLog()))))
        .containsExactly(SCT_INVALID);
  }

  static Stream<CertificateProfile> unfit() {
    CertificateProfile fulcio = CertificateProfile.fulcio();
    return Stream.of(
        fulcio.withoutKeyUsage(),
        fulcio.withKeyUsage(KeyUsage.keyEncipherment),
        fulcio.withPurposes(),
        fulcio.withPurposes(KeyPurposeId.id_kp_clientAuth),
        fulcio.withPurposes(KeyPurposeId.anyExtendedKeyUsage),
        fulcio.withAuthority(true));
  }

  @ParameterizedTest
  @MethodSource("unfit")
  void rejectsACertificateThatIsNotForSigningCode(CertificateProfile profile) {
    assertThat(reasons(root, sign(SignedRelease.request().withProfile(profile))))
        .containsExactly(CERTIFICATE_NOT_FOR_CODE_SIGNING);
  }

  @ParameterizedTest
  @CsvSource({"1,0", "2,0", "2,1", "3,0", "3,1", "3,2"})
  void acceptsACertificateByAnyCertificateOfTheAuthority(int length, int issuer) {
    LocalSigstore other =
        new LocalSigstore(
            () -> SignedRelease.ISSUED_AT, InstanceShape.publicGood().withAuthorityChain(length));

    assertThat(
            reasons(
                other.trustedRootJson(),
                other.sign(
                    SignedRelease.manifest(),
                    SignedRelease.request()
                        .withProfile(
                            CertificateProfile.fulcio().withAuthority(false).withIssuer(issuer)))))
        .isEmpty();
  }

  @Test
  @Tag("threat-11")
  void rejectsASigningFromBeforeTheAuthoritysOwnCertificates() {
    String old =
        Arrays.stream(Service.values())
            .reduce(
                sigstore.trustedRootDraft(),
                (draft, service) -> draft.withWindow(service, TrustWindow.since(LONG_AGO)),
                (one, other) -> one)
            .json();

    assertThat(
            reasons(
                old,
                sign(
                    SignedRelease.request()
                        .withIssuedAt(SignedRelease.ISSUED_AT.minus(Duration.ofDays(6 * 365))))))
        .containsExactly(CERTIFICATE_CHAIN_UNTRUSTED, SCT_INVALID);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 300})
  void acceptsEveryGenerationOfGitHubsAuthorities(int daysAgo) {
    GitHubSigstore gitHub = new GitHubSigstore(() -> SignedRelease.ISSUED_AT);
    SigningRequest request =
        GitHubSigstore.by(SignedRelease.run().identity())
            .withIssuedAt(SignedRelease.ISSUED_AT.minus(Duration.ofDays(daysAgo)));

    assertThat(reasons(gitHub.trustedRootJson(), gitHub.sign(SignedRelease.manifest(), request)))
        .isEmpty();
  }

  @Test
  void demandsAnEntryOfAManagedKeyWhereAnyOfTheInstancesHasALog() {
    GitHubSigstore gitHub = new GitHubSigstore(() -> SignedRelease.ISSUED_AT);
    ManagedKey key = ManagedKey.generated(KeyKind.P256);
    SignedMaterials unlogged =
        gitHub.sign(
            SignedRelease.manifest(),
            SigningRequest.by(key)
                .without(Part.LOG_ENTRY)
                .withTimestamp(TimestampRequest.after(MOMENT).withoutCertificate()));

    assertThat(reasons(gitHub.trustedRootJson(), unlogged, key)).isEmpty();
    for (String both :
        List.of(root + "\n" + gitHub.trustedRootJson(), gitHub.trustedRootJson() + "\n" + root)) {
      assertThat(reasons(both, sign(SigningRequest.by(key)), key)).isEmpty();
      assertThat(reasons(both, unlogged, key))
          .containsExactly(LOG_ENTRY_MISSING, TIMESTAMP_INVALID);
    }
  }

  private String listing(Service service, TrustWindow window) {
    return sigstore.trustedRootDraft().withOther(service, window).json();
  }

  private String withLogs(TransparencyLogInstance... logs) {
    return LocalSigstore.json(
        sigstore.trustedRoot().toBuilder().clearTlogs().addAllTlogs(List.of(logs)));
  }

  private static TransparencyLogInstance between(
      TransparencyLogInstance log, Instant start, Instant end) {
    TransparencyLogInstance.Builder other = log.toBuilder();
    other.getPublicKeyBuilder().setValidFor(CertificateCheckTest.range(start, end));
    return other.build();
  }

  private SignedMaterials sign(SigningRequest request) {
    return sigstore.sign(SignedRelease.manifest(), request);
  }

  private static SigningRequest stamped() {
    return SignedRelease.request().withTimestampAfter(MOMENT);
  }

  private static SigningRequest tiled() {
    return stamped().withEntry(EntryKind.HASHEDREKORD_0_0_2);
  }

  private static SigningRequest published(SctRequest... proofs) {
    return SignedRelease.request().withProfile(CertificateProfile.fulcio().withTimestamps(proofs));
  }
}
