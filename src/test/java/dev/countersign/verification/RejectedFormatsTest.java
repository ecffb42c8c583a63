package dev.countersign.verification;

import static dev.countersign.verification.ReasonCode.BUNDLE_UNSUPPORTED;
import static dev.countersign.verification.ReasonCode.CERTIFICATE_CHAIN_UNTRUSTED;
import static dev.countersign.verification.ReasonCode.LOG_ENTRY_MISMATCH;
import static dev.countersign.verification.ReasonCode.LOG_ENTRY_MISSING;
import static dev.countersign.verification.ReasonCode.LOG_UNKNOWN;
import static dev.countersign.verification.ReasonCode.SIGNING_TIME_UNVERIFIED;
import static dev.countersign.verification.SigningCases.reasons;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.EntryKind;
import dev.countersign.simulation.sigstore.GitHubSigstore;
import dev.countersign.simulation.sigstore.KeyKind;
import dev.countersign.simulation.sigstore.LocalSigstore;
import dev.countersign.simulation.sigstore.ManagedKey;
import dev.countersign.simulation.sigstore.SignedMaterials;
import dev.countersign.simulation.sigstore.SigningRequest;
import dev.countersign.simulation.sigstore.SigningRequest.Part;
import dev.sigstore.proto.bundle.v1.Bundle;
import dev.sigstore.proto.common.v1.PublicKeyDetails;
import dev.sigstore.proto.common.v1.X509Certificate;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import dev.sigstore.proto.trustroot.v1.TrustedRoot;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only looks like a good signing of one of the formats is rejected. */
class RejectedFormatsTest {
  private final LocalSigstore sigstore = new LocalSigstore(() -> SignedRelease.ISSUED_AT);
  private final String root = sigstore.trustedRootJson();

  @ParameterizedTest
  @CsvSource({
    "hashedRekordV002,dsseV002,LOG_ENTRY_UNREADABLE",
    "SHA2_256,SHA3_256,BUNDLE_UNSUPPORTED",
    "keyDetails,keyDetail,LOG_ENTRY_UNREADABLE"
  })
  @Tag("threat-13")
  void rejectsATiledEntryThatSaysSomethingElse(String part, String other, ReasonCode reason) {
    SigningRequest request = tiled();
    SignedMaterials signing = sign(request);
    String body = signing.entry().getCanonicalizedBody().toStringUtf8();
    assertThat(body).contains(part);
    TransparencyLogEntry entry =
        sigstore.log(
            EntryKind.HASHEDREKORD_0_0_2,
            body.replace(part, other).getBytes(UTF_8),
            SignedRelease.SIGNED_AT);
    assertThat(
            changed(
                signing,
                bundle -> bundle.getVerificationMaterialBuilder().setTlogEntries(0, entry)))
        .containsExactly(reason);
  }

  @Test
  @Tag("threat-13")
  void rejectsAnEntryOfAnotherKindThanItsSigning() {
    SignedMaterials file = sign(SignedRelease.request());
    SignedMaterials statement = attest();

    assertThat(
            changed(
                file,
                bundle ->
                    bundle.getVerificationMaterialBuilder().setTlogEntries(0, statement.entry())))
        .containsExactly(LOG_ENTRY_MISMATCH, SIGNING_TIME_UNVERIFIED);
    assertThat(
            changed(
                statement,
                bundle -> bundle.getVerificationMaterialBuilder().setTlogEntries(0, file.entry())))
        .containsExactly(LOG_ENTRY_MISMATCH, SIGNING_TIME_UNVERIFIED);
  }

  @Test
  void rejectsAKeyWhereACertificateIsDemandedAndACertificateWhereAKeyIs() {
    ManagedKey key = ManagedKey.generated(KeyKind.P256);

    assertThat(reasons(root, sign(SigningRequest.by(key))))
        .containsExactly(ReasonCode.CERTIFICATE_MISSING);
    assertThat(
            reasons(
                new SigningVerifier(TrustedMaterial.parse(root), SigningCases.CUTOFF)
                    .verify(
                        SigningCases.MANIFEST,
                        SigningCases.bundle(
                            sign(SignedRelease.request()).bundleJson(BundleVersion.V0_3)),
                        KeyFiles.publicKey(key.pem().getBytes(UTF_8)))))
        .containsExactly(BUNDLE_UNSUPPORTED);
  }

