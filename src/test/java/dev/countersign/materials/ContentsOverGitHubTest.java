package dev.countersign.materials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.port.ContentLimitException;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.simulation.git.FileContent;
import dev.countersign.simulation.git.ObjectFormat;
import dev.countersign.simulation.github.Fault;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.github.SimulatedRepository;
import dev.countersign.verification.Digest;
import dev.countersign.verification.Digest.Algorithm;
import dev.countersign.verification.TaggedTree;
import dev.countersign.verification.TreeEntry;
import dev.countersign.verification.TreeEntry.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contents of a commit over HTTP, and how many requests they take. */
class ContentsOverGitHubTest {
  private static final String SUBMODULE = "5".repeat(40);

  private final SimulatedGitHub gitHub = SimulatedGitHub.start();
  private final Map<String, FileContent> files = new HashMap<>();

  @AfterEach
  void stop() {
    gitHub.close();
  }

  ContentsOverGitHubTest() {
    files.put("README.md", FileContent.text("# Demo\n"));
    files.put("lib/a", FileContent.text("a"));
    files.put("lib/b/c", FileContent.text("c"));
    files.put("lib.txt", FileContent.text("sorts between lib and what is in it"));
    files.put("bin/run", FileContent.executable("#!/bin/sh\n"));
    files.put("bin/link", FileContent.symbolicLink("../README.md"));
  }

  @ParameterizedTest
  @EnumSource(ObjectFormat.class)
  void takesFourRequestsForATreeThatGitHubTruncates(ObjectFormat format) {
    GitHubScene scene = scene(format);
    scene.repository.settings().setTreeLimit(3);

    TaggedTree read = scene.read();

    assertThat(read.incomplete()).isEmpty();
    assertThat(read.whollyListed()).isTrue();
    assertThat(paths(read))
        .containsExactly(
            "README.md",
            "bin",
            "bin/link",
            "bin/run",
            "lib.txt",
            "lib",
            "lib/a",
            "lib/b",
            "lib/b/c");
    assertRead(read);
    assertThat(scene.requests()).containsExactly("commits", "trees", "tarball", "codeload");
  }

  @ParameterizedTest
  @EnumSource(ObjectFormat.class)
  void takesFourRequestsForATreeThatGitHubLists(ObjectFormat format) {
    GitHubScene scene = scene(format);
    TaggedTree read = scene.read();
    assertThat(read.incomplete()).isEmpty();
    assertRead(read);
    assertThat(scene.requests()).containsExactly("commits", "trees", "tarball", "codeload");
  }

  @Test
  void listsTheSameTreeWhetherGitHubTruncatesItOrNot() {
    files.put("lib/module", FileContent.submodule(SUBMODULE));
    GitHubScene scene = scene(ObjectFormat.SHA_1);
    scene.repository.exportIgnore("lib/b");
    TaggedTree listed = scene.read();
    scene.repository.settings().setTreeLimit(7);

    TaggedTree read = scene.read();

    assertThat(read.entries()).isEqualTo(listed.entries());
    assertRead(read);
  }

  @Test
  void listsOnlyTheFoldersThatTheArchiveChanges() {
    files.put("lib/module", FileContent.submodule(SUBMODULE));
    GitHubScene scene = scene(ObjectFormat.SHA_1);
    scene.repository.settings().setTreeLimit(7);

    TaggedTree read = scene.read();

    assertThat(read.entries().entry("lib/module"))
        .contains(new TreeEntry("lib/module", Kind.SUBMODULE, SUBMODULE, 0));
    assertThat(scene.requests())
        .as("the root and lib, but neither bin nor lib/b")
        .containsExactly("commits", "trees", "tarball", "codeload", "trees", "trees");
  }

  @Test
  void fetchesWhatTheArchiveLeavesOutOrChangesOfATruncatedTree() {
    GitHubScene scene = scene(ObjectFormat.SHA_1);
    scene.repository.exportIgnore("lib/b");
    scene.repository.exportSubst("README.md", "# v1.0.0\n".getBytes(UTF_8));
    scene.repository.settings().setTreeLimit(7);

    TaggedTree read = scene.read();

    assertRead(read);
    assertThat(scene.requests())
        .containsExactly(
            "commits", "trees", "tarball", "codeload", "trees", "trees", "trees", "blobs", "blobs");
  }

  @Test
  void saysWhatItCouldNotListWhereTheArchiveChangesTooManyFolders() {
    for (int i = 0; i < 10; i++) {
      files.put("many/" + i + "/module", FileContent.submodule(SUBMODULE));
    }
    GitHubScene scene = scene(ObjectFormat.SHA_1);
    scene.repository.settings().setTreeLimit(12);
    scene.limits = new TreeLimits(1 << 20, 1_000, 200, Duration.ofMinutes(1), 10, 1_000, 11);

    TaggedTree read = scene.read();

    assertThat(read.whollyListed()).isFalse();
    assertThat(read.incomplete()).get().asString().contains("more than 11 folders");
    assertThat(read.digest("README.md", Algorithm.SHA_256))
        .contains(Digest.sha256("# Demo\n".getBytes(UTF_8)));
    scene.limits = new TreeLimits(1 << 20, 1_000, 200, Duration.ofMinutes(1), 10, 1_000, 12);
    assertThat(scene.read().whollyListed()).isTrue();
  }

