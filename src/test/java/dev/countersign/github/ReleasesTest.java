package dev.countersign.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.countersign.github.StubbedGitHub.COMMIT;
import static dev.countersign.github.StubbedGitHub.GRAPHQL;
import static dev.countersign.github.StubbedGitHub.REPOSITORY;
import static dev.countersign.github.StubbedGitHub.TARGET;
import static dev.countersign.github.StubbedGitHub.TOKENS;
import static dev.countersign.github.StubbedGitHub.commit;
import static dev.countersign.github.StubbedGitHub.error;
import static dev.countersign.github.StubbedGitHub.graphAnswer;
import static dev.countersign.github.StubbedGitHub.graphError;
import static dev.countersign.github.StubbedGitHub.json;
import static dev.countersign.github.StubbedGitHub.reference;
import static dev.countersign.github.StubbedGitHub.release;
import static dev.countersign.github.StubbedGitHub.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubRefusedException.Refusal;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.port.MaterialSource;
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
  void readsAReleaseInOneRequest() {
    gitHub.showRelease("v1", commit(COMMIT));

    assertThat(gitHub.source().release(TARGET, "v1"))
        .contains(state("v1", "octo/demo", Optional.empty()));
    assertThat(gitHub.requests()).containsExactlyInAnyOrder("POST " + TOKENS, "POST " + GRAPHQL);
    gitHub.server.verify(
        postRequestedFor(urlPathEqualTo(GRAPHQL))
            .withHeader("Authorization", equalTo("Bearer ghs_first"))
            .withRequestBody(
                matchingJsonPath(
                    "$.variables",
                    equalToJson(
                        """
                        {"owner": "octo", "name": "demo", "tag": "v1", "ref": "refs/tags/v1"}"""))));
  }

  @Test
  void takesTheNewNameOfTheRepositoryFromTheAnswer() {
    gitHub.showGraph(42, "octo/renamed", fields("v1"));

    assertThat(gitHub.source().release(TARGET, "v1"))
        .contains(state("v1", "octo/renamed", Optional.empty()));
  }

  @Test
  void looksForTheRepositoryByItsIdWhereItsNameIsUnknown() {
    gitHub.graph(json(graphError("NOT_FOUND", "Could not resolve to a Repository")));
    gitHub.showRepository(42, "octo/renamed");
    gitHub.server.stubFor(
        post(GRAPHQL)
            .withRequestBody(matchingJsonPath("$.variables.name", equalTo("renamed")))
            .willReturn(json(graphAnswer(42, "octo/renamed", fields("v1")))));

    assertThat(gitHub.source().release(TARGET, "v1"))
        .contains(state("v1", "octo/renamed", Optional.empty()));
  }

  @Test
  void doesNotTakeAnotherRepositoryOfThatNameForTheTarget() {
    gitHub.showGraph(43, "octo/demo", fields("v1"));
    gitHub.showRepository(42, "octo/moved");
    gitHub.server.stubFor(
        post(GRAPHQL)
            .withRequestBody(matchingJsonPath("$.variables.name", equalTo("moved")))
            .willReturn(json(graphAnswer(42, "octo/moved", fields("v1")))));

    assertThat(gitHub.source().release(TARGET, "v1"))
        .contains(state("v1", "octo/moved", Optional.empty()));
  }

  @Test
  void isUnavailableWhereGraphQlDoesNotKnowTheNameThatRestGives() {
    gitHub.showGraph(43, "octo/demo", fields("v1"));
    assertThatThrownBy(() -> gitHub.source().release(TARGET, "v1"))
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessageContaining("the present name of repository 42");
  }

  @Test
  void refusesToTakeAnotherRepositoryForTheTarget() {
    gitHub.showRepository(43, "octo/demo");
    assertThatThrownBy(() -> gitHub.source().releaseExists(TARGET, "v1"))
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessageContaining("expected repository 42, found 43");
  }

  @Test
  void peelsNestedTags() {
    String outer = "b".repeat(40);
    gitHub.showRelease("v1", tag(outer, tag(TAG_OBJECT, commit(COMMIT))));

    assertThat(gitHub.source().release(TARGET, "v1"))
        .contains(state("v1", "octo/demo", Optional.of(outer)));
  }

  @Test
  void peelsFiveTagsAndNoMore() {
    String five = commit(COMMIT);
    for (int depth = 0; depth < 5; depth++) {
      five = tag(TAG_OBJECT, five);
    }
    gitHub.showRelease("v1", five);
    assertThat(gitHub.source().release(TARGET, "v1"))
        .contains(state("v1", "octo/demo", Optional.of(TAG_OBJECT)));

    gitHub.showRelease("v1", tag(TAG_OBJECT, five));
    assertThatThrownBy(() -> gitHub.source().release(TARGET, "v1"))
        .isInstanceOf(GitHubRefusedException.class)
        .hasMessage("tag v1 is a tag of a tag, more than 5 deep");
  }

  @Test
  void refusesATagThatPointsAtATree() {
    gitHub.showRelease("v1", commit(COMMIT).replace("Commit", "Tree"));

    assertThatThrownBy(() -> gitHub.source().release(TARGET, "v1"))
        .isInstanceOf(GitHubRefusedException.class)
        .hasMessage("expected tag v1 to point at a commit, found a tree");
  }

  @Test
  void takesTagsOfOddCharactersAsTheyAre() {
    String tag = "release/v1+ü%2F#x\u0301";
    gitHub.showRelease(tag, commit(COMMIT));
    gitHub.showRestRelease("release/v1+%C3%BC%252F%23x%CC%81", tag);

    assertThat(gitHub.source().release(TARGET, tag))
        .contains(state(tag, "octo/demo", Optional.empty()));
    assertThat(gitHub.source().releaseExists(TARGET, tag)).isTrue();
    gitHub.server.verify(
        postRequestedFor(urlPathEqualTo(GRAPHQL))
            .withRequestBody(matchingJsonPath("$.variables.tag", equalTo(tag))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../../../../user", "a/../b", "/v1", "v1/", "a//b", ".v1", "a\\b"})
  void knowsThatGitAllowsNoSuchTag(String tag) {
    assertThat(gitHub.source().release(TARGET, tag)).isEmpty();
    assertThat(gitHub.source().releaseExists(TARGET, tag)).isFalse();
    assertThat(gitHub.requests()).isEmpty();
  }

  @Test
  void findsNoReleaseWhereThereIsNone() {
    gitHub.showReleases(
        "\"release\": null, \"ref\": " + reference("refs/tags/", "v1", commit(COMMIT)));
    gitHub.answer(REPOSITORY + "/releases/tags/v1", error(404, "Not Found"));
    assertThat(gitHub.source().release(TARGET, "v1")).isEmpty();
    assertThat(gitHub.source().releaseExists(TARGET, "v1")).isFalse();
  }

  @Test
  void doesNotTakeADraftForARelease() {
    gitHub.showGraph(fields("v1").replace("\"isDraft\": false", "\"isDraft\": true"));
    gitHub.answer(
        REPOSITORY + "/releases/tags/v1",
        """
        {"tag_name": "v1", "draft": true, "prerelease": false, "published_at": null}""");
    assertThat(gitHub.source().release(TARGET, "v1")).isEmpty();
    assertThat(gitHub.source().releaseExists(TARGET, "v1")).isFalse();
  }

  @Test
  void findsNoReleaseWhoseTagVanished() {
    gitHub.showReleases("\"ref\": null, \"release\": " + release("v1", 0));
    assertThat(gitHub.source().release(TARGET, "v1")).isEmpty();
  }

  @Test
  void doesNotTakeAReferenceThatMerelyEndsAlike() {
    gitHub.showReleases(
        "\"release\": %s, \"ref\": %s"
            .formatted(release("v1", 0), reference("refs/heads/", "refs/tags/v1", commit(COMMIT))));
    assertThat(gitHub.source().release(TARGET, "v1")).isEmpty();

    gitHub.showReleases(
        "\"release\": %s, \"ref\": %s"
            .formatted(release("v1", 0), reference("refs/tags/", "v10", commit(COMMIT))));
    assertThat(gitHub.source().release(TARGET, "v1")).isEmpty();
  }

  @Test
  void doesNotTakeTheReleaseOfAnotherTag() {
    gitHub.showGraph(fields("v1").replace("\"tagName\": \"v1\"", "\"tagName\": \"V1\""));
    assertThatThrownBy(() -> gitHub.source().release(TARGET, "v1"))
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessageContaining("expected the release of v1, found that of V1");

    gitHub.showRestRelease("v1", "V1");
    assertThatThrownBy(() -> gitHub.source().releaseExists(TARGET, "v1"))
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessageContaining("expected the release of v1, found that of V1");
  }

  @Test
  void doesNotTakeA404FromSomethingElseForAMissingRelease() {
    gitHub.answer(
        REPOSITORY + "/releases/tags/v1",
        aResponse().withStatus(404).withBody("<html>no such host</html>"));
    assertThatThrownBy(() -> gitHub.source().releaseExists(TARGET, "v1"))
        .isInstanceOf(GitHubUnavailableException.class);
  }

  @Test
  void refusesARepositoryThatIsGone() {
    gitHub.graph(json(graphError("NOT_FOUND", "Could not resolve to a Repository")));
    gitHub.answer("/repositories/42", error(404, "Not Found"));
    assertThatThrownBy(() -> gitHub.source().release(TARGET, "v1"))
        .isInstanceOfSatisfying(
            GitHubRefusedException.class,
            e -> assertThat(e.refusal()).isEqualTo(Refusal.NOT_ACCESSIBLE));
  }

  @Test
  void looksUpTheNameOfTheRepositoryAgainAfterAMinute() {
    gitHub.showRestRelease("v1", "v1");
    var source = gitHub.source();
    source.releaseExists(TARGET, "v1");
    gitHub.now.set(StubbedGitHub.NOW.plus(Duration.ofSeconds(59)));
    source.releaseExists(TARGET, "v1");
    assertThat(gitHub.count("/repositories/42")).isEqualTo(1);
    gitHub.now.set(StubbedGitHub.NOW.plus(Duration.ofSeconds(60)));
    source.releaseExists(TARGET, "v1");
    assertThat(gitHub.count("/repositories/42")).isEqualTo(2);
  }

  @Test
  void asksGitHubEnterpriseWhereItHasGraphQl() {
    gitHub.server.stubFor(
        post("/api/graphql").willReturn(json(graphAnswer(42, "octo/demo", fields("v1")))));
    gitHub.server.stubFor(
        post("/api/v3" + TOKENS)
            .willReturn(
                json("{\"token\": \"ghs_x\", \"expires_at\": \"2026-03-01T13:00:00Z\"}")
                    .withStatus(201)));
    MaterialSource source =
        gitHub.app(gitHub.server.baseUrl() + "/api/v3", GitHubOptions.defaults()).materialSource();
    assertThat(source.release(TARGET, "v1")).isPresent();
  }

  private static String fields(String tag) {
    return """
        "defaultBranchRef": %s, "release": %s, "ref": %s"""
        .formatted(
            reference("refs/heads/", "main", commit(COMMIT)),
            release(tag, 0),
            reference("refs/tags/", tag, commit(COMMIT)));
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
        COMMIT,
        Instant.parse("2026-03-01T11:30:00Z"),
        List.of());
  }
}
