package dev.countersign.simulation.sigstore;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.gson.JsonObject;
import com.google.protobuf.ByteString;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Cosign's own bundle, of before Sigstore's: the signature, its certificate (or key) and the log's
 * promise, without an inclusion proof.
 *
 * @see <a href="https://github.com/sigstore/cosign/blob/main/pkg/cosign/fetch.go">cosign's
 *     LocalSignedPayload</a>
 */
final class CosignBundle {
  private CosignBundle() {}

  static String json(SignedMaterials materials) {
    JsonObject bundle = new JsonObject();
    bundle.addProperty("base64Signature", base64(materials.signature()));
    bundle.addProperty(
        "cert", Base64.getEncoder().encodeToString(materials.key().pem().getBytes(US_ASCII)));
    bundle.add("rekorBundle", rekorBundle(materials.entry()));
    return bundle.toString();
  }

  private static JsonObject rekorBundle(TransparencyLogEntry entry) {
    JsonObject payload = new JsonObject();
    payload.addProperty("body", base64(entry.getCanonicalizedBody()));
    payload.addProperty("integratedTime", entry.getIntegratedTime());
    payload.addProperty("logIndex", entry.getLogIndex());
    payload.addProperty(
        "logID", HexFormat.of().formatHex(entry.getLogId().getKeyId().toByteArray()));
    JsonObject rekorBundle = new JsonObject();
    rekorBundle.addProperty(
        "SignedEntryTimestamp", base64(entry.getInclusionPromise().getSignedEntryTimestamp()));
    rekorBundle.add("Payload", payload);
    return rekorBundle;
  }

  private static String base64(ByteString bytes) {
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
