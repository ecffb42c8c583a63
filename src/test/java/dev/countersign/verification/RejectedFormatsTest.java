package dev.countersign.verification;

import static dev.countersign.verification.ReasonCode.BUNDLE_UNREADABLE;
import static dev.countersign.verification.ReasonCode.BUNDLE_UNSUPPORTED;
import static dev.countersign.verification.ReasonCode.CERTIFICATE_CHAIN_UNTRUSTED;
import static dev.countersign.verification.ReasonCode.LOG_ENTRY_MISMATCH;
import static dev.countersign.verification.ReasonCode.LOG_ENTRY_MISSING;
import static dev.countersign.verification.ReasonCode.LOG_ENTRY_UNREADABLE;
import static dev.countersign.verification.ReasonCode.LOG_UNKNOWN;
import static dev.countersign.verification.ReasonCode.SIGNATURE_INVALID;
import static dev.countersign.verification.ReasonCode.SIGNING_TIME_UNVERIFIED;
import static dev.countersign.verification.ReasonCode.STATEMENT_UNREADABLE;
import static dev.countersign.verification.ReasonCode.SUBJECT_MISMATCH;
import static dev.countersign.verification.SigningCases.reasons;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.DsseEnvelope;
import dev.countersign.simulation.sigstore.EntryKind;
import dev.countersign.simulation.sigstore.GitHubSigstore;
import dev.countersign.simulation.sigstore.KeyKind;
import dev.countersign.simulation.sigstore.LocalSigstore;
import dev.countersign.simulation.sigstore.ManagedKey;
import dev.countersign.simulation.sigstore.RekorAnswers;
import dev.countersign.simulation.sigstore.SignedMaterials;
import dev.countersign.simulation.sigstore.SigningRequest;
import dev.countersign.simulation.sigstore.SigningRequest.Part;
import dev.countersign.simulation.sigstore.SigningRequest.Service;
import dev.countersign.simulation.sigstore.Statement;
import dev.sigstore.proto.bundle.v1.Bundle;
import dev.sigstore.proto.common.v1.PublicKeyDetails;
import dev.sigstore.proto.common.v1.X509Certificate;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import dev.sigstore.proto.trustroot.v1.TrustedRoot;
import io.intoto.EnvelopeOuterClass.Signature;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only looks like a good signing of one of the formats is rejected. */
class RejectedFormatsTest {
  private static final String IN_TOTO = "application/vnd.in-toto+json";

  private final LocalSigstore sigstore = new LocalSigstore(() -> SignedRelease.ISSUED_AT);
  private final String root = sigstore.trustedRootJson();

  @Test
  void rejectsAStatementAboutAnotherFile() {
    Statement other = Statement.of("https://example.com/p").withSubject("a", new byte[] {1});

    assertThat(attested(other)).containsExactly(SUBJECT_MISMATCH);
    assertThat(attested(Statement.of("https://example.com/p"))).containsExactly(SUBJECT_MISMATCH);
  }

