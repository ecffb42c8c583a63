package dev.countersign.simulation.sigstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import dev.sigstore.rekor.client.RekorEntry;
import dev.sigstore.rekor.client.RekorResponse;
import dev.sigstore.rekor.client.RekorVerifier;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** A log entry outside Sigstore's bundles: in cosign's bundle, and as Rekor answers it. */
class LogAnswersTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final LocalSigstore sigstore = new LocalSigstore(() -> NOW);
  private final SignedMaterials materials =
      sigstore.sign(
          "a manifest\n".getBytes(UTF_8),
          SigningRequest.by(
              WorkflowRun.ofRelease(
                      "octo-org/demo", 1, 2, "v1", "0".repeat(40), ".github/workflows/release.yml")
                  .identity()));

  @Test
  void libraryReadsAndVerifiesTheAnsweredEntry() throws Exception {
    RekorEntry entry =
        RekorResponse.newRekorResponse(
                URI.create(
                    TransparencyLog.URI
                        + "/api/v1/log/entries/"
                        + RekorAnswers.uuid(materials.entry())),
                RekorAnswers.entry(materials.entry()))
            .getEntry();
    RekorVerifier.newRekorVerifier(
            SigstoreTrustedRoot.from(
                new ByteArrayInputStream(sigstore.trustedRootJson().getBytes(UTF_8))))
        .verifyEntry(entry);
    assertThat(Base64.getDecoder().decode(entry.getBody()))
        .isEqualTo(materials.entry().getCanonicalizedBody().toByteArray());
  }

  @Test
  void listsHoldEveryFoundEntry() {
    TransparencyLogEntry first = materials.entry();
    TransparencyLogEntry second = sigstore.log("unrelated".getBytes(UTF_8), NOW);
    assertThat(RekorAnswers.index(first, second))
        .isEqualTo(
            "[\"%s\",\"%s\"]".formatted(RekorAnswers.uuid(first), RekorAnswers.uuid(second)));
    assertThat(RekorAnswers.entries(first, second))
        .isEqualTo("[" + RekorAnswers.entry(first) + "," + RekorAnswers.entry(second) + "]");
    assertThat(RekorAnswers.index()).isEqualTo("[]");
    assertThat(RekorAnswers.uuid(first)).matches("24296fb24b8ad77a[0-9a-f]{64}");
  }

  @Test
  void cosignBundleHoldsSignatureCertificateAndPromise() {
    JsonObject bundle = JsonParser.parseString(materials.cosignBundleJson()).getAsJsonObject();
    assertThat(JsonShape.of(bundle))
        .isEqualTo(
            """
            {"base64Signature":"","cert":"","rekorBundle":{"Payload":\
            {"body":"","integratedTime":0,"logID":"","logIndex":0},"SignedEntryTimestamp":""}}""");
    assertThat(bundle.get("base64Signature").getAsString()).isEqualTo(materials.signatureFile());
    assertThat(new String(Base64.getDecoder().decode(bundle.get("cert").getAsString()), UTF_8))
        .isEqualTo(materials.certificateFile());
  }

  /** The bundle's payload, key for key, is what the log's promise signs. */
  @Test
  void cosignBundleHasTheValuesOfTheEntry() {
    JsonObject rekorBundle =
        JsonParser.parseString(materials.cosignBundleJson())
            .getAsJsonObject()
            .getAsJsonObject("rekorBundle");
    JsonObject answered =
        JsonParser.parseString(RekorAnswers.entry(materials.entry()))
            .getAsJsonObject()
            .getAsJsonObject(RekorAnswers.uuid(materials.entry()));
    assertThat(rekorBundle.get("SignedEntryTimestamp"))
        .isEqualTo(answered.getAsJsonObject("verification").get("signedEntryTimestamp"));
    answered.remove("verification");
    assertThat(rekorBundle.get("Payload")).isEqualTo(answered);
  }
}
