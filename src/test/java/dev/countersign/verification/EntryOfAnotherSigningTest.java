package dev.countersign.verification;

import static dev.countersign.verification.ReasonCode.LOG_ENTRY_MISMATCH;
import static dev.countersign.verification.ReasonCode.LOG_ENTRY_UNREADABLE;
import static dev.countersign.verification.SigningCases.reasons;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.EntryKind;
import dev.countersign.simulation.sigstore.KeyKind;
import dev.countersign.simulation.sigstore.LocalSigstore;
import dev.countersign.simulation.sigstore.ManagedKey;
import dev.countersign.simulation.sigstore.SignedMaterials;
import dev.countersign.simulation.sigstore.SigningRequest;
import dev.sigstore.proto.bundle.v1.Bundle;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The log took in and proves each of these entries, but they differ from the signing in a part. */
class EntryOfAnotherSigningTest {
  private static final String OTHER = "another payload";

  private final LocalSigstore sigstore = new LocalSigstore(() -> SignedRelease.ISSUED_AT);
  private final String root = sigstore.trustedRootJson();
  private final ManagedKey key = ManagedKey.generated(KeyKind.P256);

  @ParameterizedTest
  @EnumSource(names = {"DSSE_0_0_1", "INTOTO_0_0_2", "INTOTO_0_0_2_WITH_PAYLOAD", "DSSE_0_0_2"})
  @Tag("threat-13")
  void rejectsAnEntryAboutAnotherPayload(EntryKind kind) {
    SignedMaterials attested = attest(kind);
    byte[] payload =
        attested.bundle(BundleVersion.V0_3).getDsseEnvelope().getPayload().toByteArray();

    assertThat(
            logged(
                attested,
                kind,
                replaced(
                    kind.isTiled() ? base64(Digest.sha256(payload).bytes()) : hex(payload),
                    kind.isTiled()
                        ? base64(Digest.sha256(OTHER.getBytes(UTF_8)).bytes())
                        : hex(OTHER.getBytes(UTF_8)))))
        .containsExactly(LOG_ENTRY_MISMATCH);
  }

  @Test
  void rejectsAnEntryAboutAPayloadOfAnotherType() {
    assertThat(
            logged(
                attest(EntryKind.INTOTO_0_0_2),
                EntryKind.INTOTO_0_0_2,
                replaced("application/vnd.in-toto+json", "application/json")))
        .containsExactly(LOG_ENTRY_MISMATCH);
  }

  @ParameterizedTest
  @CsvSource({
    "DSSE_0_0_1,spec/signatures",
    "INTOTO_0_0_2,spec/content/envelope/signatures",
    "DSSE_0_0_2,spec/dsseV002/signatures"
  })
  @Tag("threat-12")
  void rejectsAnEntryWithTwoSignaturesOrNone(EntryKind kind, String path) {
    SignedMaterials attested = attest(kind);

    assertThat(
            logged(attested, kind, altered(path, signatures -> signatures.add(signatures.get(0)))))
        .containsExactly(LOG_ENTRY_UNREADABLE);
    assertThat(logged(attested, kind, altered(path, signatures -> signatures.remove(0))))
        .containsExactly(LOG_ENTRY_UNREADABLE);
  }

  @ParameterizedTest
  @CsvSource({
    "HASHEDREKORD_0_0_2,0.0.2,HASHEDREKORD_0_0_1,0.0.1",
    "HASHEDREKORD_0_0_1,0.0.1,HASHEDREKORD_0_0_2,0.0.2",
    "DSSE_0_0_2,0.0.2,DSSE_0_0_1,0.0.1",
    "DSSE_0_0_1,0.0.1,DSSE_0_0_2,0.0.2"
  })
  void rejectsABodyOfOneVersionUnderTheNameOfTheOther(
      EntryKind kind, String version, EntryKind claimed, String claimedVersion) {
    assertThat(
            logged(
                attest(kind),
                claimed,
                replaced("\"" + version + "\"", "\"" + claimedVersion + "\"")))
        .containsExactly(LOG_ENTRY_UNREADABLE);
  }

  @ParameterizedTest
  @EnumSource
  void rejectsAnEntryOfACertificateWhereAKeySigned(EntryKind kind) {
    SignedMaterials certified = attest(kind);
    SignedMaterials managed =
        sigstore.attest(SigningCases.statement(), timestamped(SigningRequest.by(key), kind));
    String ofKey = base64(key.pem().getBytes(US_ASCII));
    String ofCertificate = base64(certified.certificateFile().getBytes(US_ASCII));

    assertThat(reasons(root, managed, key)).isEmpty();
    assertThat(
            reasons(
                root,
                bundle(
                    managed,
                    kind,
                    kind.isTiled()
                        ? body -> withVerifier(body, verifierOf(certified))
                        : replaced(ofKey, ofCertificate)),
                key))
        .containsExactly(LOG_ENTRY_MISMATCH);
  }

