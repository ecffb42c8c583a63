package dev.countersign.verification;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;
import dev.sigstore.proto.rekor.v1.KindVersion;
import java.util.Base64;

/**
 * The body of a Rekor log entry about a signed digest.
 *
 * @param digest what was signed
 * @param signature raw signature
 * @param certificate DER of the signing certificate
 * @see <a
 *     href="https://github.com/sigstore/rekor/blob/main/pkg/types/hashedrekord/v0.0.1/hashedrekord_v0_0_1_schema.json">
 *     hashedrekord 0.0.1</a>
 */
record HashedRekord(Digest digest, byte[] signature, byte[] certificate) {
  private static final String KIND = "hashedrekord";
  private static final String VERSION = "0.0.1";

  static Outcome<HashedRekord> parse(ByteString body, KindVersion kindVersion) {
    return StrictJson.read(body.toByteArray(), ReasonCode.LOG_ENTRY_UNREADABLE)
        .then(text -> parse(text, kindVersion));
  }

  private static Outcome<HashedRekord> parse(String text, KindVersion kindVersion) {
    try {
      JsonObject body = JsonParser.parseString(text).getAsJsonObject();
      String found = string(body, "kind") + " " + string(body, "apiVersion");
      String declared = kindVersion.getKind() + " " + kindVersion.getVersion();
      if (!found.equals(declared)) {
        return Outcome.rejected(
            ReasonCode.LOG_ENTRY_MISMATCH, "a body of kind " + declared, "kind " + found);
      }
      if (!found.equals(KIND + " " + VERSION)) {
        return Outcome.rejected(
            ReasonCode.BUNDLE_UNSUPPORTED, KIND + " " + VERSION, "a log entry of kind " + found);
      }
      JsonObject spec = member(body, "spec").getAsJsonObject();
      JsonObject hash = object(object(spec, "data"), "hash");
      if (!string(hash, "algorithm").equals("sha256")) {
        return Outcome.rejected(
            ReasonCode.BUNDLE_UNSUPPORTED, "a SHA-256 digest", string(hash, "algorithm"));
      }
      JsonObject signature = object(spec, "signature");
      return Outcome.read(
          new HashedRekord(
              new Digest(Digest.Algorithm.SHA_256, string(hash, "value")),
              base64(signature, "content"),
              Certificates.derFromPem(base64(object(signature, "publicKey"), "content"))));
    } catch (JsonParseException | IllegalStateException | IllegalArgumentException e) {
      return Outcome.rejected(
          ReasonCode.LOG_ENTRY_UNREADABLE, "a hashedrekord body", String.valueOf(e.getMessage()));
    }
  }

  private static JsonElement member(JsonObject object, String name) {
    JsonElement element = object.get(name);
    if (element == null) {
      throw new IllegalArgumentException("no \"" + name + "\"");
    }
    return element;
  }

  private static JsonObject object(JsonObject object, String name) {
    return member(object, name).getAsJsonObject();
  }

  private static String string(JsonObject object, String name) {
    return member(object, name).getAsJsonPrimitive().getAsString();
  }

  private static byte[] base64(JsonObject object, String name) {
    return Base64.getDecoder().decode(string(object, name));
  }
}
