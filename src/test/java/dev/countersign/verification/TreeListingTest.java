package dev.countersign.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.verification.TreeEntry.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TreeListingTest {
  private static final String ID = "1".repeat(40);

  @Test
  void isInTheOrderOfGit() {
    assertThat(
            TreeListing.copyOf(
                List.of(
                    file("a0"), file("a/b"), directory("a"), file("a.txt"), file("A"), file("é"))))
        .extracting(TreeEntry::path)
        .containsExactly("A", "a.txt", "a", "a/b", "a0", "é");
  }

  @Test
  void findsEachOfManyEntries() {
    List<TreeEntry> entries = new ArrayList<>();
    IntStream.range(0, 1_000).forEach(i -> entries.add(file("f" + new Random(i).nextInt() + i)));
    TreeListing listing = TreeListing.copyOf(entries);
    assertThat(listing).containsExactlyInAnyOrderElementsOf(entries);
    for (TreeEntry entry : entries) {
      assertThat(listing.entry(entry.path())).contains(entry);
      assertThat(listing.entry(entry.path() + "x")).isEmpty();
    }
  }

  @Test
  void findsADirectoryByItsNameAlone() {
    TreeListing listing = TreeListing.copyOf(List.of(directory("a"), file("a/b")));
    assertThat(listing.entry("a")).contains(directory("a"));
    assertThat(listing.entry("a/b")).contains(file("a/b"));
    assertThat(listing.entry("b")).isEmpty();
  }

  @Test
  void doesNotNormalizeNames() {
    assertThat(TreeListing.copyOf(List.of(file("\u00e9"))).find("e\u0301")).isEqualTo(-1);
  }

  @Test
  void knowsWhichPathsAreThereTwice() {
    TreeListing listing =
        TreeListing.copyOf(
            List.of(file("a"), file("b"), file("b"), file("c"), file("c.x"), directory("c")));
    assertThat(
            IntStream.range(0, listing.size()).filter(listing::isRepeated).mapToObj(listing::get))
        .containsExactly(file("b"), file("b"), directory("c"));
  }

  @Test
  void endsADirectoryWhereAnotherNameBegins() {
    TreeListing listing =
        TreeListing.copyOf(List.of(directory("a"), file("a/b"), file("a/c"), file("ab")));
    assertThat(listing.endOf(0)).isEqualTo(3);
  }

  @Test
  void rejectsWhatNoTreeHas() {
    TreeListingBuilder builder = new TreeListingBuilder();
    for (String path : List.of("", "a/")) {
      assertThatThrownBy(() -> builder.add(path, GitMode.FILE, ID, 0))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> builder.add("a", GitMode.FILE, "x", 0))
        .isInstanceOf(IllegalArgumentException.class);
    builder.add("a", GitMode.FILE, ID, 0);
    assertThatThrownBy(() -> builder.add("b", GitMode.FILE, "2".repeat(64), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected object ids of one length, found 20 and 32 bytes");
  }

  private static TreeEntry file(String path) {
    return new TreeEntry(path, Kind.FILE, ID, 1);
  }

  private static TreeEntry directory(String path) {
    return new TreeEntry(path, Kind.DIRECTORY, ID, 0);
  }
}
