package dev.countersign.verification;

import com.google.protobuf.ByteString;
import dev.sigstore.merkle.InclusionProofVerificationException;
import dev.sigstore.merkle.InclusionProofVerifier;
import dev.sigstore.proto.rekor.v1.InclusionProof;
import java.security.MessageDigest;

/**
 * The proof that an entry is a leaf of a log's Merkle tree.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9162#section-2.1.3">RFC 9162, 2.1.3</a>
 */
final class MerkleProof {
  private static final int HASH_BYTES = 32;

  private MerkleProof() {}

  /** Whether {@code proof} leads from the leaf {@code body} to the root hash it names. */
  static boolean leadsToRoot(byte[] body, InclusionProof proof) {
    long index = proof.getLogIndex();
    long size = proof.getTreeSize();
    if (index < 0 || index >= size || proof.getHashesCount() != pathLength(index, size)) {
      return false;
    }
    if (proof.getRootHash().size() != HASH_BYTES
        || proof.getHashesList().stream().anyMatch(hash -> hash.size() != HASH_BYTES)) {
      return false;
    }
    MessageDigest sha256 = Digest.Algorithm.SHA_256.newMessageDigest();
    sha256.update((byte) 0);
    try {
      InclusionProofVerifier.verify(
          sha256.digest(body),
          index,
          size,
          proof.getHashesList().stream().map(ByteString::toByteArray).toList(),
          proof.getRootHash().toByteArray());
      return true;
    } catch (InclusionProofVerificationException e) {
      return false;
    }
  }

  /** Number of hashes on the path of leaf {@code index} in a tree of {@code size} leaves. */
  static int pathLength(long index, long size) {
    int belowFork = 64 - Long.numberOfLeadingZeros(index ^ (size - 1));
    long above = belowFork == 64 ? 0 : index >>> belowFork;
    return belowFork + Long.bitCount(above);
  }
}
