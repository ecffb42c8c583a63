package dev.countersign.simulation.sigstore;

import java.util.ArrayList;
import java.util.List;

/**
 * An append-only Merkle tree over SHA-256.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6962#section-2.1">RFC 6962, section 2.1</a>
 */
final class MerkleTree {
  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  private final List<byte[]> leaves = new ArrayList<>();

  /** Appends a leaf and says its index. */
  int append(byte[] content) {
    leaves.add(Sha256.of(LEAF, content));
    return leaves.size() - 1;
  }

  int size() {
    return leaves.size();
  }

  byte[] root() {
    return root(leaves);
  }

  /** Hashes that lead from the leaf up to the root, the leaf's sibling first. */
  List<byte[]> inclusionProof(int index) {
    List<byte[]> path = new ArrayList<>();
    collectPath(index, leaves, path);
    return path;
  }

  private static byte[] root(List<byte[]> leaves) {
    return switch (leaves.size()) {
      case 0 -> Sha256.of();
      case 1 -> leaves.get(0);
      default -> {
        int split = split(leaves.size());
        yield Sha256.of(
            NODE, root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
      }
    };
  }

  private static void collectPath(int index, List<byte[]> leaves, List<byte[]> path) {
    if (leaves.size() == 1) {
      return;
    }
    int split = split(leaves.size());
    List<byte[]> left = leaves.subList(0, split);
    List<byte[]> right = leaves.subList(split, leaves.size());
    if (index < split) {
      collectPath(index, left, path);
      path.add(root(right));
    } else {
      collectPath(index - split, right, path);
      path.add(root(left));
    }
  }

  /** The largest power of two smaller than {@code size}. */
  private static int split(int size) {
    return Integer.highestOneBit(size - 1);
  }
}
