package dev.countersign.simulation.sigstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.sigstore.proto.common.v1.LogId;
import dev.sigstore.proto.rekor.v1.InclusionPromise;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/** A Rekor-shaped transparency log (version 1): promises, inclusion proofs and checkpoints. */
final class TransparencyLog {
  static final String HOST = "rekor.localsigstore.test";
  static final String URI = "https://" + HOST;

  /** The id of the log's present shard, which its checkpoints and its entries' UUIDs name. */
  static final long TREE_ID = 2_605_736_670_972_794_746L;

  /** The public log's entries of its earlier shards, which its global indexes count in. */
  private static final long EARLIER_SHARDS = 4_163_431;

  private static final String ORIGIN = HOST + " - " + TREE_ID;
  private static final int UNRELATED_ENTRIES = 11;

  private final LogKey key = LogKey.generated();
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

  /** Appends an entry and proves it against the tree that it completes. */
  synchronized TransparencyLogEntry append(
      EntryKind kind, byte[] canonicalizedBody, Instant integratedAt) {
    int leaf = tree.append(canonicalizedBody);
    long index = EARLIER_SHARDS + leaf;
    long time = integratedAt.getEpochSecond();
    return TransparencyLogEntry.newBuilder()
        .setLogIndex(index)
        .setLogId(LogId.newBuilder().setKeyId(ByteString.copyFrom(key.logId())))
        .setKindVersion(kind.kindVersion())
        .setIntegratedTime(time)
        .setInclusionPromise(
            InclusionPromise.newBuilder()
                .setSignedEntryTimestamp(
                    ByteString.copyFrom(signedEntryTimestamp(canonicalizedBody, time, index))))
        .setInclusionProof(Checkpoints.proof(tree, leaf, checkpoint()))
        .setCanonicalizedBody(ByteString.copyFrom(canonicalizedBody))
        .build();
  }

  /** The format is RFC 8785's as it stands: keys sorted, nothing to escape, no white space. */
  private byte[] signedEntryTimestamp(byte[] body, long time, long index) {
    String payload =
        """
        {"body":"%s","integratedTime":%d,"logID":"%s","logIndex":%d}"""
            .formatted(
                Base64.getEncoder().encodeToString(body),
                time,
                HexFormat.of().formatHex(key.logId()),
                index);
    return key.sign(payload.getBytes(UTF_8));
  }

  private String checkpoint() {
    String text = Checkpoints.text(ORIGIN, tree);
    return text
        + "\n"
        + Checkpoints.signatureLine(HOST, key.logId(), key.sign(text.getBytes(UTF_8)));
  }
}
