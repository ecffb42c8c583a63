package dev.countersign.github;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.countersign.github.StubbedGitHub.COMMIT;
import static dev.countersign.github.StubbedGitHub.REPOSITORY;
import static dev.countersign.github.StubbedGitHub.TARGET;
import static dev.countersign.github.StubbedGitHub.error;
import static dev.countersign.github.StubbedGitHub.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.port.ContentLimitException;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.port.Tree;
import dev.countersign.verification.TreeEntry;
import dev.countersign.verification.TreeEntry.Kind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreesTest {
  private static final String ROOT = "1".repeat(40);
  private static final String LIB = "2".repeat(40);
  private static final String BLOB = "4".repeat(40);

  /** {@code git hash-object} of "hello\n", and {@code git write-tree} with it as hello.txt. */
  private static final String HELLO = "ce013625030ba8dba906f756967f9e9ca394464a";

  private static final String HELLO_TREE = "aaa96ced2d9a1c8e72c56b253a0e2fe78393feb7";

  private final StubbedGitHub gitHub = new StubbedGitHub();

  @BeforeEach
  void showCommit() {
    gitHub.answer(
        REPOSITORY + "/git/commits/" + COMMIT,
        """
        {"sha": "%s", "tree": {"sha": "%s", "url": "https://api.github.com/t"}, "parents": []}"""
            .formatted(COMMIT, ROOT));
  }

  @AfterEach
  void stop() {
    gitHub.close();
  }

  @Test
  void listsEveryKindOfEntryInOneRequest() {
    show(
        ROOT,
        true,
        false,
        blob("README.md", "100644", 12),
        blob("run.sh", "100755", 3),
        blob("old", "100664", 1),
        blob("link", "120000", 9),
        "{\"path\": \"module\", \"mode\": \"160000\", \"type\": \"commit\", \"sha\": \"%s\"}"
            .formatted(COMMIT),
        directory("lib", LIB),
        blob("lib/a", "100644", 5));

    assertThat(gitHub.source().tree(TARGET, COMMIT, path -> true))
        .isEqualTo(
            new Tree(
                COMMIT,
                ROOT,
                List.of(
                    new TreeEntry("README.md", Kind.FILE, BLOB, 12),
                    new TreeEntry("run.sh", Kind.FILE, BLOB, 3),
                    new TreeEntry("old", Kind.FILE, BLOB, 1),
                    new TreeEntry("link", Kind.SYMBOLIC_LINK, BLOB, 9),
                    new TreeEntry("module", Kind.SUBMODULE, COMMIT, 0),
                    new TreeEntry("lib", Kind.DIRECTORY, LIB, 0),
                    new TreeEntry("lib/a", Kind.FILE, BLOB, 5))));
    assertThat(gitHub.requests()).hasSize(4);
  }

  @Test
  void saysThatGitHubTruncatedTheListing() {
    show(ROOT, true, true, blob("a", "100644", 1));
    Tree tree = gitHub.source().tree(TARGET, COMMIT, path -> true);
    assertThat(tree.truncated()).isTrue();
    assertThat(tree.entries()).containsExactly(new TreeEntry("a", Kind.FILE, BLOB, 1));
  }

  @Test
  void keepsOnlyWhatIsWanted() {
    show(ROOT, true, false, blob("a", "100644", 1), blob("b", "100600", 1));
    assertThat(gitHub.source().tree(TARGET, COMMIT, "a"::equals).entries())
        .containsExactly(new TreeEntry("a", Kind.FILE, BLOB, 1));
  }

  @Test
  void takesAListingOfMoreEntriesThanTheLimitForTruncated() {
    show(ROOT, true, false, blob("a", "100644", 1), blob("b", "100644", 1));
    GitHubOptions options = GitHubOptions.defaults();
    assertThat(
            gitHub
                .app(options.withTreeEntries(2))
                .materialSource()
                .tree(TARGET, COMMIT, path -> true)
                .truncated())
        .isFalse();
    Tree cut =
        gitHub.app(options.withTreeEntries(1)).materialSource().tree(TARGET, COMMIT, path -> true);
    assertThat(cut.truncated()).isTrue();
    assertThat(cut.entries()).hasSize(1);
  }

  @Test
  void listsADirectoryThatIsWhatItsIdSays() {
    show(HELLO_TREE, false, false, hello("hello.txt"));
    assertThat(gitHub.source().directory(TARGET, HELLO_TREE))
        .containsExactly(new TreeEntry("hello.txt", Kind.FILE, HELLO, 6));
  }

  @Test
  void doesNotTakeOtherEntriesForThoseOfTheDirectory() {
    show(HELLO_TREE, false, false, hello("hullo.txt"));
    assertThatThrownBy(() -> gitHub.source().directory(TARGET, HELLO_TREE))
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessageContaining("expected the entries of tree " + HELLO_TREE);
  }

  @Test
  void takesTheWordOfGitHubWhereItCannotTellANameAsItIs() {
    show(HELLO_TREE, false, false, hello("hello\ufffd.txt"));
    assertThat(gitHub.source().directory(TARGET, HELLO_TREE)).hasSize(1);
  }

  @Test
  void neverReturnsATruncatedDirectory() {
    show(HELLO_TREE, false, true, hello("hello.txt"));
    assertThatThrownBy(() -> gitHub.source().directory(TARGET, HELLO_TREE))
        .isInstanceOf(ContentLimitException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"sha\": \"R\", \"tree\": [], \"truncated\": false} {}",
        "{\"sha\": \"R\", \"tree\": [], \"truncated\": false",
        "{\"sha\": \"R\", \"tree\": [{\"path\": \"a\"",
        "{\"sha\": \"R\", \"tree\": []}",
        "{\"sha\": \"R\", \"truncated\": false}",
        "{\"tree\": [], \"truncated\": false}",
        "{\"sha\": \"R\", \"tree\": [], \"truncated\": null}",
        "{\"sha\": \"R\", \"tree\": null, \"truncated\": false}",
        "{\"sha\": \"R\", \"tree\": [\"a\"], \"truncated\": false}",
        "{\"sha\": \"R\", \"tree\": [{}], \"truncated\": false}",
        "{\"sha\": \"R\", \"tree\": [{\"path\": \"\", \"mode\": \"100644\", \"sha\": \"R\"}],"
            + " \"truncated\": false}",
        "{\"sha\": \"R\", \"tree\": [{\"path\": \"a\", \"mode\": \"100644\", \"sha\": \"x\"}],"
            + " \"truncated\": false}",
        "<html>"
      })
  void asksAgainWhenTheListingIsNone(String body) {
    gitHub.answer(REPOSITORY + "/git/trees/" + ROOT, body.replace("R", ROOT));
    assertThatThrownBy(() -> gitHub.source().tree(TARGET, COMMIT, path -> true))
        .isInstanceOf(GitHubUnavailableException.class);
    assertThat(gitHub.count(REPOSITORY + "/git/trees/" + ROOT)).isEqualTo(3);
  }

  @Test
  void refusesAModeThatGitDoesNotWrite() {
    show(ROOT, true, false, blob("a", "100600", 1));
    assertThatThrownBy(() -> gitHub.source().tree(TARGET, COMMIT, path -> true))
        .isInstanceOf(GitHubRefusedException.class)
        .hasMessage("expected a mode that Git writes, found 100600 at a");
  }

  @Test
  void asksAgainForACommitThatGitHubDoesNotKnowYet() {
    gitHub.answer(REPOSITORY + "/git/commits/" + COMMIT, error(404, "Not Found"));
    assertThatThrownBy(() -> gitHub.source().tree(TARGET, COMMIT, path -> true))
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessage("GitHub does not know commit " + COMMIT + " yet (404)");
  }

  @Test
  void asksAgainForATreeThatGitHubDoesNotKnowYet() {
    gitHub.answer(REPOSITORY + "/git/trees/" + ROOT, error(404, "Not Found"));
    assertThatThrownBy(() -> gitHub.source().tree(TARGET, COMMIT, path -> true))
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessage("GitHub does not know tree " + ROOT + " yet (404)");
    assertThat(gitHub.count(REPOSITORY + "/git/trees/" + ROOT)).isEqualTo(1);
  }

  @Test
  void doesNotTakeAnotherTreeForTheOneItAskedFor() {
    gitHub.answer(
        REPOSITORY + "/git/trees/" + ROOT,
        "{\"sha\": \"%s\", \"tree\": [], \"truncated\": false}".formatted(LIB));
    assertThatThrownBy(() -> gitHub.source().tree(TARGET, COMMIT, path -> true))
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessageContaining("expected tree " + ROOT + ", found " + LIB);
  }

  @Test
  @Tag("threat-24")
  void doesNotTakeAnErrorForAnEmptyTree() {
    gitHub.answer(REPOSITORY + "/git/trees/" + ROOT, "{\"message\": \"Server Error\"}");
    assertThatThrownBy(() -> gitHub.source().tree(TARGET, COMMIT, path -> true))
        .isInstanceOf(GitHubUnavailableException.class);
  }

  private void show(String tree, boolean recursive, boolean truncated, String... entries) {
    gitHub.server.stubFor(
        get(urlPathEqualTo(REPOSITORY + "/git/trees/" + tree))
            .withQueryParam("recursive", recursive ? equalTo("1") : absent())
            .willReturn(
                json(
                    "{\"sha\": \"%s\", \"url\": \"https://api.github.com/t\", \"tree\": [%s], \"truncated\": %s}"
                        .formatted(tree, String.join(",", entries), truncated))));
  }

  private static String hello(String path) {
    return "{\"path\": \"%s\", \"mode\": \"100644\", \"type\": \"blob\", \"sha\": \"%s\", \"size\": 6}"
        .formatted(path, HELLO);
  }

  private static String blob(String path, String mode, long size) {
    return "{\"path\": \"%s\", \"mode\": \"%s\", \"type\": \"blob\", \"sha\": \"%s\", \"size\": %d}"
        .formatted(path, mode, BLOB, size);
  }

  private static String directory(String path, String tree) {
    return "{\"path\": \"%s\", \"mode\": \"040000\", \"type\": \"tree\", \"sha\": \"%s\"}"
        .formatted(path, tree);
  }
}
