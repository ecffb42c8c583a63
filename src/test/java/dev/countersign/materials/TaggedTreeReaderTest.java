package dev.countersign.materials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.port.FakeMaterialSource;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.port.Tree;
import dev.countersign.verification.Digest;
import dev.countersign.verification.Digest.Algorithm;
import dev.countersign.verification.RepositoryName;
import dev.countersign.verification.TaggedTree;
import dev.countersign.verification.TreeEntry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TaggedTreeReaderTest {
  private static final RepositoryTarget TARGET =
      new RepositoryTarget(1, 2, RepositoryName.parse("octo/demo"));
  private static final String COMMIT = "a".repeat(40);

  private final FakeMaterialSource source = new FakeMaterialSource();

  @Test
  void takesEveryDigestFromTheArchive() {
    Tree tree = source.commit(COMMIT, Map.of("a.txt", bytes("a"), "dir/b\u00e9.txt", bytes("b")));

    TaggedTree read = read(tree);

    assertThat(read.digest("a.txt", Algorithm.SHA_256)).contains(Digest.sha256(bytes("a")));
    assertThat(read.digest("dir/b\u00e9.txt", Algorithm.SHA_256))
        .contains(Digest.sha256(bytes("b")));
    assertThat(read.incomplete()).isEmpty();
    assertThat(source.fetchedBlobs()).isEmpty();
  }

  @Test
  void takesTheDigestsOfEveryAlgorithmAskedFor() {
    Tree tree = source.commit(COMMIT, Map.of("a.txt", bytes("a")));

    TaggedTree read = reader(TreeLimits.DEFAULT).read(TARGET, tree, EnumSet.allOf(Algorithm.class));

    for (Algorithm algorithm : Algorithm.values()) {
      assertThat(read.digest("a.txt", algorithm)).contains(Digest.over(algorithm, bytes("a")));
    }
  }

  @Test
  void tellsNamesApartThatLookTheSame() {
    Tree tree = source.commit(COMMIT, Map.of("\u00e9", bytes("one"), "e\u0301", bytes("two")));

    TaggedTree read = read(tree);

    assertThat(read.digest("\u00e9", Algorithm.SHA_256)).contains(Digest.sha256(bytes("one")));
    assertThat(read.digest("e\u0301", Algorithm.SHA_256)).contains(Digest.sha256(bytes("two")));
  }

  @Test
  @Tag("threat-18")
  void fetchesTheBlobWhereTheArchiveChangedTheFile() {
    String blob = source.addBlob(bytes("$Id$"));
    Tree tree =
        source.commit(
            new Tree(COMMIT, COMMIT, List.of(file("v.txt", blob, 4))),
            Map.of("v.txt", bytes("1234")));

    assertThat(read(tree).digest("v.txt", Algorithm.SHA_256))
        .contains(Digest.sha256(bytes("$Id$")));
  }

  @Test
  @Tag("threat-18")
  void fetchesTheBlobThatTheArchiveLeavesOut() {
    String blob = source.addBlob(bytes("hidden"));
    Tree tree =
        source.commit(new Tree(COMMIT, COMMIT, List.of(file("hidden.txt", blob, 6))), Map.of());

    assertThat(read(tree).digest("hidden.txt", Algorithm.SHA_256))
        .contains(Digest.sha256(bytes("hidden")));
  }

  @Test
  @Tag("threat-18")
  void neverTakesADigestFromAFileThatOnlyTheArchiveHas() {
    Tree tree =
        source.commit(
            new Tree(COMMIT, COMMIT, List.of(file("a", source.addBlob(bytes("a")), 1))),
            Map.of("a", bytes("a"), "extra.txt", bytes("x")));

    assertThat(read(tree).digest("extra.txt", Algorithm.SHA_256)).isEmpty();
  }

  @Test
  void readsNoArchiveOfATreeWithoutFiles() {
    Tree tree = new Tree(COMMIT, COMMIT, List.of());
    assertThat(read(tree).incomplete()).isEmpty();
  }

  @Test
  void keepsWhatItReadBeforeALimit() {
    Tree tree = source.commit(COMMIT, Map.of("a.txt", bytes("a"), "b.txt", new byte[100_000]));

    TaggedTree read = reader(limits(10_000, 10)).read(TARGET, tree, Set.of(Algorithm.SHA_256));

    assertThat(read.incomplete()).contains("the files of the tag unpack to more than 10000 bytes");
    assertThat(read.whollyListed()).isTrue();
    assertThat(read.digest("b.txt", Algorithm.SHA_256)).isEmpty();
    assertThat(source.fetchedBlobs()).isEmpty();
  }

  @Test
  void fetchesNothingWhereTooManyFilesWouldBeFetchedOneByOne() {
    String blob = source.addBlob(bytes("hidden"));
    Tree tree =
        source.commit(
            new Tree(
                COMMIT,
                COMMIT,
                List.of(
                    file("a", blob, 6),
                    file("b", blob, 6),
                    file("c", source.addBlob(bytes("c")), 1))),
            Map.of("c", bytes("c")));

    TaggedTree read = reader(limits(1 << 20, 1)).read(TARGET, tree, Set.of(Algorithm.SHA_256));

    assertThat(read.incomplete())
        .contains(
            "the archive of the tag leaves out or changes 2 files, and more than 1 are not fetched"
                + " one by one");
    assertThat(read.digest("c", Algorithm.SHA_256)).contains(Digest.sha256(bytes("c")));
    assertThat(source.fetchedBlobs()).isEmpty();
  }

  @Test
  void doesNotFetchAFileThatIsTooLarge() {
    String large = source.addBlob(new byte[101]);
    String small = source.addBlob(new byte[100]);
    Tree tree =
        source.commit(
            new Tree(COMMIT, COMMIT, List.of(file("large", large, 101), file("small", small, 100))),
            Map.of());

    TaggedTree read = read(tree);

    assertThat(read.incomplete()).get().asString().contains("more than 100 bytes");
    assertThat(read.digest("large", Algorithm.SHA_256)).isEmpty();
    assertThat(source.fetchedBlobs()).containsExactly(small);
  }

  @Test
  void doesNotTellTwoFilesApartThatAreListedByOneName() {
    String blob = source.addBlob(bytes("one"));
    String other = source.addBlob(bytes("two"));
    Tree tree =
        source.commit(
            new Tree(COMMIT, COMMIT, List.of(file("a\ufffd", blob, 3), file("a\ufffd", other, 3))),
            Map.of("x", bytes("one"), "y", bytes("two")));

    TaggedTree read = read(tree);

    assertThat(read.incomplete()).get().asString().contains("two files");
    assertThat(read.digest("a\ufffd", Algorithm.SHA_256)).isEmpty();
  }

  @Test
  void doesNotTellTwoLinksApartThatAreListedByOneName() {
    TreeEntry link = new TreeEntry("a\ufffd", TreeEntry.Kind.SYMBOLIC_LINK, COMMIT, 1);
    Tree tree = new Tree(COMMIT, COMMIT, List.of(link, link));

    assertThat(read(tree).incomplete()).get().asString().contains("two files");
  }

  @Test
  void listsATreeOfWhichNoDigestIsAskedFor() {
    Tree tree = source.commit(COMMIT, Map.of("a.txt", bytes("a")));

    TaggedTree read = reader(TreeLimits.DEFAULT).read(TARGET, tree, Set.of());

    assertThat(read.entries()).extracting(TreeEntry::path).containsExactly("a.txt");
    assertThat(read.incomplete()).isEmpty();
  }

  private TaggedTree read(Tree tree) {
    return reader(limits(1 << 20, 10)).read(TARGET, tree, Set.of(Algorithm.SHA_256));
  }

  private TaggedTreeReader reader(TreeLimits limits) {
    return new TaggedTreeReader(source, limits, InstantSource.system(), new Random(1));
  }

  private static TreeLimits limits(long bytes, int blobs) {
    return new TreeLimits(bytes, 100, 100, Duration.ofMinutes(1), blobs, 100, 10);
  }

  private static TreeEntry file(String path, String blob, long size) {
    return new TreeEntry(path, TreeEntry.Kind.FILE, blob, size);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
