package dev.countersign.simulation.sigstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.sigstore.proto.common.v1.LogId;
import dev.sigstore.proto.rekor.v1.Checkpoint;
import dev.sigstore.proto.rekor.v1.InclusionPromise;
import dev.sigstore.proto.rekor.v1.InclusionProof;
import dev.sigstore.proto.rekor.v1.KindVersion;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/** A Rekor-shaped transparency log (version 1): promises, inclusion proofs and checkpoints. */
final class TransparencyLog {
  static final String HOST = "rekor.localsigstore.test";
  static final String URI = "https://" + HOST;

  /** The public log's entries of its earlier shards, which its global indexes count in. */
  private static final long EARLIER_SHARDS = 4_163_431;

  private static final String ORIGIN = HOST + " - 2605736670972794746";
  private static final int UNRELATED_ENTRIES = 11;

  private final LogKey key = new LogKey();
  private final MerkleTree tree = new MerkleTree();

  /** A log that holds a few unrelated entries, so that no proof is empty. */
  TransparencyLog() {
    for (int i = 0; i < UNRELATED_ENTRIES; i++) {
      tree.append(("unrelated entry " + i).getBytes(UTF_8));
    }
  }

  LogKey key() {
    return key;
  }

  /** Appends a hashedrekord entry and proves it against the tree that it completes. */
  synchronized TransparencyLogEntry append(byte[] canonicalizedBody, Instant integratedAt) {
    int leaf = tree.append(canonicalizedBody);
    long index = EARLIER_SHARDS + leaf;
    long time = integratedAt.getEpochSecond();
    InclusionProof.Builder proof =
        InclusionProof.newBuilder()
            .setLogIndex(leaf)
            .setTreeSize(tree.size())
            .setRootHash(ByteString.copyFrom(tree.root()))
            .setCheckpoint(Checkpoint.newBuilder().setEnvelope(checkpoint()));
    tree.inclusionProof(leaf).forEach(hash -> proof.addHashes(ByteString.copyFrom(hash)));
    return TransparencyLogEntry.newBuilder()
        .setLogIndex(index)
        .setLogId(LogId.newBuilder().setKeyId(ByteString.copyFrom(key.logId())))
        .setKindVersion(KindVersion.newBuilder().setKind("hashedrekord").setVersion("0.0.1"))
        .setIntegratedTime(time)
        .setInclusionPromise(
            InclusionPromise.newBuilder()
                .setSignedEntryTimestamp(
                    ByteString.copyFrom(signedEntryTimestamp(canonicalizedBody, time, index))))
        .setInclusionProof(proof)
        .setCanonicalizedBody(ByteString.copyFrom(canonicalizedBody))
        .build();
  }

  /** The format is RFC 8785's as it stands: keys sorted, nothing to escape, no white space. */
  private byte[] signedEntryTimestamp(byte[] body, long time, long index) {
    String payload =
        """
        {"body":"%s","integratedTime":%d,"logID":"%s","logIndex":%d}"""
            .formatted(base64(body), time, HexFormat.of().formatHex(key.logId()), index);
    return key.sign(payload.getBytes(UTF_8));
  }

  /** The present tree head as a signed note. */
  private String checkpoint() {
    String text = "%s\n%d\n%s\n".formatted(ORIGIN, tree.size(), base64(tree.root()));
    ByteString keyHint = ByteString.copyFrom(key.logId(), 0, 4);
    ByteString signature = keyHint.concat(ByteString.copyFrom(key.sign(text.getBytes(UTF_8))));
    return "%s\n\u2014 %s %s\n".formatted(text, HOST, base64(signature.toByteArray()));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
