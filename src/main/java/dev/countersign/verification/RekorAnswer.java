package dev.countersign.verification;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dev.sigstore.proto.common.v1.LogId;
import dev.sigstore.proto.rekor.v1.Checkpoint;
import dev.sigstore.proto.rekor.v1.InclusionPromise;
import dev.sigstore.proto.rekor.v1.InclusionProof;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import java.util.HexFormat;

/**
 * Reads the log entry in an answer of Rekor's API (version 1). Nothing of it is trusted: it is
 * verified like an entry that a bundle carries.
 *
 * @see <a href="https://github.com/sigstore/rekor/blob/main/openapi.yaml">Rekor API, LogEntry</a>
 */
final class RekorAnswer {
  private RekorAnswer() {}

  static Outcome<TransparencyLogEntry> read(byte[] json) {
    return StrictJson.read(json, ReasonCode.LOG_ENTRY_UNREADABLE)
        .then(
            value ->
                JsonObjects.read(
                    value, ReasonCode.LOG_ENTRY_UNREADABLE, "a log entry", RekorAnswer::only));
  }

  private static Outcome<TransparencyLogEntry> only(JsonNode byUuid) {
    if (byUuid.size() != 1) {
      throw new IllegalArgumentException(byUuid.size() + " entries");
    }
    JsonNode entry = byUuid.elements().next();
    byte[] body = JsonObjects.base64(entry, "body");
    return StrictJson.read(body, ReasonCode.LOG_ENTRY_UNREADABLE)
        .then(EntryBody::kind)
        .then(kind -> Outcome.read(entry(entry, body).setKindVersion(kind).build()));
  }

  private static TransparencyLogEntry.Builder entry(JsonNode entry, byte[] body) {
    JsonNode verification = JsonObjects.object(entry, "verification");
    return TransparencyLogEntry.newBuilder()
        .setLogIndex(JsonObjects.int64(entry, "logIndex"))
        .setLogId(LogId.newBuilder().setKeyId(hex(JsonObjects.string(entry, "logID"))))
        .setIntegratedTime(JsonObjects.int64(entry, "integratedTime"))
        .setInclusionPromise(
            InclusionPromise.newBuilder()
                .setSignedEntryTimestamp(
                    ByteString.copyFrom(JsonObjects.base64(verification, "signedEntryTimestamp"))))
        .setInclusionProof(proof(JsonObjects.object(verification, "inclusionProof")))
        .setCanonicalizedBody(ByteString.copyFrom(body));
  }

  private static InclusionProof.Builder proof(JsonNode proof) {
    InclusionProof.Builder read =
        InclusionProof.newBuilder()
            .setLogIndex(JsonObjects.int64(proof, "logIndex"))
            .setTreeSize(JsonObjects.int64(proof, "treeSize"))
            .setRootHash(hex(JsonObjects.string(proof, "rootHash")))
            .setCheckpoint(
                Checkpoint.newBuilder().setEnvelope(JsonObjects.string(proof, "checkpoint")));
    for (JsonNode hash : JsonObjects.elements(proof, "hashes")) {
      read.addHashes(hex(hash.asText()));
    }
    return read;
  }

  private static ByteString hex(String digits) {
    return ByteString.copyFrom(HexFormat.of().parseHex(digits));
  }
}
