package dev.countersign.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.countersign.github.StubbedGitHub.COMMIT;
import static dev.countersign.github.StubbedGitHub.REPOSITORY;
import static dev.countersign.github.StubbedGitHub.TARGET;
import static dev.countersign.github.StubbedGitHub.TOKENS;
import static dev.countersign.github.StubbedGitHub.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubRefusedException.Refusal;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.port.ReleaseState;
import dev.countersign.verification.Release;
import dev.countersign.verification.RepositoryName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleasesTest {
  private static final String TAG_OBJECT = "a".repeat(40);

  private final StubbedGitHub gitHub = new StubbedGitHub();

  @AfterEach
  void stop() {
    gitHub.close();
  }

  @Test
  void readsAReleaseInFourRequests() {
    gitHub.showRelease("v1", "v1");
    gitHub.showRef("tags/v1", "refs/tags/v1", "commit", COMMIT);

    assertThat(gitHub.source().release(TARGET, "v1"))
        .contains(state("v1", "octo/demo", Optional.empty()));
    assertThat(gitHub.requests())
        .containsExactlyInAnyOrder(
            "POST " + TOKENS,
            "GET /repositories/42",
            "GET " + REPOSITORY + "/releases/tags/v1",
            "GET " + REPOSITORY + "/git/ref/tags/v1");
  }

  @Test
  void followsTheRepositoryToItsNewName() {
    gitHub.showRepository(42, "octo/renamed");
    gitHub.answer(
        "/repos/octo/renamed/releases/tags/v1",
        """
        {"tag_name": "v1", "draft": false, "prerelease": true,
         "published_at": "2026-03-01T11:30:00Z"}""");
    gitHub.answer(
        "/repos/octo/renamed/git/ref/tags/v1",
        """
        {"ref": "refs/tags/v1", "object": {"type": "commit", "sha": "%s"}}"""
            .formatted(COMMIT));

    assertThat(gitHub.source().release(TARGET, "v1"))
        .contains(state("v1", "octo/renamed", Optional.empty()));
  }

  @Test
  void refusesToTakeAnotherRepositoryForTheTarget() {
    gitHub.showRepository(43, "octo/demo");
    assertThatThrownBy(() -> gitHub.source().release(TARGET, "v1"))
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessageContaining("expected repository 42, found 43");
  }

  @Test
  void peelsNestedTags() {
    String outer = "b".repeat(40);
    gitHub.showRelease("v1", "v1");
    gitHub.showRef("tags/v1", "refs/tags/v1", "tag", outer);
    gitHub.showTag(outer, "tag", TAG_OBJECT);
    gitHub.showTag(TAG_OBJECT, "commit", COMMIT);

    assertThat(gitHub.source().release(TARGET, "v1"))
        .contains(state("v1", "octo/demo", Optional.of(outer)));
  }

  @Test
  void givesUpOnATagThatNeverEnds() {
    gitHub.showRelease("v1", "v1");
    gitHub.showRef("tags/v1", "refs/tags/v1", "tag", TAG_OBJECT);
    gitHub.showTag(TAG_OBJECT, "tag", TAG_OBJECT);

    assertThatThrownBy(() -> gitHub.source().release(TARGET, "v1"))
        .isInstanceOf(GitHubRefusedException.class)
        .hasMessage("tag v1 is a tag of a tag, more than 5 deep");
  }

  @Test
  void refusesATagThatPointsAtATree() {
    gitHub.showRelease("v1", "v1");
    gitHub.showRef("tags/v1", "refs/tags/v1", "tree", COMMIT);

    assertThatThrownBy(() -> gitHub.source().release(TARGET, "v1"))
        .isInstanceOf(GitHubRefusedException.class)
        .hasMessage("expected tag v1 to point at a commit, found a tree");
  }

  @Test
  void keepsSlashesAndEncodesTheRestOfATag() {
    String tag = "release/v1+ü%2F#x\u0301";
    String path = "release/v1+%C3%BC%252F%23x%CC%81";
    gitHub.showRelease(path, tag);
    gitHub.showRef("tags/" + path, "refs/tags/" + tag, "commit", COMMIT);

    assertThat(gitHub.source().release(TARGET, tag))
        .contains(state(tag, "octo/demo", Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../../../../user", "a/../b", "/v1", "v1/", "a//b", ".v1", "a\\b"})
  void knowsThatGitAllowsNoSuchTag(String tag) {
    assertThat(gitHub.source().release(TARGET, tag)).isEmpty();
    assertThat(gitHub.requests())
        .containsExactlyInAnyOrder("POST " + TOKENS, "GET /repositories/42");
  }

  @Test
  void findsNoReleaseWhereThereIsNone() {
    gitHub.answer(REPOSITORY + "/releases/tags/v1", error(404, "Not Found"));
    assertThat(gitHub.source().release(TARGET, "v1")).isEmpty();
    assertThat(gitHub.source().releaseExists(TARGET, "v1")).isFalse();
  }

  @Test
  void doesNotTakeADraftForARelease() {
    gitHub.answer(
        REPOSITORY + "/releases/tags/v1",
        """
        {"tag_name": "v1", "draft": true, "prerelease": false, "published_at": null}""");
    gitHub.showRef("tags/v1", "refs/tags/v1", "commit", COMMIT);
    assertThat(gitHub.source().release(TARGET, "v1")).isEmpty();
    assertThat(gitHub.source().releaseExists(TARGET, "v1")).isFalse();
  }

  @Test
  void findsNoReleaseWhoseTagVanished() {
    gitHub.showRelease("v1", "v1");
    gitHub.answer(REPOSITORY + "/git/ref/tags/v1", error(404, "Not Found"));
    assertThat(gitHub.source().release(TARGET, "v1")).isEmpty();
  }

  @Test
  void doesNotTakeATagThatMerelyStartsAlike() {
    gitHub.showRelease("v1", "v1");
    gitHub.showRef("tags/v1", "refs/tags/v10", "commit", COMMIT);
    assertThat(gitHub.source().release(TARGET, "v1")).isEmpty();

    gitHub.answer(
        REPOSITORY + "/git/ref/tags/v1",
        """
        [{"ref": "refs/tags/v10", "object": {"type": "commit", "sha": "%s"}}]"""
            .formatted(COMMIT));
    assertThat(gitHub.source().release(TARGET, "v1")).isEmpty();
  }

  @Test
  void doesNotTakeTheReleaseOfAnotherTag() {
    gitHub.showRelease("v1", "V1");
    assertThatThrownBy(() -> gitHub.source().release(TARGET, "v1"))
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessageContaining("expected the release of v1, found that of V1");
  }

  @Test
  void doesNotTakeA404FromSomethingElseForAMissingRelease() {
    gitHub.answer(
        REPOSITORY + "/releases/tags/v1",
        aResponse().withStatus(404).withBody("<html>no such host</html>"));
    assertThatThrownBy(() -> gitHub.source().release(TARGET, "v1"))
        .isInstanceOf(GitHubUnavailableException.class);
  }

  @Test
  void refusesARepositoryThatIsGone() {
    gitHub.answer("/repositories/42", error(404, "Not Found"));
    assertThatThrownBy(() -> gitHub.source().release(TARGET, "v1"))
        .isInstanceOfSatisfying(
            GitHubRefusedException.class,
            e -> assertThat(e.refusal()).isEqualTo(Refusal.NOT_ACCESSIBLE));
  }

  @Test
  void readsTheHeadOfABranch() {
    gitHub.showRef("heads/main", "refs/heads/main", "commit", COMMIT);
    assertThat(gitHub.source().branchHead(TARGET, "main")).isEqualTo(COMMIT);
  }

  @Test
  void asksAgainForABranchThatGitHubDoesNotKnowYet() {
    gitHub.answer(REPOSITORY + "/git/ref/heads/main", error(404, "Not Found"));
    assertThatThrownBy(() -> gitHub.source().branchHead(TARGET, "main"))
        .isInstanceOf(GitHubUnavailableException.class);
  }

  @Test
  void looksUpTheNameOfTheRepositoryAgainAfterAMinute() {
    gitHub.showRef("heads/main", "refs/heads/main", "commit", COMMIT);
    var source = gitHub.source();
    source.branchHead(TARGET, "main");
    gitHub.now.set(StubbedGitHub.NOW.plus(Duration.ofSeconds(59)));
    source.branchHead(TARGET, "main");
    assertThat(gitHub.count("/repositories/42")).isEqualTo(1);
    gitHub.now.set(StubbedGitHub.NOW.plus(Duration.ofSeconds(60)));
    source.branchHead(TARGET, "main");
    assertThat(gitHub.count("/repositories/42")).isEqualTo(2);
  }

  private static ReleaseState state(String tag, String name, Optional<String> tagObject) {
    return new ReleaseState(
        new Release(
            "https://github.example",
            RepositoryName.parse(name),
            42,
            7,
            Instant.parse("2020-01-02T03:04:05Z"),
            "public",
            tag,
            COMMIT,
            tagObject),
        "main",
        Instant.parse("2026-03-01T11:30:00Z"),
        true,
        List.of());
  }
}
