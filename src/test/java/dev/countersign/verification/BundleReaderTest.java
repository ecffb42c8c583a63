package dev.countersign.verification;

import static dev.countersign.verification.ReasonCode.BUNDLE_UNREADABLE;
import static dev.countersign.verification.ReasonCode.BUNDLE_UNSUPPORTED;
import static dev.countersign.verification.ReasonCode.CERTIFICATE_CHAIN_UNTRUSTED;
import static dev.countersign.verification.ReasonCode.CERTIFICATE_MISSING;
import static dev.countersign.verification.ReasonCode.CERTIFICATE_UNREADABLE;
import static dev.countersign.verification.ReasonCode.ROOT_CERTIFICATE_IN_BUNDLE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.LocalSigstore;
import dev.sigstore.proto.bundle.v1.Bundle;
import dev.sigstore.proto.common.v1.PublicKeyIdentifier;
import dev.sigstore.proto.common.v1.RFC3161SignedTimestamp;
import dev.sigstore.proto.common.v1.X509Certificate;
import io.intoto.EnvelopeOuterClass.Envelope;
import io.intoto.EnvelopeOuterClass.Signature;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleReaderTest {
  private final SignedRelease release = new SignedRelease();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\0",
        "null",
        "[]",
        "1",
        "<html>",
        "{\"mediaType\":[]}",
        "{\"mediaType\":\"a\",\"media_type\":\"a\"}",
        "{\"verificationMaterial\":\"\"}",
        "{\"verificationMaterial\":{\"tlogEntries\":{}}}",
        "{\"verificationMaterial\":{\"tlogEntries\":[{\"logIndex\":1e999999999}]}}",
        "{\"verificationMaterial\":{\"tlogEntries\":[{\"logIndex\":99999999999999999999}]}}",
        "{\"verificationMaterial\":{\"tlogEntries\":[{\"logIndex\":1.5}]}}",
        "{\"messageSignature\":{\"signature\":\"%%%\"}}",
        "{\"messageSignature\":{\"messageDigest\":{\"algorithm\":\"MD5\"}}}",
        "{\"messageSignature\":{},\"dsseEnvelope\":{}}"
      })
  void rejectsATextThatIsNoBundle(String json) {
    assertThat(release.reasons(SignedRelease.set(json))).containsExactly(BUNDLE_UNREADABLE);
  }

  @Test
  void rejectsAFieldThatItDoesNotKnow() {
    assertThat(replaced("{\"mediaType\"", "{\"extra\":1,\"mediaType\""))
        .containsExactly(BUNDLE_UNREADABLE);
  }

  @Test
  void rejectsAFieldTwice() {
    assertThat(
            replaced(
                "{\"mediaType\"",
                "{\"mediaType\":\"application/vnd.dev.sigstore.bundle.v0.3+json\",\"mediaType\""))
        .containsExactly(BUNDLE_UNREADABLE);
  }

  @Test
  void rejectsBytesAfterTheBundle() {
    assertThat(release.reasons(SignedRelease.set(good() + "{}")))
        .containsExactly(BUNDLE_UNREADABLE);
  }

  @Test
  @Tag("threat-19")
  void rejectsABundleOfMoreThanAMebibyte() {
    String json = good();
    String full = json + " ".repeat((1 << 20) - json.getBytes(UTF_8).length);

    assertThat(release.reasons(SignedRelease.set(full))).isEmpty();
    assertThat(release.reasons(SignedRelease.set(full + " "))).containsExactly(BUNDLE_UNREADABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "application/json",
        "application/vnd.dev.sigstore.bundle+json;version=0.4",
        "application/vnd.dev.sigstore.bundle.v0.4+json",
        "application/vnd.dev.sigstore.bundle.v0.3+json ",
        "application/vnd.dev.sigstore.bundle.v0.3+json;x=1",
        "application/vnd.dev.sigstore.bundleXv0.3+json"
      })
  void rejectsAMediaTypeThatItDoesNotKnow(String mediaType) {
    assertThat(changed(bundle -> bundle.setMediaType(mediaType)))
        .containsExactly(BUNDLE_UNSUPPORTED);
  }

  @Test
  void rejectsAnEmptyEnvelopeAndNoSignatureAtAll() {
    assertThat(changed(bundle -> bundle.setDsseEnvelope(Envelope.getDefaultInstance())))
        .containsExactly(BUNDLE_UNREADABLE);
    assertThat(changed(Bundle.Builder::clearMessageSignature)).containsExactly(BUNDLE_UNREADABLE);
  }

  @Test
  void rejectsAnEmptySignature() {
    assertThat(changed(bundle -> bundle.getMessageSignatureBuilder().clearSignature()))
        .containsExactly(BUNDLE_UNREADABLE);
    assertThat(
            changed(
                bundle ->
                    bundle.setDsseEnvelope(
                        Envelope.newBuilder().addSignatures(Signature.getDefaultInstance()))))
        .containsExactly(BUNDLE_UNREADABLE);
  }

  /** JSON can say what protobuf cannot: these exclude each other. */
  @Test
  void rejectsSeveralKindsOfKey() {
    String single = good();
    String chain = release.sign(SignedRelease.request()).bundleJson(BundleVersion.V0_1);

    assertThat(found(preceded(single, "certificate", "publicKey"))).isEqualTo("several of them");
    assertThat(found(preceded(single, "certificate", "x509CertificateChain")))
        .isEqualTo("several of them");
    assertThat(found(preceded(chain, "x509CertificateChain", "publicKey")))
        .isEqualTo("several of them");
  }

  @Test
  void saysWhetherBothContentsAreThereOrNeither() {
    Bundle neither =
        release.sign(SignedRelease.request()).bundle(BundleVersion.V0_3).toBuilder()
            .clearMessageSignature()
            .build();

    assertThat(found(preceded(good(), "messageSignature", "dsseEnvelope"))).isEqualTo("both");
    assertThat(found(LocalSigstore.json(neither))).isEqualTo("neither of them");
  }

  @Test
  @Tag("threat-19")
  void readsTenCertificatesAndNoMore() {
    assertThat(chained(10)).containsExactly(CERTIFICATE_CHAIN_UNTRUSTED);
    assertThat(chained(11)).containsExactly(BUNDLE_UNREADABLE);
  }

  @Test
  void rejectsAPublicKeyInPlaceOfACertificate() {
    assertThat(
            changed(
                bundle ->
                    bundle
                        .getVerificationMaterialBuilder()
                        .setPublicKey(PublicKeyIdentifier.newBuilder().setHint("key"))))
        .containsExactly(CERTIFICATE_MISSING);
  }

  @Test
  void rejectsABundleWithoutCertificate() {
    assertThat(changed(bundle -> bundle.getVerificationMaterialBuilder().clearCertificate()))
        .containsExactly(CERTIFICATE_MISSING);
    assertThat(
            changed(
                bundle -> bundle.getVerificationMaterialBuilder().getX509CertificateChainBuilder()))
        .containsExactly(CERTIFICATE_MISSING);
  }

  @Test
  void rejectsBytesAfterTheCertificate() {
    assertThat(certificate(good -> good.concat(ByteString.copyFrom(new byte[1]))))
        .containsExactly(CERTIFICATE_UNREADABLE);
    assertThat(certificate(good -> good.concat(good))).containsExactly(CERTIFICATE_UNREADABLE);
  }

  @Test
  void rejectsACertificateInPem() {
    String pem = release.sign(SignedRelease.request()).certificateFile();

    assertThat(certificate(good -> ByteString.copyFromUtf8(pem)))
        .containsExactly(CERTIFICATE_UNREADABLE);
  }

  @Test
  void rejectsATruncatedCertificate() {
    for (int length : new int[] {0, 1, 2, 5, 100, 500}) {
      assertThat(certificate(good -> good.substring(0, length)))
          .containsExactly(CERTIFICATE_UNREADABLE);
    }
  }

  @Test
  @Tag("threat-19")
  void rejectsNestingWithoutEndInPlaceOfACertificate() {
    ByteString open = ByteString.copyFrom(new byte[] {0x30, (byte) 0x80});
    ByteString deep = ByteString.copyFrom(Collections.nCopies(300_000, open));

    assertThat(certificate(good -> deep)).containsExactly(CERTIFICATE_UNREADABLE);
  }

  @Test
  void rejectsASelfSignedCertificateInTheBundle() {
    X509Certificate root =
        release
            .sigstore()
            .trustedRoot()
            .getCertificateAuthorities(0)
            .getCertChain()
            .getCertificates(1);
    Bundle bundle = release.sign(SignedRelease.request()).bundle(BundleVersion.V0_1);
    Bundle.Builder withRoot = bundle.toBuilder();
    withRoot
        .getVerificationMaterialBuilder()
        .getX509CertificateChainBuilder()
        .addCertificates(root);

    assertThat(release.reasons(bundle)).isEmpty();
    assertThat(release.reasons(withRoot.build())).containsExactly(ROOT_CERTIFICATE_IN_BUNDLE);
  }

  @Test
  void readsThirtyTwoTimestampsAndNoMore() {
    assertThat(timestamped(32)).containsExactly(ReasonCode.TIMESTAMP_INVALID);
    assertThat(timestamped(33)).containsExactly(BUNDLE_UNREADABLE);
  }

  /** The reasons against a bundle with so many timestamps, none of which is one. */
  private List<ReasonCode> timestamped(int count) {
    return changed(
        bundle -> {
          for (int i = 0; i < count; i++) {
            bundle
                .getVerificationMaterialBuilder()
                .getTimestampVerificationDataBuilder()
                .addRfc3161Timestamps(RFC3161SignedTimestamp.getDefaultInstance());
          }
        });
  }

  /** The reasons against a bundle with so many certificates, all of them the signer's. */
  private List<ReasonCode> chained(int count) {
    return changed(
        bundle -> {
          var material = bundle.getVerificationMaterialBuilder();
          X509Certificate certificate = material.getCertificate();
          material
              .getX509CertificateChainBuilder()
              .addAllCertificates(Collections.nCopies(count, certificate));
        });
  }

  /** The bundle with one more member, an empty object, before {@code name}. */
  private static String preceded(String json, String name, String more) {
    String member = "\"" + name + "\":";
    assertThat(json).contains(member);
    return json.replace(member, "\"" + more + "\":{}," + member);
  }

  /** What is found in a bundle that is not read. */
  private static String found(String json) {
    return BundleReader.read(json.getBytes(UTF_8)) instanceof Outcome.Rejected<?> rejected
        ? rejected.actual()
        : "nothing wrong";
  }

  private List<ReasonCode> certificate(UnaryOperator<ByteString> change) {
    return changed(
        bundle -> {
          var certificate = bundle.getVerificationMaterialBuilder().getCertificateBuilder();
          certificate.setRawBytes(change.apply(certificate.getRawBytes()));
        });
  }

  private List<ReasonCode> changed(Consumer<Bundle.Builder> change) {
    return release.reasonsWithBundle(
        bundle -> {
          change.accept(bundle);
          return bundle;
        });
  }

  private List<ReasonCode> replaced(String part, String replacement) {
    String json = good();
    assertThat(json).contains(part);
    return release.reasons(SignedRelease.set(json.replace(part, replacement)));
  }

  private String good() {
    return release.sign(SignedRelease.request()).bundleJson(BundleVersion.V0_3);
  }
}