  @ParameterizedTest
  @EnumSource
  void rejectsAnEntryOfTheBareKeyWhereACertificateSigned(EntryKind kind)
      throws CertificateException {
    SignedMaterials certified = attest(kind);
    byte[] bare =
        Certificates.parse(certified.certificate().toByteArray()).getPublicKey().getEncoded();
    String pem = "-----BEGIN PUBLIC KEY-----\n" + base64(bare) + "\n-----END PUBLIC KEY-----\n";
    JsonObject verifier = new JsonObject();
    JsonObject raw = new JsonObject();
    raw.addProperty("rawBytes", base64(bare));
    verifier.add("publicKey", raw);
    verifier.addProperty("keyDetails", "PKIX_ECDSA_P256_SHA_256");

    assertThat(
            logged(
                certified,
                kind,
                kind.isTiled()
                    ? body -> withVerifier(body, verifier)
                    : replaced(
                        base64(certified.certificateFile().getBytes(US_ASCII)),
                        base64(pem.getBytes(US_ASCII)))))
        .containsExactly(LOG_ENTRY_MISMATCH);
  }

  @ParameterizedTest
  @CsvSource({
    "P384,PKIX_ECDSA_P384_SHA_256,PKIX_ECDSA_P384_SHA_384",
    "P384_SHA384,PKIX_ECDSA_P384_SHA_384,PKIX_ECDSA_P384_SHA_256",
    "ED25519,PKIX_ED25519,PKIX_ED25519_PH",
    "ED25519_PH,PKIX_ED25519_PH,PKIX_ED25519",
    "RSA_2048,PKIX_RSA_PKCS1V15_2048_SHA256,PKIX_RSA_PKCS1V15_3072_SHA256"
  })
  void rejectsATiledEntryInWhichTheKeySignsAnotherWay(KeyKind kind, String details, String other) {
    SignedMaterials signed =
        sigstore.sign(
            SignedRelease.manifest(),
            timestamped(SignedRelease.request().withKey(kind), EntryKind.HASHEDREKORD_0_0_2));

    assertThat(logged(signed, EntryKind.HASHEDREKORD_0_0_2, UnaryOperator.identity())).isEmpty();
    assertThat(
            logged(
                signed,
                EntryKind.HASHEDREKORD_0_0_2,
                replaced("\"" + details + "\"", "\"" + other + "\"")))
        .containsExactly(LOG_ENTRY_MISMATCH);
  }

  @Test
  @Tag("threat-13")
  void rejectsAnEntryAboutADigestOfTheFileThatWasNotSigned() {
    SignedMaterials signed =
        sigstore.sign(
            SignedRelease.manifest(),
            timestamped(SignedRelease.request(), EntryKind.HASHEDREKORD_0_0_1));
    String sha512 = Digest.over(Digest.Algorithm.SHA_512, SignedRelease.manifest()).hex();

    assertThat(
            logged(
                signed,
                EntryKind.HASHEDREKORD_0_0_1,
                body ->
                    body.replace("\"sha256\"", "\"sha512\"")
                        .replace(hex(SignedRelease.manifest()), sha512)))
        .containsExactly(LOG_ENTRY_MISMATCH);
  }

  private SignedMaterials attest(EntryKind kind) {
    return sigstore.attest(SigningCases.statement(), timestamped(SignedRelease.request(), kind));
  }

  /** The timestamp says when, so that the entry alone is to blame. */
  private static SigningRequest timestamped(SigningRequest request, EntryKind kind) {
    return request.withEntry(kind).withTimestampAfter(Duration.ofSeconds(2));
  }

  private List<ReasonCode> logged(
      SignedMaterials signed, EntryKind kind, UnaryOperator<String> change) {
    return reasons(root, bundle(signed, kind, change));
  }

  /** The bundle with an entry of the altered body, which the log took in under this kind. */
  private Bundle bundle(SignedMaterials signed, EntryKind kind, UnaryOperator<String> change) {
    String body = change.apply(signed.entry().getCanonicalizedBody().toStringUtf8());
    return SigningCases.withEntry(
        signed, sigstore.log(kind, body.getBytes(UTF_8), SignedRelease.SIGNED_AT));
  }

  private static UnaryOperator<String> replaced(String part, String other) {
    return body -> {
      assertThat(body).contains(part);
      return body.replace(part, other);
    };
  }

  private static UnaryOperator<String> altered(String path, Consumer<JsonArray> change) {
    return body -> {
      JsonObject whole = JsonParser.parseString(body).getAsJsonObject();
      JsonElement at = whole;
      for (String name : path.split("/", -1)) {
        at = at.getAsJsonObject().get(name);
      }
      change.accept(at.getAsJsonArray());
      return whole.toString();
    };
  }

  private static JsonObject verifierOf(SignedMaterials signed) {
    return signature(signed.entry().getCanonicalizedBody().toStringUtf8())
        .getAsJsonObject("verifier");
  }

  private static String withVerifier(String body, JsonObject verifier) {
    JsonObject whole = JsonParser.parseString(body).getAsJsonObject();
    signature(whole).add("verifier", verifier);
    return whole.toString();
  }

  private static JsonObject signature(String body) {
    return signature(JsonParser.parseString(body).getAsJsonObject());
  }

  private static JsonObject signature(JsonObject body) {
    JsonObject spec = body.getAsJsonObject("spec");
    return spec.has("dsseV002")
        ? spec.getAsJsonObject("dsseV002").getAsJsonArray("signatures").get(0).getAsJsonObject()
        : spec.getAsJsonObject("hashedRekordV002").getAsJsonObject("signature");
  }

  private static String hex(byte[] content) {
    return Digest.sha256(content).hex();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
