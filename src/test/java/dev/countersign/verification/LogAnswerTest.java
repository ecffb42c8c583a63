package dev.countersign.verification;

import static dev.countersign.verification.ReasonCode.CHECKPOINT_MISSING;
import static dev.countersign.verification.ReasonCode.LOG_ENTRY_UNREADABLE;
import static dev.countersign.verification.ReasonCode.SIGNING_TIME_UNVERIFIED;
import static dev.countersign.verification.SigningCases.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.KeyKind;
import dev.countersign.simulation.sigstore.LocalSigstore;
import dev.countersign.simulation.sigstore.ManagedKey;
import dev.countersign.simulation.sigstore.RekorAnswers;
import dev.countersign.simulation.sigstore.SignedMaterials;
import dev.countersign.simulation.sigstore.SigningRequest;
import dev.countersign.simulation.sigstore.SigningRequest.Part;
import dev.countersign.simulation.sigstore.SigningRequest.Service;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a log answers is believed no more than what a bundle brings. */
class LogAnswerTest {
  private final LocalSigstore sigstore = new LocalSigstore(() -> SignedRelease.ISSUED_AT);
  private final String root = sigstore.trustedRootJson();
  private final SignedMaterials signed = sign(SignedRelease.request());

  @Test
  void completesABundleWithTheProofOfItsOwnEntryAlone() {
    assertThat(completed(answer(entry -> {}))).isEmpty();
    assertThat(completed(answer(entry -> add(entry, "logIndex", 1))))
        .containsExactly(CHECKPOINT_MISSING, SIGNING_TIME_UNVERIFIED);
    assertThat(completed(answer(entry -> add(entry, "integratedTime", 1))))
        .containsExactly(CHECKPOINT_MISSING, SIGNING_TIME_UNVERIFIED);
    assertThat(completed(answer(entry -> entry.addProperty("logID", "00".repeat(32)))))
        .containsExactly(CHECKPOINT_MISSING, SIGNING_TIME_UNVERIFIED);
  }

  @Test
  void findsTheOneAnswerOfSeveralThatIsAboutItsEntry() {
    MaterialFile other =
        SigningCases.file(".rekor", RekorAnswers.entry(sign(SignedRelease.request()).entry()));

    assertThat(reasons(root, cosign().withLogEntry(other).withLogEntry(answer(entry -> {}))))
        .isEmpty();
  }

  @Test
  void rejectsAProofThatWasAlteredOnItsWay() {
    MaterialFile elsewhere = answer(entry -> add(proof(entry), "treeSize", 1));
    MaterialFile unsigned =
        answer(
            entry ->
                proof(entry)
                    .addProperty("checkpoint", checkpoint(entry).replace("rekor.", "other.")));

    assertThat(completed(elsewhere))
        .containsExactly(ReasonCode.INCLUSION_PROOF_INVALID, SIGNING_TIME_UNVERIFIED);
    assertThat(completed(unsigned))
        .containsExactly(ReasonCode.CHECKPOINT_INVALID, SIGNING_TIME_UNVERIFIED);
    assertThat(reasons(root, detached().withLogEntry(elsewhere)))
        .containsExactly(ReasonCode.INCLUSION_PROOF_INVALID, SIGNING_TIME_UNVERIFIED);
  }

  @Test
  @Tag("threat-12")
  @Tag("threat-13")
  void rejectsAnAnswerAboutAnotherSigningAndTwoAnswersToOneQuestion() {
    MaterialFile other =
        SigningCases.file(".rekor", RekorAnswers.entry(sign(SignedRelease.request()).entry()));

    assertThat(completed(other)).containsExactly(CHECKPOINT_MISSING, SIGNING_TIME_UNVERIFIED);
    assertThat(reasons(root, detached().withLogEntry(other)))
        .containsExactly(ReasonCode.LOG_ENTRY_MISMATCH, SIGNING_TIME_UNVERIFIED);
    assertThat(reasons(root, detached().withLogEntry(answer(entry -> {})).withLogEntry(other)))
        .containsExactly(ReasonCode.LOG_ENTRY_AMBIGUOUS, SIGNING_TIME_UNVERIFIED);
  }

