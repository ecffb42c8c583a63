package dev.countersign.simulation.sigstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;
import dev.sigstore.encryption.certificates.Certificates;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.EdDSAParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each kind of key signs what it says, and the bundle and both logs name its hash. */
class KeyKindTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final byte[] MANIFEST = "a manifest\n".getBytes(UTF_8);

  private final LocalSigstore sigstore = new LocalSigstore(() -> NOW);
  private final SigningRequest request =
      SigningRequest.by(
          WorkflowRun.ofRelease(
                  "octo-org/demo", 1, 2, "v1", "0".repeat(40), ".github/workflows/release.yml")
              .identity());

  /** The library verifies only signatures over SHA-256 digests. */
  @ParameterizedTest
  @EnumSource(names = {"P256", "P384", "P521", "RSA_2048"})
  void libraryVerifies(KeyKind key) throws Exception {
    new LibraryVerifier(sigstore).verify(MANIFEST, bundleJson(request.withKey(key)));
  }

  /** The library's verifier of envelopes takes Ed25519 too. */
  @ParameterizedTest
  @EnumSource(names = {"P256", "P384", "P521", "RSA_2048", "ED25519"})
  void libraryVerifiesStatements(KeyKind key) throws Exception {
    SignedMaterials materials =
        sigstore.attest(
            Statement.of("https://example.test/predicate").withSubject("manifest", MANIFEST),
            request.withKey(key));
    new LibraryVerifier(sigstore).verify(MANIFEST, materials.bundleJson(BundleVersion.V0_3));
  }

  @ParameterizedTest
  @EnumSource
  void certifiedKeyVerifiesTheDetachedSignature(KeyKind key) throws Exception {
    SignedMaterials materials = sigstore.sign(MANIFEST, request.withKey(key));
    Signature signature =
        Signature.getInstance(
            switch (key) {
              case P256, P384, P521 -> "SHA256withECDSA";
              case P384_SHA384 -> "SHA384withECDSA";
              case P521_SHA512 -> "SHA512withECDSA";
              case RSA_2048, RSA_3072, RSA_4096 -> "SHA256withRSA";
              case ED25519, ED25519_PH -> "Ed25519";
            });
    if (key == KeyKind.ED25519_PH) {
      signature.setParameter(new EdDSAParameterSpec(true));
    }
    signature.initVerify(Certificates.fromPem(materials.certificateFile()));
    signature.update(MANIFEST);
    assertThat(signature.verify(Base64.getDecoder().decode(materials.signatureFile()))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "P256, 256, SHA_256",
    "P384, 384, SHA_256",
    "P384_SHA384, 384, SHA_384",
    "P521, 521, SHA_256",
    "P521_SHA512, 521, SHA_512",
    "RSA_2048, 2048, SHA_256",
    "RSA_3072, 3072, SHA_256",
    "RSA_4096, 4096, SHA_256",
    "ED25519, 255, SHA_256",
    "ED25519_PH, 255, SHA_512"
  })
  void bundleAndLogsNameTheHash(KeyKind kind, int bits, HashKind hash) {
    byte[] digest = hash.of(MANIFEST);
    ManagedKey key = ManagedKey.generated(kind);
    assertThat(bits(key.keys().getPublic())).isEqualTo(bits);
    SignedMaterials materials = sigstore.sign(MANIFEST, SigningRequest.by(key));
    var named = materials.bundle(BundleVersion.V0_3).getMessageSignature().getMessageDigest();
    assertThat(named.getAlgorithm()).isEqualTo(hash.bundleName());
    assertThat(named.getDigest()).isEqualTo(ByteString.copyFrom(digest));
    JsonObject logged = spec(materials).getAsJsonObject("data").getAsJsonObject("hash");
    assertThat(logged.get("algorithm").getAsString()).isEqualTo(hash.rekorName());
    assertThat(logged.get("value").getAsString()).isEqualTo(HexFormat.of().formatHex(digest));
    JsonObject tiled =
        spec(sigstore.sign(
                MANIFEST, SigningRequest.by(key).withEntry(EntryKind.HASHEDREKORD_0_0_2)))
            .getAsJsonObject("hashedRekordV002");
    assertThat(tiled.getAsJsonObject("data").get("algorithm").getAsString())
        .isEqualTo(hash.bundleName().name());
    assertThat(
            tiled
                .getAsJsonObject("signature")
                .getAsJsonObject("verifier")
                .get("keyDetails")
                .getAsString())
        .isEqualTo(kind.details().name());
  }

  @Test
  void signsEveryMessageWithAKeyOfItsOwn() {
    assertThat(sigstore.sign(MANIFEST, request).certificate())
        .isNotEqualTo(sigstore.sign(MANIFEST, request).certificate());
  }

  private String bundleJson(SigningRequest signing) {
    return sigstore.sign(MANIFEST, signing).bundleJson(BundleVersion.V0_3);
  }

  private static JsonObject spec(SignedMaterials materials) {
    return JsonParser.parseString(materials.entry().getCanonicalizedBody().toStringUtf8())
        .getAsJsonObject()
        .getAsJsonObject("spec");
  }

  private static int bits(PublicKey key) {
    if (key instanceof ECPublicKey curve) {
      return curve.getParams().getOrder().bitLength();
    }
    return key instanceof RSAPublicKey modulus ? modulus.getModulus().bitLength() : 255;
  }
}
