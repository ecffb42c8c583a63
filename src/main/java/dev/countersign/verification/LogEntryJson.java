package dev.countersign.verification;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dev.sigstore.proto.common.v1.LogId;
import dev.sigstore.proto.rekor.v1.Checkpoint;
import dev.sigstore.proto.rekor.v1.InclusionPromise;
import dev.sigstore.proto.rekor.v1.InclusionProof;
import dev.sigstore.proto.rekor.v1.KindVersion;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;

/**
 * Reads the transparency log entries of a Sigstore bundle. Anything of another shape is an {@link
 * IllegalArgumentException}.
 *
 * @see <a href="https://github.com/sigstore/protobuf-specs/blob/main/protos/sigstore_rekor.proto">
 *     TransparencyLogEntry</a>
 */
final class LogEntryJson {
  private LogEntryJson() {}

  static TransparencyLogEntry entry(JsonNode entry) {
    JsonObjects.requireKnown(
        entry,
        "logIndex",
        "logId",
        "kindVersion",
        "integratedTime",
        "inclusionPromise",
        "inclusionProof",
        "canonicalizedBody");
    TransparencyLogEntry.Builder read =
        TransparencyLogEntry.newBuilder()
            .setLogIndex(JsonObjects.int64(entry, "logIndex"))
            .setIntegratedTime(JsonObjects.int64(entry, "integratedTime"))
            .setCanonicalizedBody(bytes(entry, "canonicalizedBody"));
    if (JsonObjects.has(entry, "logId")) {
      JsonNode id = JsonObjects.object(entry, "logId");
      JsonObjects.requireKnown(id, "keyId");
      read.setLogId(LogId.newBuilder().setKeyId(bytes(id, "keyId")));
    }
    if (JsonObjects.has(entry, "kindVersion")) {
      JsonNode kind = JsonObjects.object(entry, "kindVersion");
      JsonObjects.requireKnown(kind, "kind", "version");
      read.setKindVersion(
          KindVersion.newBuilder()
              .setKind(JsonObjects.stringOrEmpty(kind, "kind"))
              .setVersion(JsonObjects.stringOrEmpty(kind, "version")));
    }
    if (JsonObjects.has(entry, "inclusionPromise")) {
      JsonNode promise = JsonObjects.object(entry, "inclusionPromise");
      JsonObjects.requireKnown(promise, "signedEntryTimestamp");
      read.setInclusionPromise(
          InclusionPromise.newBuilder()
              .setSignedEntryTimestamp(bytes(promise, "signedEntryTimestamp")));
    }
    if (JsonObjects.has(entry, "inclusionProof")) {
      read.setInclusionProof(proof(JsonObjects.object(entry, "inclusionProof")));
    }
    return read.build();
  }

  private static InclusionProof.Builder proof(JsonNode proof) {
    JsonObjects.requireKnown(proof, "logIndex", "rootHash", "treeSize", "hashes", "checkpoint");
    InclusionProof.Builder read =
        InclusionProof.newBuilder()
            .setLogIndex(JsonObjects.int64(proof, "logIndex"))
            .setTreeSize(JsonObjects.int64(proof, "treeSize"))
            .setRootHash(bytes(proof, "rootHash"));
    for (JsonNode hash : JsonObjects.elements(proof, "hashes")) {
      read.addHashes(ByteString.copyFrom(JsonObjects.decoded(hash, "hashes")));
    }
    if (JsonObjects.has(proof, "checkpoint")) {
      JsonNode checkpoint = JsonObjects.object(proof, "checkpoint");
      JsonObjects.requireKnown(checkpoint, "envelope");
      read.setCheckpoint(
          Checkpoint.newBuilder().setEnvelope(JsonObjects.stringOrEmpty(checkpoint, "envelope")));
    }
    return read;
  }

  private static ByteString bytes(JsonNode object, String name) {
    return ByteString.copyFrom(JsonObjects.base64OrEmpty(object, name));
  }
}
