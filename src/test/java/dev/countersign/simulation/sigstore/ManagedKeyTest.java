package dev.countersign.simulation.sigstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.countersign.fixture.SharedFixtures;
import dev.sigstore.encryption.signers.Verifiers;
import dev.sigstore.proto.bundle.v1.Bundle;
import java.io.StringReader;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signatures without a certificate, beside the real ones. */
class ManagedKeyTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final byte[] MANIFEST = "a manifest\n".getBytes(UTF_8);
  private static final String REAL = "conformance/managed-key-happy-path/";

  private final LocalSigstore sigstore = new LocalSigstore(() -> NOW);

  @Test
  void bundleHasTheRealOnesShape() {
    SigningRequest request =
        SigningRequest.by(ManagedKey.generated(KeyKind.P256)).withTimestampAfter(Duration.ZERO);
    assertThat(JsonShape.ofBundle(sigstore.sign(MANIFEST, request).bundleJson(BundleVersion.V0_3)))
        .isEqualTo(JsonShape.ofBundle(SharedFixtures.text(REAL + "bundle.sigstore.json")));
  }

  @ParameterizedTest
  @EnumSource(names = {"P256", "P384", "RSA_2048", "ED25519"})
  void keyFileVerifiesTheSignature(KeyKind kind) throws Exception {
    ManagedKey key = ManagedKey.generated(kind);
    SignedMaterials materials = sigstore.sign(MANIFEST, SigningRequest.by(key));
    assertThat(
            Verifiers.newVerifier(parsed(key.pem()))
                .verify(MANIFEST, materials.signature().toByteArray()))
        .isTrue();
  }

  /** The real bundle's hint follows from the real key's file. */
  @Test
  void hintIsMadeAsTheRealOne() throws Exception {
    String hint =
        JsonParser.parseString(SharedFixtures.text(REAL + "bundle.sigstore.json"))
            .getAsJsonObject()
            .getAsJsonObject("verificationMaterial")
            .getAsJsonObject("publicKey")
            .get("hint")
            .getAsString();
    byte[] real = parsed(SharedFixtures.text(REAL + "key.pub")).getEncoded();
    assertThat(hint).isEqualTo(Base64.getEncoder().encodeToString(Sha256.of(real)));
    ManagedKey ours = ManagedKey.generated(KeyKind.P256);
    assertThat(ours.hint())
        .isEqualTo(Base64.getEncoder().encodeToString(Sha256.of(parsed(ours.pem()).getEncoded())));
  }

  @Test
  void logsHoldTheKeyWhereACertificateWouldStand() {
    ManagedKey key = ManagedKey.generated(KeyKind.P256);
    String logged =
        spec(SigningRequest.by(key))
            .getAsJsonObject("signature")
            .getAsJsonObject("publicKey")
            .get("content")
            .getAsString();
    assertThat(new String(Base64.getDecoder().decode(logged), UTF_8)).isEqualTo(key.pem());
    JsonObject tiled =
        spec(SigningRequest.by(key).withEntry(EntryKind.HASHEDREKORD_0_0_2))
            .getAsJsonObject("hashedRekordV002")
            .getAsJsonObject("signature")
            .getAsJsonObject("verifier");
    assertThat(JsonShape.of(tiled))
        .isEqualTo("{\"keyDetails\":\"\",\"publicKey\":{\"rawBytes\":\"\"}}");
  }

  @ParameterizedTest
  @EnumSource(names = {"DSSE_0_0_1", "INTOTO_0_0_2", "DSSE_0_0_2"})
  void logsHoldTheKeyOfAStatementToo(EntryKind kind) throws Exception {
    ManagedKey key = ManagedKey.generated(KeyKind.P256);
    String body =
        sigstore
            .attest(
                Statement.of("https://example.test/predicate").withSubject("manifest", MANIFEST),
                SigningRequest.by(key).withEntry(kind))
            .entry()
            .getCanonicalizedBody()
            .toStringUtf8();
    byte[] logged = kind.isTiled() ? parsed(key.pem()).getEncoded() : key.pem().getBytes(UTF_8);
    assertThat(body).contains("\"" + Base64.getEncoder().encodeToString(logged) + "\"");
  }

  @Test
  void oneKeySignsManyMessages() {
    ManagedKey key = ManagedKey.generated(KeyKind.P256);
    assertThat(
            List.of(
                sigstore.sign(MANIFEST, SigningRequest.by(key)).bundle(BundleVersion.V0_3),
                sigstore.sign(new byte[1], SigningRequest.by(key)).bundle(BundleVersion.V0_2)))
        .extracting(Bundle::getVerificationMaterial)
        .extracting(material -> material.getPublicKey().getHint())
        .containsOnly(key.hint());
  }

  @Test
  void managedKeyIsOfItsOwnKind() {
    SigningRequest request = SigningRequest.by(ManagedKey.generated(KeyKind.P256));
    assertThatThrownBy(() -> request.withKey(KeyKind.ED25519))
        .hasMessage("a managed key is a P256 key, not a ED25519 key");
  }

  private JsonObject spec(SigningRequest request) {
    return JsonParser.parseString(
            sigstore.sign(MANIFEST, request).entry().getCanonicalizedBody().toStringUtf8())
        .getAsJsonObject()
        .getAsJsonObject("spec");
  }

  private static PublicKey parsed(String pem) throws Exception {
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      return new JcaPEMKeyConverter().getPublicKey((SubjectPublicKeyInfo) parser.readObject());
    }
  }
}
