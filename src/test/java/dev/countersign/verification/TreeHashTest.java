package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.simulation.git.FileMode;
import dev.countersign.simulation.git.ObjectFormat;
import dev.countersign.simulation.git.ObjectStore;
import dev.countersign.simulation.git.TreeNode;
import dev.countersign.simulation.git.Trees;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TreeHashTest {
  @ParameterizedTest
  @EnumSource(ObjectFormat.class)
  void computesTheIdsOfAllDirectories(ObjectFormat format) {
    ObjectStore store = new ObjectStore(format);
    Trees trees = new Trees(store);
    Map<String, TreeNode> files = new TreeMap<>();
    for (String path : new String[] {"a/x", "a/y/z", "a.txt", "a0", "b/c/d/e", "b/c0", "ü/ü"}) {
      String id = store.storeBlob(path.getBytes(UTF_8));
      files.put(path, new TreeNode(mode(path), path, id));
    }
    String root = trees.store(files);
    TreeListingBuilder known = new TreeListingBuilder();
    TreeListingBuilder unknown = new TreeListingBuilder();
    for (TreeNode node : trees.list(root)) {
      GitMode mode = GitMode.parse(node.mode().sixDigits()).orElseThrow();
      known.add(node.name(), mode, node.id(), 0);
      String id = mode == GitMode.DIRECTORY ? "0".repeat(node.id().length()) : node.id();
      unknown.add(node.name(), mode, id, 0);
    }

    TreeHash.HashedTree hashed = TreeHash.ofWhole(unknown.build(), root);

    assertThat(hashed.rootTree()).isEqualTo(root);
    assertThat(hashed.entries()).isEqualTo(known.build());
  }

  @Test
  void givesTheEmptyTreeItsWellKnownId() {
    TreeListing nothing = new TreeListingBuilder().build();
    assertThat(TreeHash.ofWhole(nothing, "0".repeat(40)).rootTree())
        .isEqualTo("4b825dc642cb6eb9a060e54bf8d69288fbee4904");
    assertThat(TreeHash.ofEntries(nothing, "0".repeat(40)))
        .isEqualTo("4b825dc642cb6eb9a060e54bf8d69288fbee4904");
  }

  @Test
  void rejectsAFileWhoseDirectoryIsMissing() {
    TreeListingBuilder listing = new TreeListingBuilder();
    listing.add("a/b", GitMode.FILE, "1".repeat(40), 0);
    assertThatThrownBy(() -> TreeHash.ofWhole(listing.build(), "1".repeat(40)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static FileMode mode(String path) {
    return path.endsWith("0") ? FileMode.EXECUTABLE : FileMode.FILE;
  }
}
