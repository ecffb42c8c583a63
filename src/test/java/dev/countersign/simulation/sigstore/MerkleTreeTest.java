package dev.countersign.simulation.sigstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sigstore.merkle.InclusionProofVerifier;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MerkleTreeTest {
  @Test
  void hasTheRootOfRfc6962WhenEmpty() {
    assertThat(HexFormat.of().formatHex(new MerkleTree().root()))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void hasTheRootThatPairingLevelByLevelGives(int size) {
    assertThat(treeOf(size).root()).isEqualTo(rootByPairing(leafHashes(size)));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void provesEveryLeaf(int size) {
    MerkleTree tree = treeOf(size);
    byte[] root = rootByPairing(leafHashes(size));
    for (int leaf = 0; leaf < size; leaf++) {
      byte[] hash = leafHashes(size).get(leaf);
      List<byte[]> proof = tree.inclusionProof(leaf);
      int index = leaf;
      assertThatCode(() -> InclusionProofVerifier.verify(hash, index, size, proof, root))
          .as("leaf %d of %d", leaf, size)
          .doesNotThrowAnyException();
    }
  }

  static IntStream sizes() {
    return IntStream.rangeClosed(1, 20);
  }

  private static MerkleTree treeOf(int size) {
    MerkleTree tree = new MerkleTree();
    for (int i = 0; i < size; i++) {
      assertThat(tree.append(content(i))).isEqualTo(i);
    }
    return tree;
  }

  private static List<byte[]> leafHashes(int size) {
    return IntStream.range(0, size).mapToObj(i -> Sha256.of(new byte[] {0}, content(i))).toList();
  }

  private static byte[] content(int i) {
    return ("entry " + i).getBytes(UTF_8);
  }

  /** Another way to the same root: pair neighbours; who has none moves up alone. */
  private static byte[] rootByPairing(List<byte[]> level) {
    if (level.size() == 1) {
      return level.get(0);
    }
    List<byte[]> next = new ArrayList<>();
    for (int i = 0; i < level.size(); i += 2) {
      next.add(
          i + 1 < level.size()
              ? Sha256.of(new byte[] {1}, level.get(i), level.get(i + 1))
              : level.get(i));
    }
    return rootByPairing(next);
  }
}
