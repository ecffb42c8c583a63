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
import org.junit.jupiter.api.Test;

class TreesTest {
  private static final String ROOT = "1".repeat(40);
  private static final String LIB = "2".repeat(40);
  private static final String DEEP = "3".repeat(40);
  private static final String BLOB = "4".repeat(40);

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

    assertThat(gitHub.source().tree(TARGET, COMMIT))
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
  void completesATruncatedListing() {
    show(ROOT, true, true, blob("a", "100644", 1));
    show(ROOT, false, false, blob("a", "100644", 1), directory("lib", LIB));
    show(LIB, true, true, blob("b", "100644", 2));
    show(LIB, false, false, blob("b", "100644", 2), directory("deep", DEEP));
    show(DEEP, true, false, blob("c", "100644", 3), directory("d", BLOB), blob("d/e", "100644", 4));

    assertThat(gitHub.source().tree(TARGET, COMMIT).entries())
        .containsExactlyInAnyOrder(
            new TreeEntry("a", Kind.FILE, BLOB, 1),
            new TreeEntry("lib", Kind.DIRECTORY, LIB, 0),
            new TreeEntry("lib/b", Kind.FILE, BLOB, 2),
            new TreeEntry("lib/deep", Kind.DIRECTORY, DEEP, 0),
            new TreeEntry("lib/deep/c", Kind.FILE, BLOB, 3),
            new TreeEntry("lib/deep/d", Kind.DIRECTORY, BLOB, 0),
            new TreeEntry("lib/deep/d/e", Kind.FILE, BLOB, 4));
  }

  @Test
  void neverReturnsATruncatedDirectory() {
    show(ROOT, true, true, blob("a", "100644", 1));
    show(ROOT, false, true, blob("a", "100644", 1));
    assertThatThrownBy(() -> gitHub.source().tree(TARGET, COMMIT))
        .isInstanceOf(ContentLimitException.class);
  }

  @Test
  void stopsAtTheLimitOfEntries() {
    show(ROOT, true, false, blob("a", "100644", 1), blob("b", "100644", 1));
    GitHubOptions options = GitHubOptions.defaults();
    assertThat(
            gitHub.app(options.withTreeEntries(2)).materialSource().tree(TARGET, COMMIT).entries())
        .hasSize(2);
    assertThatThrownBy(
            () -> gitHub.app(options.withTreeEntries(1)).materialSource().tree(TARGET, COMMIT))
        .isInstanceOf(ContentLimitException.class)
        .hasMessage("expected a tree of at most 1 entries, found more");
  }

  @Test
  void stopsAtTheLimitOfRequests() {
    show(ROOT, true, true, directory("a", ROOT));
    show(ROOT, false, false, directory("a", ROOT));
    assertThatThrownBy(() -> gitHub.source().tree(TARGET, COMMIT))
        .isInstanceOf(ContentLimitException.class)
        .hasMessageContaining("1000 requests");
  }

  @Test
  void refusesAModeThatGitDoesNotWrite() {
    show(ROOT, true, false, blob("a", "100600", 1));
    assertThatThrownBy(() -> gitHub.source().tree(TARGET, COMMIT))
        .isInstanceOf(GitHubRefusedException.class)
        .hasMessage("expected a mode that Git writes, found 100600 at a");
  }

  @Test
  void asksAgainForACommitThatGitHubDoesNotKnowYet() {
    gitHub.answer(REPOSITORY + "/git/commits/" + COMMIT, error(404, "Not Found"));
    assertThatThrownBy(() -> gitHub.source().tree(TARGET, COMMIT))
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessage("GitHub does not know commit " + COMMIT + " yet (404)");
  }

  @Test
  void asksAgainForATreeThatGitHubDoesNotKnowYet() {
    gitHub.answer(REPOSITORY + "/git/trees/" + ROOT, error(404, "Not Found"));
    assertThatThrownBy(() -> gitHub.source().tree(TARGET, COMMIT))
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessage("GitHub does not know tree " + ROOT + " yet (404)");
    assertThat(gitHub.count(REPOSITORY + "/git/trees/" + ROOT)).isEqualTo(1);
  }

  @Test
  void doesNotTakeAnotherTreeForTheOneItAskedFor() {
    gitHub.answer(
        REPOSITORY + "/git/trees/" + ROOT,
        "{\"sha\": \"%s\", \"tree\": [], \"truncated\": false}".formatted(LIB));
    assertThatThrownBy(() -> gitHub.source().tree(TARGET, COMMIT))
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessageContaining("expected tree " + ROOT + ", found " + LIB);
  }

  @Test
  void doesNotTakeAnErrorForAnEmptyTree() {
    gitHub.answer(REPOSITORY + "/git/trees/" + ROOT, "{\"message\": \"Server Error\"}");
    assertThatThrownBy(() -> gitHub.source().tree(TARGET, COMMIT))
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

  private static String blob(String path, String mode, long size) {
    return "{\"path\": \"%s\", \"mode\": \"%s\", \"type\": \"blob\", \"sha\": \"%s\", \"size\": %d}"
        .formatted(path, mode, BLOB, size);
  }

  private static String directory(String path, String tree) {
    return "{\"path\": \"%s\", \"mode\": \"040000\", \"type\": \"tree\", \"sha\": \"%s\"}"
        .formatted(path, tree);
  }
}
