package dev.countersign.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.countersign.github.StubbedGitHub.COMMIT;
import static dev.countersign.github.StubbedGitHub.REPOSITORY;
import static dev.countersign.github.StubbedGitHub.TARGET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.WireMock;
import dev.countersign.port.Asset;
import dev.countersign.port.ContentLimitException;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.verification.Digest;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Assets of a release, and single files of a commit. */
class AssetsTest {
  private static final String HEX =
      "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";

  private final StubbedGitHub gitHub = new StubbedGitHub();

  @AfterEach
  void stop() {
    gitHub.close();
  }

  @Test
  void readsTheUploadedAssetsOfARelease() {
    release(
        """
        {"id": 1, "name": "app.whl", "size": 6, "state": "uploaded", "digest": "sha256:%s"},
        {"id": 2, "name": "old.whl", "size": 7, "state": "uploaded", "digest": null},
        {"id": 3, "name": "older.whl", "size": 8, "state": "uploaded"},
        {"id": 4, "name": "coming.whl", "size": 0, "state": "open"}"""
            .formatted(HEX));

    assertThat(gitHub.source().release(TARGET, "v1").orElseThrow().assets())
        .isEqualTo(
            List.of(
                new Asset(1, "app.whl", 6, Optional.of(new Digest(Digest.Algorithm.SHA_256, HEX))),
                new Asset(2, "old.whl", 7, Optional.empty()),
                new Asset(3, "older.whl", 8, Optional.empty())));
  }

  @Test
  void takesADigestThatIsNoneForAFaultOfGitHub() {
    release(
        """
        {"id": 1, "name": "app.whl", "size": 6, "state": "uploaded", "digest": "sha256:no"}""");

    assertThatThrownBy(() -> gitHub.source().release(TARGET, "v1"))
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessageContaining("expected the digest of an asset, found sha256:no");
  }

  @Test
  void doesNotKnowYetWhatAssetsAReleaseHasThatRestDoesNotShow() {
    release("");
    gitHub.answer(REPOSITORY + "/releases/tags/v1", StubbedGitHub.error(404, "Not Found"));

    assertThatThrownBy(() -> gitHub.source().release(TARGET, "v1"))
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessageContaining("the assets of release v1");
  }

  @Test
  void streamsAnAssetAsItIs() {
    String path = REPOSITORY + "/releases/assets/7";
    gitHub.answer(path, aResponse().withBody("hello\n"));
    AtomicReference<byte[]> received = new AtomicReference<>(new byte[0]);

    gitHub.source().asset(TARGET, 7, in -> received.set(in.readAllBytes()));

    assertThat(received.get()).isEqualTo("hello\n".getBytes(UTF_8));
    gitHub.server.verify(
        getRequestedFor(urlPathEqualTo(path))
            .withHeader("Accept", equalTo("application/octet-stream"))
            .withHeader("Accept-Encoding", equalTo("identity")));
  }

  @Test
  void doesNotKnowYetWhatIsThereOfAnAssetThatIsGone() {
    assertThatThrownBy(() -> gitHub.source().asset(TARGET, 7, InputStream::readAllBytes))
        .isInstanceOf(GitHubUnavailableException.class);
  }

  @Test
  void readsAFileOfACommitByItsPath() {
    gitHub.answer(REPOSITORY + "/contents/docs/a%20b%23.txt", aResponse().withBody("hello\n"));

    assertThat(gitHub.source().file(TARGET, COMMIT, "docs/a b#.txt", 6))
        .hasValueSatisfying(content -> assertThat(content).isEqualTo("hello\n".getBytes(UTF_8)));
    gitHub.server.verify(
        getRequestedFor(urlPathEqualTo(REPOSITORY + "/contents/docs/a%20b%23.txt"))
            .withQueryParam("ref", equalTo(COMMIT)));
    assertThatThrownBy(() -> gitHub.source().file(TARGET, COMMIT, "docs/a b#.txt", 5))
        .isInstanceOf(ContentLimitException.class);
  }

  @Test
  void findsNoFileWhereThereIsNone() {
    gitHub.answer(REPOSITORY + "/contents/none.txt", WireMock.notFound());

    assertThat(gitHub.source().file(TARGET, COMMIT, "none.txt", 5)).isEmpty();
  }

  private void release(String assets) {
    gitHub.showReleases(
        """
        "release": %s, "ref": %s"""
            .formatted(
                StubbedGitHub.release("v1", 1),
                StubbedGitHub.reference("refs/tags/", "v1", StubbedGitHub.commit(COMMIT))));
    gitHub.answer(
        REPOSITORY + "/releases/tags/v1",
        """
        {"tag_name": "v1", "draft": false, "prerelease": true,
         "published_at": "2026-03-01T11:30:00Z", "assets": [%s]}"""
            .formatted(assets));
  }
}
