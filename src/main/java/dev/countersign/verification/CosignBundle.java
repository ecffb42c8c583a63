package dev.countersign.verification;

import com.google.gson.JsonObject;
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

  /** Whether {@code text}, strict JSON, is meant as one: Sigstore's bundles name a media type. */
  static boolean isOne(String text) {
    return text.contains("\"base64Signature\"") && !text.contains("\"mediaType\"");
  }

  static Outcome<SignedBundle> read(String text) {
    return JsonObjects.read(
        text, ReasonCode.BUNDLE_UNREADABLE, "a bundle of cosign", CosignBundle::read);
  }

  private static Outcome<SignedBundle> read(JsonObject bundle) {
    SignedContent content =
        new SignedContent.Message(JsonObjects.base64(bundle, "base64Signature"), Optional.empty());
    return entries(bundle)
        .then(
            entries ->
                KeyFiles.read(JsonObjects.base64(bundle, "cert"))
                    .then(key -> Outcome.read(new SignedBundle(key, content, entries, List.of()))));
  }

  private static Outcome<List<TransparencyLogEntry>> entries(JsonObject bundle) {
    if (!bundle.has("rekorBundle")) {
      return Outcome.read(List.of());
    }
    JsonObject rekor = JsonObjects.object(bundle, "rekorBundle");
    JsonObject payload = JsonObjects.object(rekor, "Payload");
    byte[] body = JsonObjects.base64(payload, "body");
    // The format says nothing of the entry's kind, so the body alone does.
    return StrictJson.read(body, ReasonCode.LOG_ENTRY_UNREADABLE)
        .then(EntryBody::kind)
        .then(
            kind ->
                Outcome.read(List.of(entry(rekor, payload, body).setKindVersion(kind).build())));
  }

  private static TransparencyLogEntry.Builder entry(
      JsonObject rekor, JsonObject payload, byte[] body) {
    return TransparencyLogEntry.newBuilder()
        .setLogIndex(JsonObjects.number(payload, "logIndex"))
        .setLogId(
            LogId.newBuilder()
                .setKeyId(
                    ByteString.copyFrom(
                        HexFormat.of().parseHex(JsonObjects.string(payload, "logID")))))
        .setIntegratedTime(JsonObjects.number(payload, "integratedTime"))
        .setInclusionPromise(
            InclusionPromise.newBuilder()
                .setSignedEntryTimestamp(
                    ByteString.copyFrom(JsonObjects.base64(rekor, "SignedEntryTimestamp"))))
        .setCanonicalizedBody(ByteString.copyFrom(body));
  }
}
