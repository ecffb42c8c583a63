package dev.countersign.simulation.sigstore;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Bodies of Rekor version 1: hexadecimal digests, keys as base64 of PEM.
 *
 * @see <a href="https://github.com/sigstore/rekor/tree/main/pkg/types">Rekor's types</a>
 */
final class RekorV1Body {
  private RekorV1Body() {}

  static String hashedRekord(EntryBody body) {
    JsonObject data = new JsonObject();
    data.add("hash", hash(body.hash(), body.digest()));
    JsonObject publicKey = new JsonObject();
    publicKey.addProperty("content", base64(pem(body)));
    JsonObject signature = new JsonObject();
    signature.addProperty("content", base64(body.signature().toByteArray()));
    signature.add("publicKey", publicKey);
    JsonObject spec = new JsonObject();
    spec.add("data", data);
    spec.add("signature", signature);
    return entry("hashedrekord", "0.0.1", spec);
  }

  static String dsse(EntryBody body) {
    DsseEnvelope envelope = body.envelope();
    JsonObject signature = new JsonObject();
    signature.addProperty("signature", base64(body.signature().toByteArray()));
    signature.addProperty("verifier", base64(pem(body)));
    JsonObject spec = new JsonObject();
    spec.add("envelopeHash", sha256(envelope.json(body.signature())));
    spec.add("payloadHash", sha256(envelope.payload().toByteArray()));
    spec.add("signatures", only(signature));
    return entry("dsse", "0.0.1", spec);
  }

  /** Its signature, and its payload where it has one, are base64 of base64. */
  static String inToto(EntryBody body, boolean withPayload) {
    DsseEnvelope envelope = body.envelope();
    JsonObject signature = new JsonObject();
    signature.addProperty("publicKey", base64(pem(body)));
    signature.addProperty("sig", twiceBase64(body.signature().toByteArray()));
    JsonObject logged = new JsonObject();
    logged.addProperty("payloadType", envelope.payloadType());
    if (withPayload) {
      logged.addProperty("payload", twiceBase64(envelope.payload().toByteArray()));
    }
    logged.add("signatures", only(signature));
    JsonObject content = new JsonObject();
    content.add("envelope", logged);
    content.add("hash", sha256(envelope.json(body.signature())));
    content.add("payloadHash", sha256(envelope.payload().toByteArray()));
    JsonObject spec = new JsonObject();
    spec.add("content", content);
    return entry("intoto", "0.0.2", spec);
  }

  private static String entry(String kind, String version, JsonObject spec) {
    JsonObject entry = new JsonObject();
    entry.addProperty("apiVersion", version);
    entry.addProperty("kind", kind);
    entry.add("spec", spec);
    return entry.toString();
  }

  private static JsonObject sha256(byte[] content) {
    return hash(HashKind.SHA_256, Sha256.of(content));
  }

  private static JsonObject hash(HashKind kind, byte[] digest) {
    JsonObject hash = new JsonObject();
    hash.addProperty("algorithm", kind.rekorName());
    hash.addProperty("value", HexFormat.of().formatHex(digest));
    return hash;
  }

  private static JsonArray only(JsonObject element) {
    JsonArray array = new JsonArray();
    array.add(element);
    return array;
  }

  private static byte[] pem(EntryBody body) {
    return body.key().pem().getBytes(US_ASCII);
  }

  private static String twiceBase64(byte[] bytes) {
    return base64(base64(bytes).getBytes(US_ASCII));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
