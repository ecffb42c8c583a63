package dev.countersign.simulation.sigstore;

import com.google.protobuf.ByteString;
import dev.sigstore.proto.rekor.v1.Checkpoint;
import dev.sigstore.proto.rekor.v1.InclusionProof;
import java.util.Base64;

/**
 * Tree heads as signed notes, and the proofs that lead to them.
 *
 * @see <a href="https://github.com/C2SP/C2SP/blob/main/tlog-checkpoint.md">checkpoints</a>
 */
final class Checkpoints {
  private static final int KEY_ID_BYTES = 4;

  private Checkpoints() {}

  /** The text that is signed. */
  static String text(String origin, MerkleTree tree) {
    return "%s\n%d\n%s\n".formatted(origin, tree.size(), base64(tree.root()));
  }

  /** One signature of a note: the signer's name, its key id and what it signed. */
  static String signatureLine(String name, byte[] keyHash, byte[] signature) {
    ByteString signed =
        ByteString.copyFrom(keyHash, 0, KEY_ID_BYTES).concat(ByteString.copyFrom(signature));
    return "\u2014 %s %s\n".formatted(name, base64(signed.toByteArray()));
  }

  /** A proof of a leaf against the present tree, for which the note stands. */
  static InclusionProof proof(MerkleTree tree, int leaf, String note) {
    InclusionProof.Builder proof =
        InclusionProof.newBuilder()
            .setLogIndex(leaf)
            .setTreeSize(tree.size())
            .setRootHash(ByteString.copyFrom(tree.root()))
            .setCheckpoint(Checkpoint.newBuilder().setEnvelope(note));
    tree.inclusionProof(leaf).forEach(hash -> proof.addHashes(ByteString.copyFrom(hash)));
    return proof.build();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
