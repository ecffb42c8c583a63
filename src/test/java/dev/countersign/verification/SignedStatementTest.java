package dev.countersign.verification;

import static dev.countersign.verification.ReasonCode.BUNDLE_UNREADABLE;
import static dev.countersign.verification.ReasonCode.BUNDLE_UNSUPPORTED;
import static dev.countersign.verification.ReasonCode.LOG_ENTRY_MISMATCH;
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
import dev.countersign.simulation.sigstore.LocalSigstore;
import dev.countersign.simulation.sigstore.SignedMaterials;
import dev.countersign.simulation.sigstore.Statement;
import dev.sigstore.proto.bundle.v1.Bundle;
import io.intoto.EnvelopeOuterClass.Signature;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A statement in an envelope is signed as a whole, by one signature, and about this very file. */
class SignedStatementTest {
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
        new SignedContent.Envelope(new byte[1], "t\u00e9", "\u00e8x".getBytes(UTF_8));

    assertThat(envelope.preAuthenticationEncoding())
        .isEqualTo("DSSEv1 3 t\u00e9 3 \u00e8x".getBytes(UTF_8));
  }

  @Test
  @Tag("threat-12")
  void rejectsAnEnvelopeWithoutOrWithTwoSignatures() {
    Bundle.Builder none = attest().bundle(BundleVersion.V0_3).toBuilder();
    none.getDsseEnvelopeBuilder().clearSignatures();
    Bundle.Builder two = attest().bundle(BundleVersion.V0_3).toBuilder();
    two.getDsseEnvelopeBuilder().addSignatures(two.getDsseEnvelope().getSignatures(0));

    assertThat(reasons(root, none.build())).containsExactly(BUNDLE_UNREADABLE);
    assertThat(reasons(root, two.build())).containsExactly(BUNDLE_UNREADABLE);
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
}