  @Test
  void rejectsWhatADetachedSignaturesEntryWasNotPromised() {
    assertThat(reasons(root, detached().withLogEntry(answer(entry -> add(entry, "logIndex", 1)))))
        .containsExactly(ReasonCode.SET_INVALID, SIGNING_TIME_UNVERIFIED);
    assertThat(
            reasons(
                root, detached().withLogEntry(answer(entry -> add(entry, "integratedTime", 1)))))
        .containsExactly(ReasonCode.SET_INVALID, SIGNING_TIME_UNVERIFIED);
  }

  @Test
  void rejectsAnEntryOfALogThatIsNotTrusted() {
    SignedMaterials elsewhere =
        sign(SignedRelease.request().withImpostor(Service.TRANSPARENCY_LOG));

    assertThat(
            reasons(
                root,
                detached(elsewhere)
                    .withLogEntry(
                        SigningCases.file(".rekor", RekorAnswers.entry(elsewhere.entry())))))
        .containsExactly(ReasonCode.LOG_UNKNOWN, SIGNING_TIME_UNVERIFIED);
  }

  @Test
  @Tag("threat-12")
  void rejectsTwoEntriesInOneAnswer() {
    JsonObject both = JsonParser.parseString(RekorAnswers.entry(signed.entry())).getAsJsonObject();
    JsonParser.parseString(RekorAnswers.entry(sign(SignedRelease.request()).entry()))
        .getAsJsonObject()
        .entrySet()
        .forEach(entry -> both.add(entry.getKey(), entry.getValue()));
    MaterialFile answer = SigningCases.file(".rekor", both.toString());

    assertThat(both.size()).isEqualTo(2);
    assertThat(completed(answer)).containsExactly(LOG_ENTRY_UNREADABLE);
    assertThat(reasons(root, detached().withLogEntry(answer)))
        .containsExactly(LOG_ENTRY_UNREADABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "<html>",
        "{\"a\":1}",
        "{\"a\":{}}",
        "{\"a\":{\"body\":\"e30=\"}}"
      })
  void rejectsAnAnswerThatIsNoEntry(String text) {
    MaterialFile answer = SigningCases.file(".rekor", text);

    assertThat(completed(answer)).containsExactly(LOG_ENTRY_UNREADABLE);
    assertThat(reasons(root, detached().withLogEntry(answer)))
        .containsExactly(LOG_ENTRY_UNREADABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"body", "logID", "logIndex", "integratedTime", "verification"})
  void rejectsAnAnswerThatLacksAMember(String name) {
    assertThat(reasons(root, detached().withLogEntry(answer(entry -> entry.remove(name)))))
        .isNotEmpty()
        .isSubsetOf(LOG_ENTRY_UNREADABLE, ReasonCode.SET_INVALID, SIGNING_TIME_UNVERIFIED);
  }

  @Test
  void asksForTheEntryOfADetachedSignatureAndForTheProofOfARecentPromise() {
    for (SignatureFiles files : List.of(detached(), cosign(), withoutCheckpoint(signed))) {
      assertThat(wanted(files))
          .singleElement()
          .satisfies(
              query -> {
                assertThat(query.digest()).isEqualTo(Digest.sha256(SignedRelease.manifest()));
                assertThat(query.signature()).isEqualTo(signed.signature().toByteArray());
                assertThat(query.certificate()).isEqualTo(signed.certificate().toByteArray());
              });
    }
  }

  @Test
  void asksForNothingWhereNothingIsLacking() {
    assertThat(wanted(SigningCases.bundle(signed.bundleJson(BundleVersion.V0_3)))).isEmpty();
    assertThat(wanted(cosign().withLogEntry(answer(entry -> {})))).isEmpty();
    assertThat(wanted(detached().withLogEntry(answer(entry -> {})))).isEmpty();
    assertThat(wanted(detached().withLogEntry(SigningCases.file(".rekor", "{}")))).isEmpty();
  }

