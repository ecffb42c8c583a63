package dev.countersign.simulation.sigstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.countersign.fixture.SharedFixtures;
import dev.countersign.simulation.sigstore.SigningRequest.Service;
import dev.sigstore.proto.common.v1.PublicKeyDetails;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import dev.sigstore.proto.trustroot.v1.TransparencyLogInstance;
import java.nio.ByteBuffer;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The log of Rekor's version 2, beside sigstore-java's verifier and the real log's entries. */
class TiledLogTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final byte[] MANIFEST = "a manifest\n".getBytes(UTF_8);

  private final LocalSigstore sigstore = new LocalSigstore(() -> NOW);
  private final SigningRequest request =
      SigningRequest.by(
              WorkflowRun.ofRelease(
                      "octo-org/demo", 1, 2, "v1", "0".repeat(40), ".github/workflows/release.yml")
                  .identity())
          .withEntry(EntryKind.HASHEDREKORD_0_0_2)
          .withTimestampAfter(Duration.ofSeconds(1));

  @ParameterizedTest
  @EnumSource(names = {"ED25519", "P256"})
  void libraryVerifies(KeyKind logKey) throws Exception {
    LocalSigstore instance =
        new LocalSigstore(() -> NOW, InstanceShape.publicGood().withTiledLogKey(logKey));
    LibraryVerifier verifier = new LibraryVerifier(instance);
    for (int i = 0; i < 5; i++) {
      verifier.verify(MANIFEST, json(instance, request));
    }
  }

  @Test
  void libraryVerifiesStatements() throws Exception {
    SignedMaterials materials =
        sigstore.attest(
            Statement.of("https://example.test/predicate").withSubject("manifest", MANIFEST),
            request.withEntry(EntryKind.DSSE_0_0_2));
    new LibraryVerifier(sigstore).verify(MANIFEST, materials.bundleJson(BundleVersion.V0_3));
  }

  @Test
  void libraryVerifiesCosignedCheckpoints() throws Exception {
    new LibraryVerifier(sigstore)
        .verify(
            MANIFEST,
            json(sigstore, request.withWitness("witness.example/w1").withWitness("w2.example")));
  }

  @Test
  void impostorIsNotTrusted() {
    assertThatThrownBy(
            () ->
                new LibraryVerifier(sigstore)
                    .verify(MANIFEST, json(sigstore, request.withImpostor(Service.TILED_LOG))))
        .hasStackTraceContaining("does not match any provided transparency logs");
  }

  @Test
  void entryTellsNoTimeAndPromisesNothing() {
    TransparencyLogEntry entry = sigstore.sign(MANIFEST, request).entry();
    assertThat(entry.getIntegratedTime()).isZero();
    assertThat(entry.hasInclusionPromise()).isFalse();
    assertThat(entry.getLogIndex()).isEqualTo(entry.getInclusionProof().getLogIndex());
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "staging"})
  void logIdsAreMadeAsTheRealOnes(String instance) {
    var root = JsonMessages.trustedRoot("fixtures/trusted-roots/" + instance + ".json");
    List<TransparencyLogInstance> tiled =
        root.getTlogsList().stream()
            .filter(log -> log.getPublicKey().getKeyDetails() == PublicKeyDetails.PKIX_ED25519)
            .toList();
    assertThat(tiled).isNotEmpty();
    for (TransparencyLogInstance log : tiled) {
      assertThat(
              LogKey.noteId(
                  log.getBaseUrl().substring("https://".length()),
                  KeyKind.ED25519,
                  log.getPublicKey().getRawBytes().toByteArray()))
          .isEqualTo(JsonMessages.logId(log));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rekor2-happy-path, HASHEDREKORD_0_0_2, false",
    "rekor2-dsse-happy-path, HASHEDREKORD_0_0_2, true"
  })
  void bundleHasTheRealOnesShape(String real, EntryKind kind, boolean statement) {
    SigningRequest asReal = request.withEntry(kind);
    SignedMaterials ours =
        statement
            ? sigstore.attest(
                Statement.of("https://slsa.dev/provenance/v1").withSubject("a.txt", MANIFEST),
                asReal)
            : sigstore.sign(MANIFEST, asReal);
    assertThat(JsonShape.ofBundle(ours.bundleJson(BundleVersion.V0_3)))
        .isEqualTo(
            JsonShape.ofBundle(
                SharedFixtures.text("conformance/" + real + "/bundle.sigstore.json")));
  }

  @Test
  void checkpointHasItsLogsAndThenItsWitnessesSignatures() {
    String note =
        sigstore
            .sign(MANIFEST, request.withWitness("witness.example/w1").withWitness("w2.example"))
            .entry()
            .getInclusionProof()
            .getCheckpoint()
            .getEnvelope();
    assertThat(note.lines().findFirst()).contains(TiledLog.HOST);
    assertThat(note.lines().skip(4))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("\u2014 " + TiledLog.HOST + " "),
            line -> assertThat(line).startsWith("\u2014 witness.example/w1 "),
            line -> assertThat(line).startsWith("\u2014 w2.example "));
  }

  /** A cosignature is the key id, the time and an Ed25519 signature, as in the real checkpoint. */
  @Test
  void witnessesSignTheTimeToo() {
    String ours =
        sigstore
            .sign(MANIFEST, request.withWitness("witness.example"))
            .entry()
            .getInclusionProof()
            .getCheckpoint()
            .getEnvelope();
    String real =
        JsonParser.parseString(
                SharedFixtures.text("conformance/rekor2-checkpoint-cosigned/bundle.sigstore.json"))
            .getAsJsonObject()
            .getAsJsonObject("verificationMaterial")
            .getAsJsonArray("tlogEntries")
            .get(0)
            .getAsJsonObject()
            .getAsJsonObject("inclusionProof")
            .getAsJsonObject("checkpoint")
            .get("envelope")
            .getAsString();
    ByteBuffer cosignature = cosignature(ours);
    assertThat(cosignature.remaining()).isEqualTo(cosignature(real).remaining());
    assertThat(Instant.ofEpochSecond(cosignature.getLong(Integer.BYTES)))
        .isEqualTo(NOW.plusSeconds(1));
  }

  /** Held against the JDK: the log's key signs the text up to the blank line. */
  @Test
  void itsKeySignsTheCheckpoint() throws Exception {
    String note =
        sigstore.sign(MANIFEST, request).entry().getInclusionProof().getCheckpoint().getEnvelope();
    int blank = note.indexOf("\n\n");
    byte[] line = Base64.getDecoder().decode(note.substring(note.lastIndexOf(' ') + 1).strip());
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(
        KeyFactory.getInstance("Ed25519")
            .generatePublic(
                new X509EncodedKeySpec(
                    sigstore
                        .trustedRoot()
                        .getTlogs(1)
                        .getPublicKey()
                        .getRawBytes()
                        .toByteArray())));
    signature.update(note.substring(0, blank + 1).getBytes(UTF_8));
    assertThat(signature.verify(line, 4, line.length - 4)).isTrue();
  }

  @Test
  void dsseEntryHoldsThePayloadsHashAndTheVerifier() {
    SignedMaterials materials =
        sigstore.attest(
            Statement.of("https://example.test/predicate").withSubject("manifest", MANIFEST),
            request.withEntry(EntryKind.DSSE_0_0_2));
    JsonElement body =
        JsonParser.parseString(materials.entry().getCanonicalizedBody().toStringUtf8());
    assertThat(JsonShape.of(body))
        .isEqualTo(
            """
            {"apiVersion":"","kind":"","spec":{"dsseV002":\
            {"payloadHash":{"algorithm":"","digest":""},"signatures":[\
            {"content":"","verifier":{"keyDetails":"","x509Certificate":{"rawBytes":""}}}]}}}""");
  }

  private static ByteBuffer cosignature(String note) {
    String line =
        note.lines().filter(text -> text.contains(" witness.example ")).findFirst().orElseThrow();
    return ByteBuffer.wrap(Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1)));
  }

  private static String json(LocalSigstore instance, SigningRequest signing) {
    return instance.sign(MANIFEST, signing).bundleJson(BundleVersion.V0_3);
  }
}
