package dev.countersign.verification;

import static dev.countersign.verification.SigningCases.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.CertificateProfile;
import dev.countersign.simulation.sigstore.EntryKind;
import dev.countersign.simulation.sigstore.GitHubSigstore;
import dev.countersign.simulation.sigstore.HashKind;
import dev.countersign.simulation.sigstore.InstanceShape;
import dev.countersign.simulation.sigstore.KeyKind;
import dev.countersign.simulation.sigstore.LocalSigstore;
import dev.countersign.simulation.sigstore.ManagedKey;
import dev.countersign.simulation.sigstore.RekorAnswers;
import dev.countersign.simulation.sigstore.SctRequest;
import dev.countersign.simulation.sigstore.SignedMaterials;
import dev.countersign.simulation.sigstore.SigningRequest;
import dev.countersign.simulation.sigstore.SigningRequest.Part;
import dev.countersign.simulation.sigstore.SigningRequest.Service;
import dev.countersign.simulation.sigstore.Statement;
import dev.countersign.simulation.sigstore.TimestampRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every format of a good signing verifies. */
class AcceptedFormatsTest {
  private static final Duration MOMENT = Duration.ofSeconds(2);

  private final LocalSigstore sigstore = new LocalSigstore(() -> SignedRelease.ISSUED_AT);
  private final String root = sigstore.trustedRootJson();

