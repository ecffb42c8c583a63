package dev.countersign.materials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.port.ContentLimitException;
import dev.countersign.port.FakeMaterialSource;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.port.Tree;
import dev.countersign.verification.Digest;
import dev.countersign.verification.RepositoryName;
import dev.countersign.verification.TaggedTree;
import dev.countersign.verification.TreeEntry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaggedTreeReaderTest {
  private static final RepositoryTarget TARGET =
      new RepositoryTarget(1, 2, RepositoryName.parse("octo/demo"));
  private static final String COMMIT = "a".repeat(40);

  private final FakeMaterialSource source = new FakeMaterialSource();

  @Test
  void takesEveryDigestFromTheArchive() {
    Tree tree = source.commit(COMMIT, Map.of("a.txt", bytes("a"), "dir/b\u00e9.txt", bytes("b")));

    TaggedTree read = reader(ContentLimits.DEFAULT).read(TARGET, tree);

    assertThat(read.digests())
        .containsOnly(
            Map.entry("a.txt", Digest.sha256(bytes("a"))),
            Map.entry("dir/b\u00e9.txt", Digest.sha256(bytes("b"))));
    assertThat(source.fetchedBlobs()).isEmpty();
  }

  @Test
  void fetchesTheBlobWhereTheArchiveChangedTheFile() {
    String blob = source.addBlob(bytes("$Id$"));
    Tree tree =
        source.commit(
            new Tree(COMMIT, COMMIT, List.of(file("v.txt", blob, 4))),
            Map.of("v.txt", bytes("1234")));

    TaggedTree read = reader(ContentLimits.DEFAULT).read(TARGET, tree);

    assertThat(read.digests()).containsOnly(Map.entry("v.txt", Digest.sha256(bytes("$Id$"))));
  }

  @Test
  void fetchesTheBlobThatTheArchiveLeavesOut() {
    String blob = source.addBlob(bytes("hidden"));
    Tree tree =
        source.commit(new Tree(COMMIT, COMMIT, List.of(file("hidden.txt", blob, 6))), Map.of());

    TaggedTree read = reader(ContentLimits.DEFAULT).read(TARGET, tree);

    assertThat(read.digests())
        .containsOnly(Map.entry("hidden.txt", Digest.sha256(bytes("hidden"))));
  }

  @Test
  void neverTakesADigestFromAFileThatOnlyTheArchiveHas() {
    Tree tree = source.commit(new Tree(COMMIT, COMMIT, List.of()), Map.of("extra.txt", bytes("x")));

    assertThat(reader(ContentLimits.DEFAULT).read(TARGET, tree).digests()).isEmpty();
  }

  @Test
  void stopsAtAnArchiveThatUnpacksToTooMuch() {
    Tree tree = source.commit(COMMIT, Map.of("a.txt", new byte[1000]));

    assertThatThrownBy(() -> reader(limits(999, 10)).read(TARGET, tree))
        .isInstanceOf(ContentLimitException.class)
        .hasMessageContaining("999 bytes");
  }

  @Test
  void stopsWhenTooManyFilesWouldBeFetchedOneByOne() {
    String blob = source.addBlob(bytes("hidden"));
    Tree tree =
        source.commit(
            new Tree(COMMIT, COMMIT, List.of(file("a", blob, 6), file("b", blob, 6))), Map.of());

    assertThatThrownBy(() -> reader(limits(1000, 1)).read(TARGET, tree))
        .isInstanceOf(ContentLimitException.class)
        .hasMessageContaining("2 files");
  }

  @Test
  void stopsAtTwoFilesThatAreListedAsOne() {
    String blob = source.addBlob(bytes("hidden"));
    Tree tree =
        source.commit(
            new Tree(COMMIT, COMMIT, List.of(file("a\ufffd", blob, 6), file("a\ufffd", blob, 6))),
            Map.of());

    assertThatThrownBy(() -> reader(ContentLimits.DEFAULT).read(TARGET, tree))
        .isInstanceOf(ContentLimitException.class)
        .hasMessageContaining("two files");
  }

  private TaggedTreeReader reader(ContentLimits limits) {
    return new TaggedTreeReader(source, limits);
  }

  private static ContentLimits limits(long archiveBytes, int blobs) {
    return new ContentLimits(1 << 20, 1 << 20, 10, archiveBytes, blobs, 1 << 20);
  }

  private static TreeEntry file(String path, String blob, long size) {
    return new TreeEntry(path, TreeEntry.Kind.FILE, blob, size);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