  @Test
  void saysWhatItCouldNotListWhereALimitStopsItInATruncatedTree() {
    GitHubScene scene = scene(ObjectFormat.SHA_1);
    scene.repository.settings().setTreeLimit(3);
    scene.limits = new TreeLimits(1 << 20, 4, 200, Duration.ofMinutes(1), 10, 1_000, 11);

    TaggedTree read = scene.read();

    assertThat(read.whollyListed()).isFalse();
    assertThat(read.incomplete()).contains("the tag has more than 4 files and folders");
  }

  @Test
  @Tag("threat-18")
  @Tag("threat-19")
  void neverTakesADigestOfATruncatedTreeFromAChangedArchive() {
    GitHubScene scene = scene(ObjectFormat.SHA_1);
    scene.repository.exportSubst("lib/b/c", "another".getBytes(UTF_8));
    scene.repository.settings().setTreeLimit(7);
    assertRead(scene.read());
  }

  @Test
  void asksAgainForAnArchiveThatIsCutOff() {
    GitHubScene scene = scene(ObjectFormat.SHA_1);
    for (Fault fault :
        List.of(Fault.cutTransfer(), Fault.truncatedBody(), Fault.otherBody(new byte[0]))) {
      gitHub.faults().next(1, "GET", "/codeload/.*", fault);
      assertThatThrownBy(scene::read).isInstanceOf(GitHubUnavailableException.class);
      assertThat(gitHub.faults().usedUp()).isTrue();
      assertRead(scene.read());
    }
  }

  @Test
  void asksAgainForABlobThatIsCutOff() {
    GitHubScene scene = scene(ObjectFormat.SHA_1);
    scene.repository.exportIgnore("lib/b");
    for (Fault fault :
        List.of(
            Fault.cutTransfer(),
            Fault.otherBody(new byte[0]),
            Fault.otherBody(new byte[1]),
            Fault.otherBody(new byte[2]))) {
      gitHub.faults().next(1, "GET", ".*/git/blobs/.*", fault);
      assertThatThrownBy(scene::read).isInstanceOf(GitHubUnavailableException.class);
      assertThat(gitHub.faults().usedUp()).isTrue();
      assertRead(scene.read());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100_000, 7})
  void findsWhatIsWantedHoweverTheTreeIsTruncated(int limit) {
    files.put("checksums-1.txt", FileContent.text("1"));
    files.put("checksums-1.txt.sig", FileContent.text("2"));
    files.put("other.txt.sig", FileContent.text("3"));
    files.put("lib/checksums-2.txt", FileContent.text("4"));
    files.put(".github/countersign.yml", FileContent.text(""));
    files.put(".github/other.yml", FileContent.text(""));
    GitHubScene scene = scene(ObjectFormat.SHA_1);
    scene.repository.settings().setTreeLimit(Math.max(limit, 9));

    assertThat(scene.find(Set.of(".github/countersign.yml"), "checksums-*.txt"))
        .containsExactly(".github/countersign.yml", "checksums-1.txt", "checksums-1.txt.sig");
    if (limit < 100) {
      assertThat(scene.requests())
          .as("everything, the root and .github")
          .containsExactly("commits", "trees", "trees", "trees");
    }
    assertThat(scene.find(Set.of(), "**/checksums-2.txt")).containsExactly("lib/checksums-2.txt");
    assertThat(scene.find(Set.of(), "lib/*.txt")).containsExactly("lib/checksums-2.txt");
  }

  @Test
  void doesNotFindInADirectoryThatGitHubTruncates() {
    GitHubScene scene = scene(ObjectFormat.SHA_1);
    scene.repository.settings().setTreeLimit(2);
    assertThatThrownBy(() -> scene.find(Set.of(), "checksums-*.txt"))
        .isInstanceOf(ContentLimitException.class);
  }

  private GitHubScene scene(ObjectFormat format) {
    SimulatedRepository repository =
        gitHub.createRepository(42, gitHub.account("octo"), "demo", format);
    return new GitHubScene(gitHub, repository, repository.commit("main", files, "first"));
  }

  private void assertRead(TaggedTree read) {
    files.forEach(
        (path, content) -> {
          boolean file = read.entries().entry(path).orElseThrow().kind() == Kind.FILE;
          assertThat(read.digest(path, Algorithm.SHA_256).isPresent()).isEqualTo(file);
          read.digest(path, Algorithm.SHA_256)
              .ifPresent(digest -> assertThat(digest).isEqualTo(Digest.sha256(content.bytes())));
        });
  }

  private static List<String> paths(TaggedTree tree) {
    return tree.entries().stream().map(TreeEntry::path).toList();
  }
}
