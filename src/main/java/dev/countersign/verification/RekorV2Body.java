package dev.countersign.verification;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.verification.EntryBody.Subject;
import java.util.Optional;

/**
 * Reads bodies of Rekor v2 entries.
 *
 * @see <a href="https://github.com/sigstore/rekor-tiles/blob/main/api/proto/rekor/v2/entry.proto">
 *     Rekor v2 entry</a>
 */
final class RekorV2Body {
  private RekorV2Body() {}

  /** A signature over a digest: {@code hashedrekord} 0.0.2. */
  static Outcome<EntryBody> hashedRekord(JsonNode spec) {
    JsonObjects.requireKnown(spec, "hashedRekordV002");
    JsonNode record = JsonObjects.object(spec, "hashedRekordV002");
    JsonObjects.requireKnown(record, "data", "signature");
    return body(
        Subject.SIGNED_BYTES,
        JsonObjects.object(record, "data"),
        JsonObjects.object(record, "signature"));
  }

  /** A DSSE envelope with its one signature: {@code dsse} 0.0.2. */
  static Outcome<EntryBody> dsse(JsonNode spec) {
    JsonObjects.requireKnown(spec, "dsseV002");
    JsonNode record = JsonObjects.object(spec, "dsseV002");
    JsonObjects.requireKnown(record, "payloadHash", "signatures");
    return body(
        Subject.PAYLOAD,
        JsonObjects.object(record, "payloadHash"),
        JsonObjects.only(record, "signatures"));
  }

  private static Outcome<EntryBody> body(Subject subject, JsonNode hash, JsonNode signature) {
    JsonObjects.requireKnown(hash, "algorithm", "digest");
    JsonObjects.requireKnown(signature, "content", "verifier");
    JsonNode verifier = JsonObjects.object(signature, "verifier");
    JsonObjects.requireKnown(verifier, "keyDetails", "x509Certificate", "publicKey");
    boolean certified = JsonObjects.has(verifier, "x509Certificate");
    if (certified == JsonObjects.has(verifier, "publicKey")) {
      throw new IllegalArgumentException("not exactly one of certificate and public key");
    }
    JsonNode key = JsonObjects.object(verifier, certified ? "x509Certificate" : "publicKey");
    JsonObjects.requireKnown(key, "rawBytes");
    String named = JsonObjects.string(hash, "algorithm");
    return HashAlgorithms.ofProtobuf(named)
        .map(
            algorithm ->
                Outcome.read(
                    new EntryBody(
                        subject,
                        Digest.of(algorithm, JsonObjects.base64(hash, "digest")),
                        JsonObjects.base64(signature, "content"),
                        JsonObjects.base64(key, "rawBytes"),
                        Optional.of(JsonObjects.string(verifier, "keyDetails")),
                        Optional.empty())))
        .orElseGet(
            () ->
                Outcome.rejected(
                    ReasonCode.BUNDLE_UNSUPPORTED, "a SHA-256, SHA-384 or SHA-512 digest", named));
  }
}