  @ParameterizedTest
  @EnumSource
  void acceptsEveryKindOfKeyOverAFile(KeyKind key) {
    SigningRequest request = SignedRelease.request().withKey(key);

    assertThat(reasons(root, sign(request))).isEmpty();
    assertThat(reasons(root, sign(tiled(request, EntryKind.HASHEDREKORD_0_0_2)))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"P256", "P384_SHA384", "P521_SHA512", "RSA_2048", "ED25519"})
  void acceptsEveryKindOfKeyOverAStatement(KeyKind key) {
    assertThat(reasons(root, attest(SignedRelease.request().withKey(key)))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      names = {"DSSE_0_0_1", "INTOTO_0_0_2", "INTOTO_0_0_2_WITH_PAYLOAD", "HASHEDREKORD_0_0_1"})
  void acceptsEveryEntryOfAStatement(EntryKind kind) {
    assertThat(reasons(root, attest(SignedRelease.request().withEntry(kind)))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"DSSE_0_0_2", "HASHEDREKORD_0_0_2"})
  void acceptsEveryTiledEntryOfAStatement(EntryKind kind) {
    assertThat(reasons(root, attest(tiled(SignedRelease.request(), kind)))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"ED25519", "P256"})
  void acceptsATiledLogWithEitherKindOfKeyAndWitnesses(KeyKind key) {
    LocalSigstore other =
        new LocalSigstore(
            () -> SignedRelease.ISSUED_AT, InstanceShape.publicGood().withTiledLogKey(key));
    SigningRequest request =
        tiled(SignedRelease.request(), EntryKind.HASHEDREKORD_0_0_2)
            .withWitness("witness.example/one")
            .withWitness("witness.example/two");

    assertThat(reasons(other.trustedRootJson(), other.sign(SignedRelease.manifest(), request)))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {Statement.V1, Statement.V0_1})
  void acceptsAStatementAboutSeveralFiles(String type) {
    Statement statement =
        SigningCases.statement().withType(type).withSubject("other.txt", new byte[] {1});

    assertThat(reasons(root, sigstore.attest(statement, SignedRelease.request()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void acceptsAuthoritiesWithChainsOfAnyLength(int length) {
    LocalSigstore other =
        new LocalSigstore(
            () -> SignedRelease.ISSUED_AT, InstanceShape.publicGood().withAuthorityChain(length));

    assertThat(
            reasons(
                other.trustedRootJson(),
                other.sign(SignedRelease.manifest(), SignedRelease.request())))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void acceptsTimestampsOfEveryImprint(HashKind imprint) {
    SigningRequest request =
        SignedRelease.request()
            .withEntry(EntryKind.HASHEDREKORD_0_0_2)
            .withTimestamp(TimestampRequest.after(MOMENT).withImprint(imprint));

    assertThat(reasons(root, sign(request))).isEmpty();
  }

  @Test
  void acceptsATimestampWithFractionsOfASecond() {
    SigningRequest request =
        SignedRelease.request()
            .withEntry(EntryKind.HASHEDREKORD_0_0_2)
            .withTimestamp(TimestampRequest.after(Duration.ofMillis(1500)).withMilliseconds());

    assertThat(reasons(root, sign(request))).isEmpty();
  }

  @Test
  void acceptsATimestampAuthorityWhoseLeafIsOnlyInTheToken() {
    String rootWithoutLeaf = sigstore.trustedRootDraft().withoutTimestampLeaf().json();
    SigningRequest request = SignedRelease.request().withEntry(EntryKind.HASHEDREKORD_0_0_2);

    assertThat(reasons(rootWithoutLeaf, sign(request.withTimestampAfter(MOMENT)))).isEmpty();
    assertThat(
            reasons(
                rootWithoutLeaf,
                sign(request.withTimestamp(TimestampRequest.after(MOMENT).withoutCertificate()))))
        .containsExactly(ReasonCode.TIMESTAMP_INVALID);
    assertThat(
            reasons(
                rootWithoutLeaf,
                sign(request.withTimestampAfter(MOMENT).withImpostor(Service.TIMESTAMP_AUTHORITY))))
        .containsExactly(ReasonCode.TIMESTAMP_INVALID);
  }

  @Test
  void acceptsATimestampOfACertificateWithSeveralOrExtendedProofsOfPublication() {
    SctRequest extended = SctRequest.prompt().withExtensions(new byte[] {0, 0, 5, 0, 0, 1, 2, 3});

    for (CertificateProfile profile :
        List.of(
            CertificateProfile.fulcio().withTimestamps(extended),
            CertificateProfile.fulcio()
                .withTimestamps(SctRequest.prompt().byOtherLog(), SctRequest.prompt()))) {
      assertThat(reasons(root, sign(SignedRelease.request().withProfile(profile)))).isEmpty();
    }
  }

  @Test
  void acceptsAnInstanceWithoutLogs() {
    GitHubSigstore gitHub = new GitHubSigstore(() -> SignedRelease.ISSUED_AT);
    SigningRequest request = GitHubSigstore.by(SignedRelease.run().identity());

    assertThat(reasons(gitHub.trustedRootJson(), gitHub.sign(SignedRelease.manifest(), request)))
        .isEmpty();
    assertThat(reasons(gitHub.trustedRootJson(), gitHub.attest(SigningCases.statement(), request)))
        .isEmpty();
  }

  @Test
  void letsTheInstanceThatIssuedTheCertificateJudge() {
    GitHubSigstore gitHub = new GitHubSigstore(() -> SignedRelease.ISSUED_AT);
    SignedMaterials unlogged =
        gitHub.sign(SignedRelease.manifest(), GitHubSigstore.by(SignedRelease.run().identity()));
    SignedMaterials logged = sign(SignedRelease.request());

    for (String both :
        List.of(root + "\n" + gitHub.trustedRootJson(), gitHub.trustedRootJson() + "\n" + root)) {
      assertThat(reasons(both, logged)).isEmpty();
      assertThat(reasons(both, unlogged)).isEmpty();
      assertThat(reasons(both, sign(SignedRelease.request().without(Part.LOG_ENTRY))))
          .containsExactly(ReasonCode.LOG_ENTRY_MISSING, ReasonCode.SIGNING_TIME_MISSING);
    }
  }

  @Test
  void acceptsCosignsBundleBeforeTheCutOffAndWithTheLogsProofAfterIt() {
    SignedMaterials recent = sign(SignedRelease.request());
    SignatureFiles files =
        SignatureFiles.ofBundle(SigningCases.file(".bundle", recent.cosignBundleJson()));
    MaterialFile answer = SigningCases.file(".rekor", RekorAnswers.entry(recent.entry()));

    assertThat(reasons(root, files))
        .containsExactly(ReasonCode.CHECKPOINT_MISSING, ReasonCode.SIGNING_TIME_UNVERIFIED);
    assertThat(reasons(root, files.withLogEntry(answer))).isEmpty();
    assertThat(
            reasons(
                new SigningVerifier(
                        TrustedMaterial.parse(root), SignedRelease.ISSUED_AT.plusSeconds(9))
                    .verify(SigningCases.MANIFEST, files, SigningCases.signer())))
        .isEmpty();
  }

  @Test
  void acceptsADetachedSignatureWithTheLogsAnswer() {
    SignedMaterials signing = sign(SignedRelease.request());
    SignatureFiles files =
        new SignatureFiles(
            List.of(),
            List.of(SigningCases.file(".sig", signing.signatureFile())),
            List.of(SigningCases.file(".crt", signing.certificateFile())),
            List.of(SigningCases.file(".rekor", RekorAnswers.entry(signing.entry()))));

    assertThat(reasons(root, files)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"P256", "P384_SHA384", "RSA_2048", "ED25519_PH"})
  void acceptsAManagedKey(KeyKind kind) {
    ManagedKey key = ManagedKey.generated(kind);
    SigningRequest request = SigningRequest.by(key);

    assertThat(withKey(key, sign(request))).isEmpty();
    assertThat(withKey(key, sign(tiled(request, EntryKind.HASHEDREKORD_0_0_2)))).isEmpty();
    assertThat(withKey(ManagedKey.generated(kind), sign(request)))
        .containsExactly(
            ReasonCode.SIGNATURE_INVALID,
            ReasonCode.LOG_ENTRY_MISMATCH,
            ReasonCode.SIGNING_TIME_UNVERIFIED);
  }

  private List<ReasonCode> withKey(ManagedKey key, SignedMaterials materials) {
    return reasons(
        new SigningVerifier(TrustedMaterial.parse(root), SigningCases.CUTOFF)
            .verify(
                SigningCases.MANIFEST,
                SigningCases.bundle(materials.bundleJson(BundleVersion.V0_3)),
                KeyFiles.publicKey(key.pem().getBytes(StandardCharsets.US_ASCII))));
  }

  private SignedMaterials sign(SigningRequest request) {
    return sigstore.sign(SignedRelease.manifest(), request);
  }

  private SignedMaterials attest(SigningRequest request) {
    return sigstore.attest(SigningCases.statement(), request);
  }

  private static SigningRequest tiled(SigningRequest request, EntryKind kind) {
    return request.withEntry(kind).withTimestampAfter(MOMENT);
  }
}
