package dev.countersign.simulation.sigstore;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.protobuf.ByteString;
import dev.sigstore.proto.rekor.v1.InclusionProof;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What Rekor's HTTP interface (version 1) answers about entries: JSON to be served by whatever
 * plays the log.
 *
 * @see <a href="https://github.com/sigstore/rekor/blob/main/openapi.yaml">Rekor's interface</a>
 */
public final class RekorAnswers {
  private static final byte[] LEAF = {0};

  private RekorAnswers() {}

  /** To {@code POST /api/v1/index/retrieve}: the UUIDs of the entries that were found. */
  public static String index(TransparencyLogEntry... found) {
    JsonArray uuids = new JsonArray();
    Arrays.stream(found).map(RekorAnswers::uuid).forEach(uuids::add);
    return uuids.toString();
  }

  /** To {@code GET /api/v1/log/entries/UUID} and {@code GET /api/v1/log/entries?logIndex=N}. */
  public static String entry(TransparencyLogEntry entry) {
    return byUuid(entry).toString();
  }

  /** To {@code POST /api/v1/log/entries/retrieve}: the entries that were found. */
  public static String entries(TransparencyLogEntry... found) {
    JsonArray entries = new JsonArray();
    Arrays.stream(found).map(RekorAnswers::byUuid).forEach(entries::add);
    return entries.toString();
  }

  /** The entry's UUID: its shard's tree id and its leaf hash, 80 hexadecimal digits. */
  public static String uuid(TransparencyLogEntry entry) {
    byte[] leaf = Sha256.of(LEAF, entry.getCanonicalizedBody().toByteArray());
    return HexFormat.of().toHexDigits(TransparencyLog.TREE_ID) + HexFormat.of().formatHex(leaf);
  }

  private static JsonObject byUuid(TransparencyLogEntry entry) {
    JsonObject verification = new JsonObject();
    verification.add("inclusionProof", inclusionProof(entry.getInclusionProof()));
    verification.addProperty(
        "signedEntryTimestamp", base64(entry.getInclusionPromise().getSignedEntryTimestamp()));
    JsonObject content = new JsonObject();
    content.addProperty("body", base64(entry.getCanonicalizedBody()));
    content.addProperty("integratedTime", entry.getIntegratedTime());
    content.addProperty("logID", hex(entry.getLogId().getKeyId()));
    content.addProperty("logIndex", entry.getLogIndex());
    content.add("verification", verification);
    JsonObject answer = new JsonObject();
    answer.add(uuid(entry), content);
    return answer;
  }

  private static JsonObject inclusionProof(InclusionProof proof) {
    JsonArray hashes = new JsonArray();
    proof.getHashesList().stream().map(RekorAnswers::hex).forEach(hashes::add);
    JsonObject json = new JsonObject();
    json.addProperty("checkpoint", proof.getCheckpoint().getEnvelope());
    json.add("hashes", hashes);
    json.addProperty("logIndex", proof.getLogIndex());
    json.addProperty("rootHash", hex(proof.getRootHash()));
    json.addProperty("treeSize", proof.getTreeSize());
    return json;
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  private static String base64(ByteString bytes) {
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
