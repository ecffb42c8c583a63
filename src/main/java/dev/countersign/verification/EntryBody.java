package dev.countersign.verification;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dev.sigstore.proto.rekor.v1.KindVersion;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the body of a log entry says was signed, by whom.
 *
 * @param subject what {@code digest} is of
 * @param digest of it
 * @param signature raw signature
 * @param verifier DER of the signer's certificate or public key
 * @param keyDetails how the key signs, where the body says so
 * @param payloadType media type of the envelope's payload, where the body says so
 */
record EntryBody(
    Subject subject,
    Digest digest,
    byte[] signature,
    byte[] verifier,
    Optional<String> keyDetails,
    Optional<String> payloadType) {
  /** What an entry's digest can be of. */
  enum Subject {
    /**
     * What the signature is over: the artifact, or a DSSE envelope's pre-authentication encoding.
     */
    SIGNED_BYTES,
    /** The payload of a DSSE envelope. */
    PAYLOAD
  }

  /** A body that says neither how the key signs nor what type a payload is of. */
  EntryBody(Subject subject, Digest digest, byte[] signature, byte[] verifier) {
    this(subject, digest, signature, verifier, Optional.empty(), Optional.empty());
  }

  /** Reads the body of an entry that declares this kind. */
  static Outcome<EntryBody> parse(ByteString body, KindVersion declared) {
    return StrictJson.read(body.toByteArray(), ReasonCode.LOG_ENTRY_UNREADABLE)
        .then(
            value ->
                kind(value)
                    .then(
                        kind ->
                            kind.equals(declared)
                                ? parse(value, kind)
                                : Outcome.rejected(
                                    ReasonCode.LOG_ENTRY_MISMATCH,
                                    "a body of kind " + describe(declared),
                                    "kind " + describe(kind))));
  }

  /** The kind that a body states. */
  static Outcome<KindVersion> kind(JsonNode value) {
    return JsonObjects.read(
        value,
        ReasonCode.LOG_ENTRY_UNREADABLE,
        "an entry with kind and version",
        body ->
            Outcome.read(
                KindVersion.newBuilder()
                    .setKind(JsonObjects.string(body, "kind"))
                    .setVersion(JsonObjects.string(body, "apiVersion"))
                    .build()));
  }

  private static Outcome<EntryBody> parse(JsonNode value, KindVersion kind) {
    return switch (describe(kind)) {
      case "hashedrekord 0.0.1" -> of(value, "a hashedrekord body", EntryBody::hashedRekord);
      case "dsse 0.0.1" -> of(value, "a dsse body", EntryBody::dsse);
      case "intoto 0.0.2" -> of(value, "an intoto body", EntryBody::intoto);
      case "hashedrekord 0.0.2" -> of(value, "a hashedrekord body", RekorV2Body::hashedRekord);
      case "dsse 0.0.2" -> of(value, "a dsse body", RekorV2Body::dsse);
      default ->
          Outcome.rejected(
              ReasonCode.BUNDLE_UNSUPPORTED,
              "hashedrekord 0.0.1 or 0.0.2, dsse 0.0.1 or 0.0.2, or intoto 0.0.2",
              "a log entry of kind " + describe(kind));
    };
  }

  private static Outcome<EntryBody> of(
      JsonNode value, String what, Function<JsonNode, Outcome<EntryBody>> spec) {
    return JsonObjects.read(
        value,
        ReasonCode.LOG_ENTRY_UNREADABLE,
        what,
        body -> spec.apply(JsonObjects.object(body, "spec")));
  }

  /**
   * A signature over a digest.
   *
   * @see <a
   *     href="https://github.com/sigstore/rekor/blob/main/pkg/types/hashedrekord/v0.0.1/hashedrekord_v0_0_1_schema.json">
   *     hashedrekord 0.0.1</a>
   */
  private static Outcome<EntryBody> hashedRekord(JsonNode spec) {
    JsonNode signature = JsonObjects.object(spec, "signature");
    byte[] verifier =
        KeyFiles.derFromPem(
            JsonObjects.base64(JsonObjects.object(signature, "publicKey"), "content"));
    return body(
        Subject.SIGNED_BYTES,
        JsonObjects.object(JsonObjects.object(spec, "data"), "hash"),
        JsonObjects.base64(signature, "content"),
        verifier);
  }

  /**
   * A DSSE envelope with its one signature. The hash of the envelope's JSON is not compared: JSON
   * has many forms, and bundles carry none of them.
   *
   * @see <a
   *     href="https://github.com/sigstore/rekor/blob/main/pkg/types/dsse/v0.0.1/dsse_v0_0_1_schema.json">
   *     dsse 0.0.1</a>
   */
  private static Outcome<EntryBody> dsse(JsonNode spec) {
    JsonNode signature = JsonObjects.only(spec, "signatures");
    byte[] verifier = KeyFiles.derFromPem(JsonObjects.base64(signature, "verifier"));
    return body(
        Subject.PAYLOAD,
        JsonObjects.object(spec, "payloadHash"),
        JsonObjects.base64(signature, "signature"),
        verifier);
  }

  private static Outcome<EntryBody> body(
      Subject subject, JsonNode hash, byte[] signature, byte[] verifier) {
    return digest(hash)
        .then(digest -> Outcome.read(new EntryBody(subject, digest, signature, verifier)));
  }

  /**
   * An in-toto statement in an envelope. Its signature is in base64 twice, since the schema's field
   * is bytes and holds the envelope's text.
   *
   * @see <a
   *     href="https://github.com/sigstore/rekor/blob/main/pkg/types/intoto/v0.0.2/intoto_v0_0_2_schema.json">
   *     intoto 0.0.2</a>
   */
  private static Outcome<EntryBody> intoto(JsonNode spec) {
    JsonNode content = JsonObjects.object(spec, "content");
    JsonNode envelope = JsonObjects.object(content, "envelope");
    JsonNode signature = JsonObjects.only(envelope, "signatures");
    byte[] verifier = KeyFiles.derFromPem(JsonObjects.base64(signature, "publicKey"));
    byte[] raw = decodedAgain(JsonObjects.base64(signature, "sig"));
    return digest(JsonObjects.object(content, "payloadHash"))
        .then(
            digest ->
                Outcome.read(
                    new EntryBody(
                        Subject.PAYLOAD,
                        digest,
                        raw,
                        verifier,
                        Optional.empty(),
                        Optional.of(JsonObjects.string(envelope, "payloadType")))));
  }

  /** What base64 stands for; itself where it is none, and so no signature of ours. */
  private static byte[] decodedAgain(byte[] base64) {
    try {
      return CanonicalBase64.decode(base64);
    } catch (IllegalArgumentException e) {
      return base64;
    }
  }

  private static Outcome<Digest> digest(JsonNode hash) {
    String named = JsonObjects.string(hash, "algorithm");
    return HashAlgorithms.of(named)
        .map(algorithm -> Outcome.read(new Digest(algorithm, JsonObjects.string(hash, "value"))))
        .orElseGet(
            () ->
                Outcome.rejected(
                    ReasonCode.BUNDLE_UNSUPPORTED, "a SHA-256, SHA-384 or SHA-512 digest", named));
  }

  private static String describe(KindVersion kind) {
    return kind.getKind() + " " + kind.getVersion();
  }
}