  @Test
  void asksForNoProofOfAPromiseFromBeforeTheCutOff() {
    assertThat(wanted(cosign(), SignedRelease.SIGNED_AT)).hasSize(1);
    assertThat(wanted(cosign(), SignedRelease.SIGNED_AT.plusSeconds(1))).isEmpty();
  }

  @Test
  void asksForNothingThatTheLogCannotBeAskedFor() {
    SignedMaterials statement =
        sigstore.attest(SigningCases.statement(), SignedRelease.request().without(Part.CHECKPOINT));
    SignedMaterials unlogged = sign(SignedRelease.request().without(Part.LOG_ENTRY));
    SignedMaterials managed = sign(SigningRequest.by(ManagedKey.generated(KeyKind.P256)));

    assertThat(wanted(SigningCases.bundle(statement.bundleJson(BundleVersion.V0_1)))).isEmpty();
    assertThat(wanted(SigningCases.bundle(unlogged.bundleJson(BundleVersion.V0_3)))).isEmpty();
    assertThat(wanted(SigningCases.bundle(managed.cosignBundleJson()))).isEmpty();
    assertThat(wanted(SigningCases.bundle("{}"))).isEmpty();
    assertThat(
            wanted(
                new SignatureFiles(
                    List.of(),
                    List.of(SigningCases.file(".sig", signed.signatureFile())),
                    List.of(),
                    List.of())))
        .isEmpty();
    assertThat(wanted(detached(sign(SignedRelease.request().withKey(KeyKind.ED25519)))))
        .as("the log keeps no signature that is over no digest")
        .isEmpty();
  }

  private List<ReasonCode> completed(MaterialFile answer) {
    return reasons(root, cosign().withLogEntry(answer));
  }

  private static List<LogQuery> wanted(SignatureFiles files) {
    return wanted(files, SigningCases.CUTOFF);
  }

  private static List<LogQuery> wanted(SignatureFiles files, Instant cutoff) {
    return LogQuery.wanted(SigningCases.MANIFEST, files, cutoff);
  }

  private SignatureFiles cosign() {
    return SignatureFiles.ofBundle(SigningCases.file(".bundle", signed.cosignBundleJson()));
  }

  private SignatureFiles detached() {
    return detached(signed);
  }

  private static SignatureFiles detached(SignedMaterials materials) {
    return new SignatureFiles(
        List.of(),
        List.of(SigningCases.file(".sig", materials.signatureFile())),
        List.of(SigningCases.file(".crt", materials.certificateFile())),
        List.of());
  }

  private static SignatureFiles withoutCheckpoint(SignedMaterials materials) {
    return SigningCases.bundle(
        LocalSigstore.json(
            SignedRelease.withEntry(materials, TransparencyLogEntry.Builder::clearInclusionProof)));
  }

  /** The log's answer about the signing, with an alteration. */
  private MaterialFile answer(Consumer<JsonObject> change) {
    JsonObject byUuid =
        JsonParser.parseString(RekorAnswers.entry(signed.entry())).getAsJsonObject();
    change.accept(byUuid.entrySet().iterator().next().getValue().getAsJsonObject());
    return SigningCases.file(".rekor", byUuid.toString());
  }

  private static JsonObject proof(JsonObject entry) {
    return entry.getAsJsonObject("verification").getAsJsonObject("inclusionProof");
  }

  private static String checkpoint(JsonObject entry) {
    return proof(entry).get("checkpoint").getAsString();
  }

  private static void add(JsonObject object, String name, long more) {
    object.addProperty(name, object.get(name).getAsLong() + more);
  }

  private SignedMaterials sign(SigningRequest request) {
    return sigstore.sign(SignedRelease.manifest(), request);
  }
}
