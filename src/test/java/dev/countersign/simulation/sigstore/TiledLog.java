package dev.countersign.simulation.sigstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.sigstore.proto.common.v1.LogId;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import java.time.Instant;
import java.util.List;

/**
 * A transparency log of Rekor's version 2: it promises nothing and tells no time, its entries have
 * an inclusion proof alone. Witnesses may cosign its checkpoints.
 */
final class TiledLog {
  static final String HOST = "log2025-1.rekor.localsigstore.test";
  static final String URI = "https://" + HOST;

  private static final int UNRELATED_ENTRIES = 6;

  private final LogKey key;
  private final MerkleTree tree = new MerkleTree();

  /** A log that holds a few unrelated entries, so that no proof is empty. */
  TiledLog(KeyKind keyKind) {
    key = LogKey.forNotes(HOST, keyKind);
    for (int i = 0; i < UNRELATED_ENTRIES; i++) {
      tree.append(("unrelated entry " + i).getBytes(UTF_8));
    }
  }

  LogKey key() {
    return key;
  }

  /** Appends an entry; each witness cosigns the checkpoint at that time, in the given order. */
  synchronized TransparencyLogEntry append(
      EntryKind kind, byte[] canonicalizedBody, Instant cosignedAt, List<Witness> witnesses) {
    int leaf = tree.append(canonicalizedBody);
    return TransparencyLogEntry.newBuilder()
        .setLogIndex(leaf)
        .setLogId(LogId.newBuilder().setKeyId(ByteString.copyFrom(key.logId())))
        .setKindVersion(kind.kindVersion())
        .setInclusionProof(Checkpoints.proof(tree, leaf, checkpoint(cosignedAt, witnesses)))
        .setCanonicalizedBody(ByteString.copyFrom(canonicalizedBody))
        .build();
  }

  private String checkpoint(Instant cosignedAt, List<Witness> witnesses) {
    String text = Checkpoints.text(HOST, tree);
    StringBuilder note = new StringBuilder(text).append('\n');
    note.append(Checkpoints.signatureLine(HOST, key.logId(), key.sign(text.getBytes(UTF_8))));
    witnesses.forEach(witness -> note.append(witness.cosignature(text, cosignedAt)));
    return note.toString();
  }
}
