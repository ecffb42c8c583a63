package dev.countersign.simulation.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.simulation.git.FileContent;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestApiTest {
  private static final String HELLO = "/repos/octocat/hello";

  private final SimulatedGitHub github = SimulatedGitHub.start();
  private final SimulatedRepository repository = github.createRepository("octocat/hello");
  private final RestClient client = new RestClient(github.url());
  private String first = "";

  @BeforeEach
  void commit() throws Exception {
    first =
        repository.commit(
            "main",
            Map.of(
                "README.md", FileContent.text("hello\n"),
                "src/run", FileContent.executable("#!/bin/sh\n"),
                "src/deep/a", FileContent.text("a")),
            "First");
    client.authorizeAs(github.install(repository), github.app(), Instant.now(), "");
  }

  @AfterEach
  void stop() {
    github.close();
  }

  @Test
  void findsAReleaseByATagWithSlashesHoweverItIsEncoded() throws Exception {
    SimulatedRelease release = repository.publishRelease("lib/v1+1 ä");

    for (String tag : new String[] {"lib/v1+1%20%C3%A4", "lib%2Fv1%2B1%20%C3%A4"}) {
      assertThat(client.json(HELLO + "/releases/tags/" + tag).path("id").asLong())
          .isEqualTo(release.id());
      assertThat(client.json(HELLO + "/git/ref/tags/" + tag).path("object").path("sha").asText())
          .isEqualTo(first);
    }
  }

  @Test
  void hidesDraftsAndDeletedReleases() throws Exception {
    SimulatedRelease draft = repository.draftRelease("v1");
    assertThat(status("/releases/tags/v1")).isEqualTo(404);
    assertThat(client.json(HELLO + "/releases")).isEmpty();

    repository.publish(draft.prerelease(true));
    assertThat(client.json(HELLO + "/releases/tags/v1").path("prerelease").asBoolean()).isTrue();
    assertThat(status("/releases/latest")).isEqualTo(404);

    repository.deleteRelease(draft);
    assertThat(status("/releases/tags/v1")).isEqualTo(404);
    assertThat(status("/git/ref/tags/v1")).isEqualTo(200);
  }

  @Test
  void pagesListsWithLinks() throws Exception {
    for (int i = 1; i <= 5; i++) {
      repository.publishRelease("v" + i);
    }

    HttpResponse<byte[]> page = client.get(HELLO + "/releases?per_page=2&page=2");

    assertThat(RestClient.json(page)).hasSize(2);
    assertThat(RestClient.json(page).path(0).path("tag_name").asText()).isEqualTo("v3");
    String at = "<" + github.url() + HELLO + "/releases?page=%d&per_page=2>; rel=\"%s\"";
    assertThat(page.headers().firstValue("Link"))
        .contains(
            String.join(
                ", ",
                at.formatted(1, "prev"),
                at.formatted(3, "next"),
                at.formatted(3, "last"),
                at.formatted(1, "first")));
  }

  @Test
  void answersAnUnchangedResourceWith304AtNoCost() throws Exception {
    HttpResponse<byte[]> fresh = client.get(HELLO + "/branches/main");
    String tag = fresh.headers().firstValue("ETag").orElseThrow();
    int used = github.rateLimit().used();

    HttpResponse<byte[]> again = client.get(HELLO + "/branches/main", "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(github.rateLimit().used()).isEqualTo(used);

    repository.commit("main", Map.of("b", FileContent.text("b")), "Second");
    assertThat(client.get(HELLO + "/branches/main", "If-None-Match", tag).statusCode())
        .isEqualTo(200);
  }

  @Test
  void refusesMoreRequestsThanTheRateLimitAllows() throws Exception {
    github.rateLimit().setLimit(github.rateLimit().used() + 1);
    assertThat(status("")).isEqualTo(200);

    HttpResponse<byte[]> refused = client.get(HELLO);

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.headers().firstValue("X-RateLimit-Remaining")).contains("0");
    assertThat(refused.headers().firstValueAsLong("X-RateLimit-Reset").orElse(0))
        .isGreaterThan(Instant.now().getEpochSecond());
  }

  @Test
  void listsTreesAndTruncatesThemAtTheLimit() throws Exception {
    JsonNode whole = client.json(HELLO + "/git/trees/main?recursive=1");
    assertThat(whole.path("sha").asText()).isEqualTo(first);
    assertThat(whole.path("truncated").asBoolean()).isFalse();
    assertThat(whole.path("tree").findValuesAsText("path"))
        .containsExactly("README.md", "src", "src/deep", "src/deep/a", "src/run");
    assertThat(whole.path("tree").findValuesAsText("mode"))
        .containsExactly("100644", "040000", "040000", "100644", "100755");

    repository.settings().setTreeLimit(1);
    assertThat(client.json(HELLO + "/git/trees/main?recursive=1").path("tree")).hasSize(1);
    JsonNode flat = client.json(HELLO + "/git/trees/main");
    assertThat(flat.path("truncated").asBoolean()).isTrue();
    assertThat(flat.path("tree")).hasSize(1);
  }

  @Test
  void givesBlobsInLinesOfBase64AndRaw() throws Exception {
    byte[] content = new byte[100];
    repository.commit("main", Map.of("zeros", FileContent.of(content)), "Zeros");
    JsonNode entry = client.json(HELLO + "/contents/zeros");
    String blob = HELLO + "/git/blobs/" + entry.path("sha").asText();

    assertThat(client.json(blob).path("content").asText())
        .isEqualTo("A".repeat(60) + "\n" + "A".repeat(60) + "\n" + "A".repeat(14) + "==\n");
    assertThat(client.get(blob, "Accept", "application/vnd.github.raw+json").body())
        .isEqualTo(content);
    assertThat(entry.path("content")).isEqualTo(client.json(blob).path("content"));
  }

  @Test
  void comparesCommits() throws Exception {
    repository.branch("side", first);
    String side = repository.commit("side", Map.of("s", FileContent.text("s")), "Side");
    repository.commit("main", Map.of("m", FileContent.text("m")), "Main");

    JsonNode diverged = client.json(HELLO + "/compare/main..." + side);

    assertThat(diverged.path("status").asText()).isEqualTo("diverged");
    assertThat(diverged.path("ahead_by").asInt()).isEqualTo(1);
    assertThat(diverged.path("behind_by").asInt()).isEqualTo(1);
    assertThat(diverged.path("merge_base_commit").path("sha").asText()).isEqualTo(first);
    assertThat(diverged.path("files").findValuesAsText("filename")).containsExactly("s");
    repository.merge("main", side, "Merge");
    assertThat(client.json(HELLO + "/compare/main..." + side).path("status").asText())
        .isEqualTo("behind");
  }

  @Test
  void listsCommitsThatTouchAPath() throws Exception {
    String second = repository.commit("main", Map.of("src/x", FileContent.text("x")), "Second");
    repository.commit("main", Map.of("b", FileContent.text("b")), "Third");

    assertThat(client.json(HELLO + "/commits?path=src"))
        .extracting(commit -> commit.path("sha").asText())
        .containsExactly(second, first);
  }

  @Test
  void listsWorkflowRuns() throws Exception {
    WorkflowRun run =
        repository.startWorkflowRun(".github/workflows/r.yml", "release", "v1", first);
    repository.startWorkflowRun(".github/workflows/t.yml", "push", "main", first);
    repository.completeWorkflowRun(run, "failure");

    JsonNode runs = client.json(HELLO + "/actions/runs?event=release&head_sha=" + first);

    assertThat(runs.path("total_count").asInt()).isEqualTo(1);
    assertThat(runs.path("workflow_runs").path(0).path("conclusion").asText()).isEqualTo("failure");
  }

  @Test
  void redirectsFromAFormerName() throws Exception {
    github.moveRepository(repository, "octocat/renamed");

    HttpResponse<byte[]> moved = client.get(HELLO + "/branches/main");

    assertThat(moved.statusCode()).isEqualTo(301);
    String location = moved.headers().firstValue("Location").orElseThrow();
    assertThat(location)
        .isEqualTo(github.url() + "/repositories/" + repository.id() + "/branches/main");
    assertThat(client.json(location).path("commit").path("sha").asText()).isEqualTo(first);
    github.createRepository("octocat/hello");
    assertThat(status("")).isEqualTo(404);
  }

  @Test
  void refusesWhatItDoesNotKnow() throws Exception {
    assertThat(status("/git/commits/" + "0".repeat(40))).isEqualTo(404);
    assertThat(status("/commits/nothing")).isEqualTo(422);
    assertThat(status("/contents/nothing")).isEqualTo(404);
    assertThat(status("/branches/nothing")).isEqualTo(404);
    assertThat(status("/no-such-thing")).isEqualTo(404);
    assertThat(client.get("/codeload/octocat/hello/legacy.tar.gz/" + first).statusCode())
        .isEqualTo(404);
  }

  private int status(String path) throws Exception {
    return client.get(HELLO + path).statusCode();
  }
}
