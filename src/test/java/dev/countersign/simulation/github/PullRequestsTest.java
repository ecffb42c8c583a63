package dev.countersign.simulation.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.simulation.git.FileContent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PullRequestsTest {
  private static final String HELLO = "/repos/octocat/hello";

  private final SimulatedGitHub github = SimulatedGitHub.start();
  private final SimulatedRepository repository = github.createRepository("octocat/hello");
  private final SimulatedInstallation installation = github.install(repository);
  private final RestClient client = new RestClient(github.url());
  private String first = "";

  @BeforeEach
  void commit() throws Exception {
    first = repository.commit("main", Map.of("a", FileContent.text("a")), "First");
    client.authorizeAs(installation, github.app(), Instant.now(), "");
  }

  @AfterEach
  void stop() {
    github.close();
  }

  @Test
  void showsAPullRequestFromAForkWhoseCommitsAreReadableInTheRepository() throws Exception {
    SimulatedRepository fork = github.fork(repository, "eve");
    fork.branch("patch", first);
    String head = fork.commit("patch", Map.of("b", FileContent.text("b")), "Second");
    assertThat(client.get(HELLO + "/git/commits/" + head).statusCode()).isEqualTo(404);

    SimulatedPullRequest opened = repository.pullRequests().open(fork, "patch", "main");

    JsonNode json = client.json(HELLO + "/pulls/" + opened.number());
    assertThat(json.path("state").asText()).isEqualTo("open");
    assertThat(json.at("/head/repo/full_name").asText()).isEqualTo("eve/hello");
    assertThat(json.at("/head/sha").asText()).isEqualTo(head);
    assertThat(json.at("/base/ref").asText()).isEqualTo("main");
    assertThat(json.path("commits").asInt()).isEqualTo(1);
    assertThat(client.get(HELLO + "/git/commits/" + head).statusCode()).isEqualTo(200);
  }

  @Test
  void takesOverNewCommitsAndIsClosed() throws Exception {
    SimulatedPullRequest opened = open("side");
    String second = repository.commit("side", Map.of("c", FileContent.text("c")), "Third");
    repository.pullRequests().synchronize(opened);
    repository.pullRequests().close(opened);

    JsonNode json = client.json(HELLO + "/pulls/" + opened.number());
    assertThat(json.at("/head/sha").asText()).isEqualTo(second);
    assertThat(json.path("state").asText()).isEqualTo("closed");
    assertThat(json.path("merged").asBoolean()).isFalse();
  }

  @Test
  void findsThePullRequestsOfACommit() throws Exception {
    SimulatedPullRequest merged = open("side");
    String head = merged.head();
    assertThat(numbers(head)).containsExactly(merged.number());

    String merge = repository.pullRequests().merge(merged);
    SimulatedPullRequest later = open("later");

    assertThat(client.json(HELLO + "/pulls/" + merged.number()).path("merged").asBoolean())
        .isTrue();
    assertThat(numbers(merge)).containsExactly(merged.number());
    assertThat(numbers(head)).containsExactly(merged.number());
    assertThat(numbers(later.head())).containsExactly(later.number());
    assertThat(numbers(first)).isEmpty();
    assertThat(client.get(HELLO + "/commits/" + "0".repeat(40) + "/pulls").statusCode())
        .isEqualTo(422);
  }

  @Test
  void asksForThePermissionToReadThem() throws Exception {
    SimulatedPullRequest opened = open("side");
    installation.deny("pull_requests");

    assertThat(client.get(HELLO + "/pulls/" + opened.number()).statusCode()).isEqualTo(403);
    assertThat(client.get(HELLO + "/commits/" + first + "/pulls").statusCode()).isEqualTo(403);
  }

  @Test
  void makesAGroupOfAMergeQueue() {
    SimulatedPullRequest opened = open("side");

    MergeGroup group = repository.pullRequests().queue(opened);

    assertThat(group.baseSha()).isEqualTo(repository.head("main")).isEqualTo(first);
    assertThat(group.headRef())
        .isEqualTo("refs/heads/gh-readonly-queue/main/pr-" + opened.number() + "-" + first);
    assertThat(repository.history().objects().commit(group.headSha()).orElseThrow().parents())
        .containsExactly(first, opened.head());
  }

  private SimulatedPullRequest open(String branch) {
    repository.branch(branch, repository.head("main"));
    repository.commit(branch, Map.of(branch, FileContent.text(branch)), "Onto " + branch);
    return repository.pullRequests().open(branch);
  }

  private List<Integer> numbers(String commit) throws Exception {
    return client.json(HELLO + "/commits/" + commit + "/pulls").findValues("number").stream()
        .map(JsonNode::asInt)
        .toList();
  }
}
