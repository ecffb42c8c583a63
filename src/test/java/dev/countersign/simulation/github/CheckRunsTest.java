package dev.countersign.simulation.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.simulation.git.FileContent;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckRunsTest {
  private static final String RUNS = "/repos/octocat/hello/check-runs";

  private final SimulatedGitHub github = SimulatedGitHub.start();
  private final SimulatedRepository repository = github.createRepository("octocat/hello");
  private final RestClient client = new RestClient(github.url());
  private String head = "";

  @BeforeEach
  void commit() throws Exception {
    head = repository.commit("main", Map.of("a", FileContent.text("a")), "First");
    client.authorizeAs(github.install(repository), github.app(), Instant.now(), "");
  }

  @AfterEach
  void stop() {
    github.close();
  }

  @Test
  void keepsEveryStateOfACheckRun() throws Exception {
    long id = create(request().put("status", "in_progress").put("external_id", "v1"));
    ObjectNode done = Json.object();
    done.put("conclusion", "success");
    done.putObject("output").put("title", "Verified").put("summary", "All is well");
    assertThat(client.send("PATCH", RUNS + "/" + id, done.toString()).statusCode()).isEqualTo(200);

    assertThat(repository.checkRunHistory())
        .extracting(CheckRun::status, CheckRun::conclusion)
        .containsExactly(
            tuple("in_progress", Optional.empty()), tuple("completed", Optional.of("success")));
    assertThat(repository.checkRuns())
        .singleElement()
        .satisfies(run -> assertThat(run.externalId()).isEqualTo("v1"))
        .satisfies(run -> assertThat(run.output().title()).isEqualTo("Verified"));
    assertThat(client.json(RUNS + "/" + id).path("output").path("summary").asText())
        .isEqualTo("All is well");
  }

  @Test
  void findsTheLatestCheckRunsOfACommit() throws Exception {
    create(request());
    long second = create(request());
    long foreign = repository.addForeignCheckRun(7, "Countersign", head).id();
    String path = "/repos/octocat/hello/commits/main/check-runs?check_name=Countersign";

    assertThat(ids(client.json(path))).containsExactly(foreign, second);
    assertThat(ids(client.json(path + "&filter=all"))).hasSize(3);
    assertThat(ids(client.json(path + "&app_id=" + github.app().id()))).containsExactly(second);
    assertThat(client.send("PATCH", RUNS + "/" + foreign, "{\"status\":\"queued\"}").statusCode())
        .isEqualTo(403);
  }

  @Test
  void refusesACommitThatItDoesNotKnow() throws Exception {
    assertThat(post(request().put("head_sha", "0".repeat(40)))).isEqualTo(422);
  }

  @Test
  void refusesCompletionWithoutAConclusion() throws Exception {
    assertThat(post(request().put("status", "completed"))).isEqualTo(422);
    assertThat(post(request().put("conclusion", "splendid"))).isEqualTo(422);
  }

  @Test
  void countsTheBytesOfSummaryAndText() throws Exception {
    ObjectNode fits = request();
    fits.putObject("output")
        .put("title", "t")
        .put("summary", "é".repeat(32_767) + "x")
        .put("text", "x".repeat(65_535));
    assertThat(post(fits)).isEqualTo(201);

    ObjectNode tooLong = request();
    tooLong.putObject("output").put("title", "t").put("summary", "é".repeat(32_768));
    assertThat(post(tooLong)).isEqualTo(422);
    ObjectNode longText = request();
    longText
        .putObject("output")
        .put("title", "t")
        .put("summary", "s")
        .put("text", "x".repeat(65_536));
    assertThat(post(longText)).isEqualTo(422);
  }

  @Test
  void refusesMoreThanFiftyAnnotationsAtOnceAndAddsThemUp() throws Exception {
    assertThat(post(withAnnotations(51))).isEqualTo(422);

    long id = create(withAnnotations(50));
    client.send("PATCH", RUNS + "/" + id, withAnnotations(2).toString());

    assertThat(client.json(RUNS + "/" + id).path("output").path("annotations_count").asInt())
        .isEqualTo(52);
    assertThat(client.json(RUNS + "/" + id + "/annotations?per_page=100")).hasSize(52);
  }

  @Test
  void listsAnnotationsPageByPage() throws Exception {
    long id = create(withAnnotations(50));
    client.send("PATCH", RUNS + "/" + id, withAnnotations(20).toString());
    String list =
        URI.create(client.json(RUNS + "/" + id).path("output").path("annotations_url").asText())
            .getPath();

    assertThat(client.json(list)).hasSize(30);
    JsonNode last = client.json(list + "?per_page=60&page=2");
    assertThat(last).hasSize(10);
    assertThat(last.path(0))
        .isEqualTo(
            Json.object()
                .put("path", "a")
                .put("blob_href", "https://github.com/octocat/hello/blob/" + head + "/a")
                .put("start_line", 11)
                .putNull("start_column")
                .put("end_line", 11)
                .putNull("end_column")
                .put("annotation_level", "failure")
                .putNull("title")
                .put("message", "m")
                .putNull("raw_details"));
  }

  @Test
  void refusesAnnotationsThatAreTooLongOrOfNoKnownLevel() throws Exception {
    assertThat(post(withAnnotation("title", "t".repeat(255)))).isEqualTo(201);
    assertThat(post(withAnnotation("title", "t".repeat(256)))).isEqualTo(422);
    assertThat(post(withAnnotation("message", "é".repeat(32_768)))).isEqualTo(201);
    assertThat(post(withAnnotation("message", "é".repeat(32_768) + "x"))).isEqualTo(422);
    assertThat(post(withAnnotation("annotation_level", "error"))).isEqualTo(422);
  }

  @Test
  void refusesWritesToAnArchivedRepository() throws Exception {
    repository.settings().setArchived(true);
    assertThat(post(request())).isEqualTo(403);
    assertThat(repository.checkRuns()).isEmpty();
  }

  private ObjectNode request() {
    return Json.object().put("name", "Countersign").put("head_sha", head);
  }

  private ObjectNode withAnnotations(int count) {
    ObjectNode json = request();
    ArrayNode annotations =
        json.putObject("output").put("title", "t").put("summary", "s").putArray("annotations");
    for (int i = 1; i <= count; i++) {
      annotations
          .addObject()
          .put("path", "a")
          .put("start_line", i)
          .put("end_line", i)
          .put("annotation_level", "failure")
          .put("message", "m");
    }
    return json;
  }

  private ObjectNode withAnnotation(String field, String value) {
    ObjectNode json = withAnnotations(1);
    ((ObjectNode) json.at("/output/annotations/0")).put(field, value);
    return json;
  }

  private int post(ObjectNode body) throws Exception {
    return client.send("POST", RUNS, body.toString()).statusCode();
  }

  private long create(ObjectNode body) throws Exception {
    HttpResponse<byte[]> response = client.send("POST", RUNS, body.toString());
    assertThat(response.statusCode()).isEqualTo(201);
    return RestClient.json(response).path("id").asLong();
  }

  private static List<Long> ids(JsonNode json) {
    List<Long> ids = new ArrayList<>();
    json.path("check_runs").forEach(run -> ids.add(run.path("id").asLong()));
    return ids;
  }
}
