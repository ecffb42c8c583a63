package dev.countersign.verification;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dev.sigstore.proto.common.v1.LogId;
import dev.sigstore.proto.rekor.v1.InclusionPromise;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The JSON that cosign writes beside a signed blob when it is not asked for a Sigstore bundle: a
 * signature, a certificate (or the signer's public key) in PEM, and the log's promise.
 *
 * @see <a href="https://docs.sigstore.dev/cosign/signing/signing_with_blobs/">cosign: blobs</a>
 */
final class CosignBundle {
  private CosignBundle() {}

  /** Whether {@code value} is meant as one. */
  static boolean isOne(JsonNode value) {
    return value.has("base64Signature");
  }

  static Outcome<SignedBundle> read(JsonNode value) {
    return JsonObjects.read(
        value, ReasonCode.BUNDLE_UNREADABLE, "a bundle of cosign", CosignBundle::decode);
  }

  private static Outcome<SignedBundle> decode(JsonNode bundle) {
    JsonObjects.requireKnown(bundle, "base64Signature", "cert", "rekorBundle");
    SignedContent content =
        new SignedContent.Message(JsonObjects.base64(bundle, "base64Signature"), Optional.empty());
    return entries(bundle)
        .then(
            entries ->
                KeyFiles.read(JsonObjects.base64(bundle, "cert"))
                    .then(key -> Outcome.read(new SignedBundle(key, content, entries, List.of()))));
  }

  private static Outcome<List<TransparencyLogEntry>> entries(JsonNode bundle) {
    if (!JsonObjects.has(bundle, "rekorBundle")) {
      return Outcome.read(List.of());
    }
    JsonNode rekor = JsonObjects.object(bundle, "rekorBundle");
    JsonObjects.requireKnown(rekor, "SignedEntryTimestamp", "Payload");
    JsonNode payload = JsonObjects.object(rekor, "Payload");
    JsonObjects.requireKnown(payload, "body", "integratedTime", "logIndex", "logID");
    byte[] body = JsonObjects.base64(payload, "body");
    // The format says nothing of the entry's kind, so the body alone does.
    return StrictJson.read(body, ReasonCode.LOG_ENTRY_UNREADABLE)
        .then(EntryBody::kind)
        .then(
            kind ->
                Outcome.read(List.of(entry(rekor, payload, body).setKindVersion(kind).build())));
  }

  private static TransparencyLogEntry.Builder entry(JsonNode rekor, JsonNode payload, byte[] body) {
    return TransparencyLogEntry.newBuilder()
        .setLogIndex(JsonObjects.int64(payload, "logIndex"))
        .setLogId(
            LogId.newBuilder()
                .setKeyId(
                    ByteString.copyFrom(
                        HexFormat.of().parseHex(JsonObjects.string(payload, "logID")))))
        .setIntegratedTime(JsonObjects.int64(payload, "integratedTime"))
        .setInclusionPromise(
            InclusionPromise.newBuilder()
                .setSignedEntryTimestamp(
                    ByteString.copyFrom(JsonObjects.base64(rekor, "SignedEntryTimestamp"))))
        .setCanonicalizedBody(ByteString.copyFrom(body));
  }
}
