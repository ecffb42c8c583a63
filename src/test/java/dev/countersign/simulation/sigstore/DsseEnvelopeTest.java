package dev.countersign.simulation.sigstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;
import dev.countersign.fixture.SharedFixtures;
import dev.sigstore.encryption.certificates.Certificates;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements and their log entries, beside sigstore-java's verifier and real envelopes. */
class DsseEnvelopeTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final byte[] MANIFEST = "a manifest\n".getBytes(UTF_8);
  private static final String REAL_DSSE =
      "conformance/happy-path-intoto-in-dsse-v3/bundle.sigstore.json";

  private final LocalSigstore sigstore = new LocalSigstore(() -> NOW);
  private final SigningRequest request =
      SigningRequest.by(
          WorkflowRun.ofRelease(
                  "octo-org/demo", 1, 2, "v1", "0".repeat(40), ".github/workflows/release.yml")
              .identity());
  private final Statement statement =
      Statement.of("https://slsa.dev/provenance/v1").withSubject("checksums-1.txt", MANIFEST);

  @ParameterizedTest
  @ValueSource(strings = {Statement.V1, Statement.V0_1})
  void libraryVerifiesEveryStatementVersion(String type) throws Exception {
    verify(sigstore.attest(statement.withType(type), request));
  }

  @Test
  void libraryFindsTheArtifactAmongManySubjects() throws Exception {
    Statement many =
        Statement.of("https://slsa.dev/provenance/v1")
            .withSubject("pkg:npm/other@1", "sha512", "0".repeat(128))
            .withSubject("checksums-1.txt", MANIFEST)
            .withSubject("other.txt", "other".getBytes(UTF_8));
    verify(sigstore.attest(many, request));
  }

  @Test
  void libraryRejectsAStatementAboutSomethingElse() {
    Statement other =
        Statement.of("https://slsa.dev/provenance/v1")
            .withSubject("other.txt", "other".getBytes(UTF_8));
    assertThatThrownBy(() -> verify(sigstore.attest(other, request)))
        .hasStackTraceContaining("does not match any subject");
  }

  @Test
  void logMayKeepAStatementAsHashedRekordOfItsPreAuthenticationEncoding() {
    SignedMaterials materials =
        sigstore.attest(statement, request.withEntry(EntryKind.HASHEDREKORD_0_0_1));
    String logged =
        spec(materials).getAsJsonObject("data").getAsJsonObject("hash").get("value").getAsString();
    assertThat(logged)
        .isEqualTo(HexFormat.of().formatHex(Sha256.of(materials.content().signedBytes())));
  }

  @Test
  void preAuthenticationEncodingCountsBytes() {
    DsseEnvelope envelope = new DsseEnvelope("t\u00e4xt", ByteString.copyFromUtf8("\u00fc"));
    assertThat(new String(envelope.signedBytes(), UTF_8)).isEqualTo("DSSEv1 5 t\u00e4xt 2 \u00fc");
  }

  /** The real signature verifies over our encoding of the real envelope. */
  @Test
  void preAuthenticationEncodingIsTheRealOne() throws Exception {
    JsonObject real = bundle(REAL_DSSE);
    JsonObject envelope = real.getAsJsonObject("dsseEnvelope");
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initVerify(
        Certificates.fromDer(
            base64(
                real.getAsJsonObject("verificationMaterial")
                    .getAsJsonObject("certificate")
                    .get("rawBytes")
                    .getAsString())));
    signature.update(ours(envelope).signedBytes());
    assertThat(signature.verify(signatureOf(envelope).toByteArray())).isTrue();
  }

  @Test
  void envelopeHashIsMadeAsTheRealOne() {
    JsonObject real = bundle(REAL_DSSE);
    JsonObject envelope = real.getAsJsonObject("dsseEnvelope");
    byte[] body =
        base64(
            real.getAsJsonObject("verificationMaterial")
                .getAsJsonArray("tlogEntries")
                .get(0)
                .getAsJsonObject()
                .get("canonicalizedBody")
                .getAsString());
    assertThat(new String(body, UTF_8))
        .contains(
            "\"envelopeHash\":{\"algorithm\":\"sha256\",\"value\":\"%s\"}"
                .formatted(
                    HexFormat.of()
                        .formatHex(Sha256.of(ours(envelope).json(signatureOf(envelope))))));
  }

  @ParameterizedTest
  @CsvSource({
    "happy-path-intoto-in-dsse-v3, DSSE_0_0_1",
    "intoto-with-custom-trust-root, INTOTO_0_0_2_WITH_PAYLOAD"
  })
  void logEntryHasTheRealOnesShape(String real, EntryKind kind) {
    String bundle =
        sigstore.attest(statement, request.withEntry(kind)).bundleJson(BundleVersion.V0_3);
    assertThat(bodyShape(bundle))
        .isEqualTo(bodyShape(SharedFixtures.text("conformance/" + real + "/bundle.sigstore.json")));
  }

  @Test
  void inTotoEntryHoldsBase64OfBase64() {
    SignedMaterials materials =
        sigstore.attest(statement, request.withEntry(EntryKind.INTOTO_0_0_2_WITH_PAYLOAD));
    JsonObject logged = spec(materials).getAsJsonObject("content").getAsJsonObject("envelope");
    assertThat(base64(new String(base64(logged.get("payload").getAsString()), UTF_8)))
        .isEqualTo(statement.json().toByteArray());
    String signature =
        logged.getAsJsonArray("signatures").get(0).getAsJsonObject().get("sig").getAsString();
    assertThat(base64(new String(base64(signature), UTF_8)))
        .isEqualTo(materials.signature().toByteArray());
  }

  /** As the public log, whose bodies leave the payload to its attestation store. */
  @Test
  void inTotoEntryHasNoPayloadUnlessAsked() {
    SignedMaterials materials =
        sigstore.attest(statement, request.withEntry(EntryKind.INTOTO_0_0_2));
    assertThat(spec(materials).getAsJsonObject("content").getAsJsonObject("envelope").keySet())
        .containsExactly("payloadType", "signatures");
  }

  @Test
  void anArtifactIsNoEnvelope() {
    assertThatThrownBy(() -> sigstore.sign(MANIFEST, request.withEntry(EntryKind.DSSE_0_0_1)))
        .hasMessageContaining("only a DSSE envelope");
  }

  private void verify(SignedMaterials materials) throws Exception {
    new LibraryVerifier(sigstore).verify(MANIFEST, materials.bundleJson(BundleVersion.V0_3));
  }

  private static String bodyShape(String bundleJson) {
    return JsonShape.ofBundle(bundleJson).lines().skip(1).findFirst().orElseThrow();
  }

  private static JsonObject spec(SignedMaterials materials) {
    return JsonParser.parseString(materials.entry().getCanonicalizedBody().toStringUtf8())
        .getAsJsonObject()
        .getAsJsonObject("spec");
  }

  private static JsonObject bundle(String fixture) {
    return JsonParser.parseString(SharedFixtures.text(fixture)).getAsJsonObject();
  }

  private static DsseEnvelope ours(JsonObject envelope) {
    return new DsseEnvelope(
        envelope.get("payloadType").getAsString(),
        ByteString.copyFrom(base64(envelope.get("payload").getAsString())));
  }

  private static ByteString signatureOf(JsonObject envelope) {
    return ByteString.copyFrom(
        base64(
            envelope
                .getAsJsonArray("signatures")
                .get(0)
                .getAsJsonObject()
                .get("sig")
                .getAsString()));
  }

  private static byte[] base64(String text) {
    return Base64.getDecoder().decode(text);
  }
}