  @Test
  void rejectsFurtherCertificatesThatAreNotTheAuthoritys() {
    SignedMaterials signing = sign(SignedRelease.request());
    var intermediate =
        sigstore.trustedRoot().getCertificateAuthorities(0).getCertChain().getCertificates(0);
    var foreign =
        new LocalSigstore(() -> SignedRelease.ISSUED_AT)
            .trustedRoot()
            .getCertificateAuthorities(0)
            .getCertChain()
            .getCertificates(0);

    assertThat(withFurther(signing, intermediate)).isEmpty();
    assertThat(withFurther(signing, foreign)).containsExactly(CERTIFICATE_CHAIN_UNTRUSTED);
    assertThat(
            withFurther(
                signing, X509Certificate.newBuilder().setRawBytes(signing.certificate()).build()))
        .containsExactly(CERTIFICATE_CHAIN_UNTRUSTED);
  }

  @Test
  void demandsAnEntryWhereverTheInstanceHasLogsEvenIfNoneOfTheirKeysIsUsable() {
    SigningRequest timestamped =
        SignedRelease.request().withTimestampAfter(Duration.ofSeconds(2)).without(Part.LOG_ENTRY);
    TrustedRoot.Builder strange = sigstore.trustedRoot().toBuilder();
    strange
        .getTlogsBuilderList()
        .forEach(log -> log.getPublicKeyBuilder().setKeyDetails(PublicKeyDetails.ML_DSA_65));

    assertThat(reasons(root, sign(timestamped))).containsExactly(LOG_ENTRY_MISSING);
    assertThat(reasons(strange.build(), sign(timestamped))).containsExactly(LOG_ENTRY_MISSING);
    assertThat(reasons(strange.build(), sign(SignedRelease.request())))
        .containsExactly(LOG_UNKNOWN, SIGNING_TIME_UNVERIFIED);
  }

  @Test
  void ignoresALogWhoseKeyDetailsAreNotItsKeys() {
    TrustedRoot.Builder mixed = sigstore.trustedRoot().toBuilder();
    mixed
        .getTlogsBuilderList()
        .forEach(
            log ->
                log.getPublicKeyBuilder().setKeyDetails(PublicKeyDetails.PKIX_ECDSA_P384_SHA_384));

    assertThat(reasons(mixed.build(), sign(SignedRelease.request())))
        .containsExactly(LOG_UNKNOWN, SIGNING_TIME_UNVERIFIED);
  }

  @Test
  void rejectsALogEntryWhereTheInstanceHasNoLog() {
    GitHubSigstore gitHub = new GitHubSigstore(() -> SignedRelease.ISSUED_AT);
    SignedMaterials signing =
        gitHub.sign(SignedRelease.manifest(), GitHubSigstore.by(SignedRelease.run().identity()));
    Bundle.Builder bundle = signing.bundle(BundleVersion.V0_3).toBuilder();
    bundle.getVerificationMaterialBuilder().addTlogEntries(sign(SignedRelease.request()).entry());

    assertThat(reasons(gitHub.trustedRootJson(), bundle.build())).containsExactly(LOG_UNKNOWN);
  }

  private List<ReasonCode> withFurther(SignedMaterials signing, X509Certificate further) {
    Bundle.Builder bundle = signing.bundle(BundleVersion.V0_1).toBuilder();
    bundle
        .getVerificationMaterialBuilder()
        .getX509CertificateChainBuilder()
        .addCertificates(further);
    return reasons(root, bundle.build());
  }

  private List<ReasonCode> changed(SignedMaterials signing, Consumer<Bundle.Builder> change) {
    Bundle.Builder bundle = signing.bundle(BundleVersion.V0_3).toBuilder();
    change.accept(bundle);
    return reasons(root, bundle.build());
  }

  private SignedMaterials attest() {
    return sigstore.attest(SigningCases.statement(), SignedRelease.request());
  }

  private SignedMaterials sign(SigningRequest request) {
    return sigstore.sign(SignedRelease.manifest(), request);
  }

  private static SigningRequest tiled() {
    return SignedRelease.request()
        .withEntry(EntryKind.HASHEDREKORD_0_0_2)
        .withTimestampAfter(Duration.ofSeconds(2));
  }
}