  @Test
  void rejectsASubjectOfWhichOneDigestIsAnothers() {
    String sha256 = Digest.sha256(SignedRelease.manifest()).hex();
    Bundle bundle =
        attestedPayload(
            """
            {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"a","digest":
            {"sha256":"%s","sha512":"%s"}}],"predicateType":"p","predicate":{}}"""
                .formatted(sha256, "0".repeat(128)));

    assertThat(reasons(root, bundle)).containsExactly(SUBJECT_MISMATCH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "[]",
        "{}",
        "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":{}}",
        "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{}],\"predicateType\":\"p\"}",
        "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[]}",
        "{\"_type\":1,\"_type\":1}"
      })
  void rejectsAPayloadThatIsNoStatement(String payload) {
    assertThat(reasons(root, attestedPayload(payload))).containsExactly(STATEMENT_UNREADABLE);
  }

  @Test
  void rejectsAStatementOrAPayloadOfAnotherType() {
    assertThat(attested(SigningCases.statement().withType("https://in-toto.io/Statement/v2")))
        .containsExactly(BUNDLE_UNSUPPORTED);
    // The lengths of the signed encoding count bytes, of which this type has more than characters.
    assertThat(
            reasons(
                root,
                sigstore.attest(
                    new DsseEnvelope("text/\u00e9\u00e8", ByteString.copyFromUtf8("x")),
                    SignedRelease.request())))
        .containsExactly(BUNDLE_UNSUPPORTED);
  }

  @Test
  void countsBytesInTheSignedEncoding() {
    SignedContent.Envelope envelope =
        new SignedContent.Envelope(new byte[1], "t\u00e9", new byte[] {(byte) 0xff, 0});

    assertThat(envelope.preAuthenticationEncoding())
        .isEqualTo(
            new byte[] {
              'D',
              'S',
              'S',
              'E',
              'v',
              '1',
              ' ',
              '3',
              ' ',
              't',
              (byte) 0xc3,
              (byte) 0xa9,
              ' ',
              '2',
              ' ',
              (byte) 0xff,
              0
            });
  }

  @Test
  void rejectsAnEnvelopeWithoutOrWithTwoSignatures() {
    assertThat(changed(attest(), bundle -> bundle.getDsseEnvelopeBuilder().clearSignatures()))
        .containsExactly(BUNDLE_UNREADABLE);
    assertThat(
            changed(
                attest(),
                bundle ->
                    bundle
                        .getDsseEnvelopeBuilder()
                        .addSignatures(bundle.getDsseEnvelope().getSignatures(0))))
        .containsExactly(BUNDLE_UNREADABLE);
  }

  @Test
  void rejectsASignatureOverThePayloadInsteadOfItsEncoding() {
    SignedMaterials attested = attest();
    ByteString payload = attested.bundle(BundleVersion.V0_3).getDsseEnvelope().getPayload();
    SignedMaterials signed = sigstore.sign(payload.toByteArray(), SignedRelease.request());
    Bundle bundle =
        signed.bundle(BundleVersion.V0_3).toBuilder()
            .setDsseEnvelope(
                attested.bundle(BundleVersion.V0_3).getDsseEnvelope().toBuilder()
                    .setSignatures(0, Signature.newBuilder().setSig(signed.signature())))
            .build();

    assertThat(reasons(root, bundle))
        .containsExactly(SIGNATURE_INVALID, LOG_ENTRY_MISMATCH, SIGNING_TIME_UNVERIFIED);
  }

  @ParameterizedTest
  @CsvSource({
    "PKIX_ECDSA_P256_SHA_256,PKIX_ECDSA_P384_SHA_384,LOG_ENTRY_MISMATCH",
    "hashedRekordV002,dsseV002,LOG_ENTRY_UNREADABLE",
    "SHA2_256,SHA3_256,BUNDLE_UNSUPPORTED",
    "keyDetails,keyDetail,LOG_ENTRY_UNREADABLE"
  })
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

  @Test
  void rejectsALogsAnswerAboutAnotherSigning() {
    SignedMaterials signing = sign(SignedRelease.request());
    TransparencyLogEntry other = sign(SignedRelease.request()).entry();
    SignatureFiles cosign =
        SignatureFiles.ofBundle(SigningCases.file(".bundle", signing.cosignBundleJson()));
    SignatureFiles detached =
        new SignatureFiles(
            List.of(),
            List.of(SigningCases.file(".sig", signing.signatureFile())),
            List.of(SigningCases.file(".crt", signing.certificateFile())),
            List.of());

    assertThat(reasons(root, cosign.withLogEntry(answer(other))))
        .containsExactly(ReasonCode.CHECKPOINT_MISSING, SIGNING_TIME_UNVERIFIED);
    assertThat(reasons(root, detached.withLogEntry(answer(other))))
        .containsExactly(LOG_ENTRY_MISMATCH, SIGNING_TIME_UNVERIFIED);
    assertThat(
            reasons(
                root, detached.withLogEntry(answer(signing.entry())).withLogEntry(answer(other))))
        .containsExactly(ReasonCode.LOG_ENTRY_AMBIGUOUS, SIGNING_TIME_UNVERIFIED);
    assertThat(reasons(root, detached.withLogEntry(SigningCases.file(".rekor", "{}"))))
        .containsExactly(LOG_ENTRY_UNREADABLE);
  }

  @Test
  void rejectsAnImpostorOfEachService() {
    assertThat(reasons(root, sign(tiled().withImpostor(Service.TILED_LOG))))
        .containsExactly(LOG_UNKNOWN);
    assertThat(reasons(root, sign(tiled().withImpostor(Service.TIMESTAMP_AUTHORITY))))
        .containsExactly(ReasonCode.TIMESTAMP_INVALID);
  }

  private static MaterialFile answer(TransparencyLogEntry entry) {
    return SigningCases.file(".rekor", RekorAnswers.entry(entry));
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

  private List<ReasonCode> attested(Statement statement) {
    return reasons(root, sigstore.attest(statement, SignedRelease.request()));
  }

  private Bundle attestedPayload(String payload) {
    return sigstore
        .attest(
            new DsseEnvelope(IN_TOTO, ByteString.copyFromUtf8(payload)), SignedRelease.request())
        .bundle(BundleVersion.V0_3);
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
