package dev.countersign.simulation.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Expected ids were computed by Git itself, or are those of a public repository. */
class ObjectStoreTest {
  /** Path and blob id of each file of mayaCostantini/pyconfr-sigstore-demo at v0.0.13. */
  private static final String[][] PYCONFR_DEMO = {
    {".github/workflows/release-to-pypi.yaml", "68eb094e5dae55eac9d56027037fb28efb35675d"},
    {".gitignore", "b32c570f4054b873db8403f9520028737eebea23"},
    {".pre-commit-config.yaml", "4daea4dae8ed2f7184e16e75048a438902ae9879"},
    {".prow.yaml", "27a86e069dd99f2d89353cc4cb64caecf224f206"},
    {"CHANGELOG.md", "25f88a9da2c18764cd6f25fac896b9ad050aa791"},
    {"CONTRIBUTING.md", "142eb37c1e866f1f67555f243d45d863afe849e7"},
    {"LICENSE", "f288702d2fa16d3cdf0035b15a9fcbc552cd88e7"},
    {"OWNERS", "3d45781007a3b908ff343f0fef05059933b3181b"},
    {"OWNERS_ALIASES", "31deac1d6e881243307f68cf7f4b280c7a55e244"},
    {"README.md", "1c9e244f6200fe512627ef4a23edd4d22a100d62"},
    {"app.py", "4a5028285a77f38b864a5b91576bfe684a1c1587"},
    {"pyproject.toml", "4206343e976a11cb109fa3646d391c1d7f56f398"},
    {"template/__init__.py", "353c2c308790379c2badc2a0347a37eed8c4fc52"},
    {"template/version.py", "295f351ea213428d30547d09bb300f6c2e281896"},
  };

  private static final Person MONA = new Person("Mona Lisa", "mona@example.com");
  private static final Instant WHEN = Instant.ofEpochSecond(1_700_000_000);

  private final ObjectStore store = new ObjectStore();
  private final Trees trees = new Trees(store);

  @Test
  void givesTheEmptyTreeAndTheEmptyBlobTheirWellKnownIds() {
    assertThat(store.storeTree(List.of())).isEqualTo("4b825dc642cb6eb9a060e54bf8d69288fbee4904");
    assertThat(store.storeBlob(new byte[0])).isEqualTo("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
  }

  @Test
  void givesCommitsAndTagsTheIdsThatGitGivesThem() {
    Map<String, TreeNode> files = new TreeMap<>();
    put(files, "a.txt", FileContent.text("a\n"));
    put(files, "a/run", FileContent.executable("#!/bin/sh\n"));
    put(files, "a/ü", FileContent.text("umlaut\n"));
    put(files, "a-b", FileContent.symbolicLink("a.txt"));
    put(files, "sub", FileContent.submodule("97543e47f5a8fb72c43f4d2d6a345ee95f0a5375"));

    String tree = trees.store(files);
    Commit first = store.storeCommit(tree, List.of(), MONA, WHEN, "First");
    Commit second = store.storeCommit(tree, List.of(first.id()), MONA, WHEN, "Second");
    AnnotatedTag tag = store.storeTag(second.id(), "v1", MONA, WHEN, "Release one");
    AnnotatedTag tagOfTag = store.storeTag(tag.id(), "v1-again", MONA, WHEN, "Nested");

    assertThat(List.of(tree, first.id(), second.id(), tag.id(), tagOfTag.id()))
        .containsExactly(
            "30e54b399abc2957693af10c55bdde6bdfbed4d5",
            "1d55209e8c9e4632c640da99d04c54950a581ae9",
            "81603278263d30e09885e5da908368c9a63dac87",
            "80d8350c3de6075b8266ade10b3e60ee8c9d7a80",
            "4cb976633f6994b9b848a2284527b6771b4aa289");
    assertThat(store.peel(tagOfTag.id())).contains(second);
    assertThat(trees.files(tree)).isEqualTo(files);
  }

  @Test
  void givesTheTreesOfARealReleaseTheirIds() {
    Map<String, TreeNode> files = new TreeMap<>();
    for (String[] file : PYCONFR_DEMO) {
      FileMode mode = file[0].equals("app.py") ? FileMode.EXECUTABLE : FileMode.FILE;
      files.put(file[0], new TreeNode(mode, file[0], file[1]));
    }

    String root = trees.store(files);

    assertThat(trees.list(root))
        .filteredOn(node -> node.mode() == FileMode.DIRECTORY)
        .extracting(TreeNode::id)
        .containsExactlyInAnyOrder(
            "1c3f816a551fda829cbb3b3c5f118e75324e6cf7",
            "b6715c1e4599e198483ad01a3cc186830b1b217f",
            "eefe430a5d7acb42209f0ca5662b0f82bebcf63c");
    assertThat(root).isEqualTo("d1ad6d54f13492923e7a715484ffe36a11c04fb9");
  }

  @Test
  void tellsHowTwoCommitsStandToEachOther() {
    String tree = store.storeTree(List.of());
    Commit base = store.storeCommit(tree, List.of(), MONA, WHEN, "base");
    Commit left = store.storeCommit(tree, List.of(base.id()), MONA, WHEN, "left");
    Commit right = store.storeCommit(tree, List.of(base.id()), MONA, WHEN, "right");
    Commit merge = store.storeCommit(tree, List.of(left.id(), right.id()), MONA, WHEN, "merge");
    CommitGraph graph = new CommitGraph(store);

    assertThat(graph.compare(base.id(), base.id()).status()).isEqualTo("identical");
    assertThat(graph.compare(base.id(), left.id()).status()).isEqualTo("ahead");
    assertThat(graph.compare(left.id(), base.id()).status()).isEqualTo("behind");
    assertThat(graph.compare(left.id(), right.id()))
        .isEqualTo(new CommitGraph.Comparison(Optional.of(base), List.of(right), List.of(left)));
    assertThat(graph.compare(left.id(), merge.id()).ahead()).containsExactly(merge, right);
  }

  private void put(Map<String, TreeNode> files, String path, FileContent content) {
    files.put(path, new TreeNode(content.mode(), path, store.store(content)));
  }
}
