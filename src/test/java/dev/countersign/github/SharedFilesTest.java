package dev.countersign.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.countersign.github.StubbedGitHub.TARGET;
import static dev.countersign.github.StubbedGitHub.TOKENS;
import static dev.countersign.github.StubbedGitHub.error;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.countersign.port.ContentLimitException;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.port.MaterialSource;
import dev.countersign.port.SharedFile;
import dev.countersign.verification.RepositoryName;
import dev.countersign.verification.TreeEntry;
import dev.countersign.verification.TreeEntry.Kind;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SharedFilesTest {
  private static final String PATH = ".github/countersign.yml";
  private static final String SHARED = "/repos/octo/.github";
  private static final String FOLDER = SHARED + "/contents/.github";

  /** {@code git hash-object} of "hello\n". */
  private static final String HELLO = "ce013625030ba8dba906f756967f9e9ca394464a";

  private final StubbedGitHub gitHub = new StubbedGitHub();
  private final MaterialSource source = gitHub.source();

  @AfterEach
  void stop() {
    gitHub.close();
  }

  @Test
  void readsTheFileOfTheOwner() {
    gitHub.answer(FOLDER, "[%s,%s]".formatted(entry("a", "file"), entry(PATH, "file")));
    showBlob("hello\n");

    SharedFile file = find().orElseThrow();

    assertThat(file.repository()).isEqualTo(new RepositoryName("octo", ".github"));
    assertThat(file.entry()).isEqualTo(new TreeEntry(PATH, Kind.FILE, HELLO, 6));
    assertThat(file.content().apply(6)).isEqualTo("hello\n".getBytes(UTF_8));
    gitHub.server.verify(
        1,
        postRequestedFor(urlPathEqualTo(TOKENS))
            .withRequestBody(
                equalToJson(
                    """
                    {"repositories": [".github"],
                     "permissions": {"contents": "read", "metadata": "read"}}""")));
  }

  @Test
  void findsAnUnchangedFileWithOneRequest() {
    gitHub.answer(FOLDER, "[%s]".formatted(entry(PATH, "file")));
    find();
    int before = gitHub.requests().size();

    find();

    assertThat(gitHub.requests().subList(before, gitHub.requests().size()))
        .containsExactly("GET " + FOLDER);
  }

  @Test
  void doesNotTakeOtherContentForTheFile() {
    gitHub.answer(FOLDER, "[%s]".formatted(entry(PATH, "file")));
    showBlob("hullo\n");
    SharedFile file = find().orElseThrow();

    assertThatThrownBy(() -> file.content().apply(6))
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessageStartingWith("expected the content of blob " + HELLO);
    assertThatThrownBy(() -> file.content().apply(5)).isInstanceOf(ContentLimitException.class);
  }

  @ParameterizedTest
  @CsvSource({"symlink, SYMBOLIC_LINK", "submodule, SUBMODULE", "dir, DIRECTORY"})
  void saysWhatIsThereInsteadOfAFile(String type, Kind kind) {
    gitHub.answer(FOLDER, "[%s]".formatted(entry(PATH, type)));

    assertThat(find().orElseThrow().entry().kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{\"type\": \"file\", \"path\": \".github\"}"})
  void findsNoneWhereTheFolderHasNone(String answer) {
    gitHub.answer(FOLDER, answer);

    assertThat(find()).isEmpty();
  }

  @Test
  void findsNoneInARepositoryThatHasNoSuchFolderOrIsGone() {
    gitHub.answer(FOLDER, error(404, "Not Found"));

    assertThat(find()).isEmpty();
  }

  @Test
  void findsNoneWhereTheInstallationDoesNotCoverTheRepository() {
    refuseToken(
        error(
            422,
            "There is at least one repository that does not exist or is not accessible to the"
                + " parent installation."));

    assertThat(find()).isEmpty();
    assertThat(gitHub.count(FOLDER)).isZero();
  }

  @Test
  void findsNoneWhereGitHubForbidsToRead() {
    gitHub.answer(FOLDER, error(403, "Resource not accessible by integration"));

    assertThat(find()).isEmpty();
  }

  @Test
  void neverTakesAnOutageForAMissingFile() {
    gitHub.answer(FOLDER, error(502, "Bad Gateway"));
    assertThatThrownBy(this::find).isInstanceOf(GitHubUnavailableException.class);

    refuseToken(error(403, "You have exceeded a secondary rate limit"));
    assertThatThrownBy(() -> gitHub.source().sharedFile(TARGET, PATH))
        .isInstanceOf(GitHubUnavailableException.class);
  }

  @Test
  void neverTakesARejectedRequestForAMissingFile() {
    gitHub.answer(FOLDER, error(422, "Validation Failed"));

    assertThatThrownBy(this::find).isInstanceOf(GitHubRefusedException.class);
  }

  @Test
  void neverTakesAFolderThatIsNotListedWhollyForOneWithoutTheFile() {
    gitHub.answer(
        FOLDER,
        IntStream.range(0, 1_000)
            .mapToObj(i -> entry(".github/" + i, "file"))
            .collect(Collectors.joining(",", "[", "]")));

    assertThatThrownBy(this::find).isInstanceOf(ContentLimitException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"path\": \".github/countersign.yml\", \"type\": \"file\", \"sha\": \"x\", \"size\": 1}]",
        "[{\"path\": \".github/countersign.yml\", \"type\": \"fifo\", \"sha\": \""
            + HELLO
            + "\", \"size\": 1}]",
        "[{}]"
      })
  void isUnavailableWhenTheAnswerMakesNoSense(String answer) {
    gitHub.answer(FOLDER, answer);

    assertThatThrownBy(this::find).isInstanceOf(GitHubUnavailableException.class);
  }

  @Test
  void asksNothingForTheOwnersRepositoryItself() {
    gitHub.showRepository(42, "octo/.GitHub");

    assertThat(find()).isEmpty();
    assertThat(gitHub.requests()).noneMatch(request -> request.contains("/contents/"));
  }

  private Optional<SharedFile> find() {
    return source.sharedFile(TARGET, PATH);
  }

  private void refuseToken(ResponseDefinitionBuilder answer) {
    gitHub.server.stubFor(
        post(TOKENS).withRequestBody(matchingJsonPath("$.repositories")).willReturn(answer));
  }

  private void showBlob(String content) {
    gitHub.answer(SHARED + "/git/blobs/" + HELLO, aResponse().withBody(content));
  }

  private static String entry(String path, String type) {
    return """
        {"path": "%s", "type": "%s", "sha": "%s", "size": 6}"""
        .formatted(path, type, HELLO);
  }
}
