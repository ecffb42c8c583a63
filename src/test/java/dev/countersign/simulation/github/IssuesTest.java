package dev.countersign.simulation.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.simulation.git.FileContent;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IssuesTest {
  private static final String ISSUES = "/repos/octocat/hello/issues";

  private final SimulatedGitHub github = SimulatedGitHub.start();
  private final SimulatedRepository repository = github.createRepository("octocat/hello");
  private final SimulatedInstallation installation = github.install(repository);
  private final Account eve = github.account("eve");
  private final RestClient client = new RestClient(github.url());

  @BeforeEach
  void authorize() throws Exception {
    repository.commit("main", Map.of("a", FileContent.text("a")), "First");
    client.authorizeAs(installation, github.app(), Instant.now(), "");
  }

  @AfterEach
  void stop() {
    github.close();
  }

  @Test
  void saysWhichAppOpenedAnIssue() throws Exception {
    JsonNode ours = create("title", "body");
    SimulatedIssue theirs = repository.issues().open(eve, "theirs", "");

    assertThat(ours.at("/performed_via_github_app/id").asLong()).isEqualTo(github.app().id());
    assertThat(ours.at("/user/login").asText()).isEqualTo("countersign[bot]");
    assertThat(
            client.json(ISSUES + "/" + theirs.number()).path("performed_via_github_app").isNull())
        .isTrue();
    assertThat(numbers("?creator=countersign%5Bbot%5D"))
        .containsExactly(ours.path("number").asInt());
    assertThat(numbers("?creator=eve")).containsExactly(theirs.number());
  }

  @Test
  void listsPullRequestsAmongIssuesByState() throws Exception {
    int issue = create("title", "body").path("number").asInt();
    repository.branch("side", repository.head("main"));
    SimulatedPullRequest pullRequest = repository.pullRequests().open("side");

    assertThat(numbers("")).containsExactly(pullRequest.number(), issue);
    patch(issue, Json.object().put("state", "closed"));
    assertThat(numbers("")).containsExactly(pullRequest.number());
    assertThat(numbers("?state=closed")).containsExactly(issue);
    assertThat(numbers("?state=all&per_page=1&page=2")).containsExactly(issue);
  }

  @Test
  void closesAndReopensAnIssue() throws Exception {
    int number = create("title", "body").path("number").asInt();

    JsonNode closed = patch(number, Json.object().put("state", "closed").put("body", "new"));
    assertThat(closed.path("state_reason").asText()).isEqualTo("completed");
    assertThat(closed.path("body").asText()).isEqualTo("new");
    assertThat(closed.path("title").asText()).isEqualTo("title");
    JsonNode reopened = patch(number, Json.object().put("state", "open"));
    assertThat(reopened.path("state").asText()).isEqualTo("open");
    assertThat(reopened.path("state_reason").asText()).isEqualTo("reopened");
    assertThat(reopened.path("closed_at").isNull()).isTrue();
  }

  @Test
  void takesAndEditsComments() throws Exception {
    int number = create("title", "body").path("number").asInt();
    repository.issues().comment(number, eve, "theirs");
    long id = comment(number, "ours").path("id").asLong();

    client.send("PATCH", ISSUES + "/comments/" + id, "{\"body\": \"edited\"}");

    assertThat(client.json(ISSUES + "/" + number + "/comments").findValuesAsText("body"))
        .containsExactly("theirs", "edited");
    assertThat(client.json(ISSUES + "/comments/" + id).path("body").asText()).isEqualTo("edited");
  }

  @Test
  void refusesWhatGitHubRefuses() throws Exception {
    int number = create("title", "body").path("number").asInt();
    assertThat(status("POST", "/" + number + "/comments", body("x".repeat(65_537)))).isEqualTo(422);
    assertThat(status("POST", "", body("no title"))).isEqualTo(422);
    assertThat(status("POST", "/99/comments", body("x"))).isEqualTo(404);
    repository.issues().lock(number);
    assertThat(status("POST", "/" + number + "/comments", body("x"))).isEqualTo(403);
    repository.issues().disable();
    assertThat(status("POST", "", body("x").put("title", "t"))).isEqualTo(410);
    assertThat(status("GET", "", Json.object())).isEqualTo(410);
  }

  @Test
  void takesCommentsWithEitherPermissionAndIssuesWithOne() throws Exception {
    int number = create("title", "body").path("number").asInt();
    installation.deny("issues");
    assertThat(status("POST", "/" + number + "/comments", body("x"))).isEqualTo(201);
    assertThat(status("POST", "", body("x").put("title", "t"))).isEqualTo(403);
    installation.grant("issues", "read");
    installation.deny("pull_requests");
    assertThat(status("GET", "/" + number + "/comments", Json.object())).isEqualTo(200);
    assertThat(status("POST", "/" + number + "/comments", body("x"))).isEqualTo(403);
  }

  private JsonNode create(String title, String body) throws Exception {
    return RestClient.json(client.send("POST", ISSUES, body(body).put("title", title).toString()));
  }

  private JsonNode comment(int number, String body) throws Exception {
    return RestClient.json(
        client.send("POST", ISSUES + "/" + number + "/comments", body(body).toString()));
  }

  private JsonNode patch(int number, ObjectNode change) throws Exception {
    return RestClient.json(client.send("PATCH", ISSUES + "/" + number, change.toString()));
  }

  private int status(String method, String path, ObjectNode body) throws Exception {
    HttpResponse<byte[]> response =
        client.send(method, ISSUES + path, method.equals("GET") ? "" : body.toString());
    return response.statusCode();
  }

  private static ObjectNode body(String text) {
    return Json.object().put("body", text);
  }

  private List<Integer> numbers(String query) throws Exception {
    return client.json(ISSUES + query).findValues("number").stream().map(JsonNode::asInt).toList();
  }
}
