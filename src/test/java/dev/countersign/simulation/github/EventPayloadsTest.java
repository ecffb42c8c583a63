package dev.countersign.simulation.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.fixture.SharedFixtures;
import dev.countersign.simulation.git.FileContent;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Payloads have the fields of those that GitHub really sent. */
class EventPayloadsTest {
  private final SimulatedGitHub github = SimulatedGitHub.start();
  private final SimulatedRepository repository = github.createRepository("octocat/hello");
  private final SimulatedInstallation installation = github.install(repository);
  private String first = "";

  @BeforeEach
  void commit() {
    first = repository.commit("main", Map.of("a", FileContent.text("a")), "First");
  }

  @AfterEach
  void stop() {
    github.close();
  }

  @Test
  void tellsOfPullRequestsAsGitHubDoes() {
    repository.branch("side", first);
    SimulatedPullRequest opened = repository.pullRequests().open("side");
    JsonNode payload =
        json(github.payloads().pullRequestSynchronized(repository, opened, "0".repeat(40)));
    JsonNode real = Json.read(SharedFixtures.webhook("pull_request.synchronize"));

    assertThat(fields(payload)).containsAll(fields(real));
    assertThat(fields(payload.path("pull_request")))
        .containsAll(without(fields(real.path("pull_request")), "_links"));
    assertThat(fields(payload.at("/pull_request/head")))
        .isEqualTo(fields(real.at("/pull_request/head")));
  }

  @Test
  void tellsOfChecksAsGitHubDoes() {
    CheckRun run = repository.addForeignCheckRun(7, "Countersign", first);
    JsonNode payload = json(github.payloads().checkRunAction(repository, run, "verify"));
    JsonNode real = Json.read(SharedFixtures.webhook("check_run.requested_action"));

    assertThat(fields(payload)).containsAll(without(fields(real), "organization"));
    assertThat(fields(payload.path("check_run"))).containsAll(fields(real.path("check_run")));
    assertThat(payload.at("/check_run/app/id").asLong()).isEqualTo(7);
    assertThat(payload.at("/requested_action/identifier").asText()).isEqualTo("verify");
    JsonNode suite = json(github.payloads().checkSuiteRerequested(repository, first));
    JsonNode realSuite = Json.read(SharedFixtures.webhook("check_suite.rerequested"));
    assertThat(fields(suite.path("check_suite")))
        .containsAll(fields(realSuite.path("check_suite")));
    assertThat(suite.at("/check_suite/app/id").asLong()).isEqualTo(github.app().id());
  }

  @Test
  void tellsOfInstallationsAsGitHubDoes() {
    JsonNode real = Json.read(SharedFixtures.webhook("installation.created"));

    assertThat(fields(json(github.payloads().installation("created", installation))))
        .containsAll(fields(real));
    JsonNode added =
        json(github.payloads().installationRepositories("added", installation, repository));
    assertThat(added.at("/repositories_added/0/full_name").asText()).isEqualTo("octocat/hello");
    assertThat(added.path("repositories_removed")).isEmpty();
  }

  @Test
  void tellsOfTagsRepositoriesAndMergeGroups() {
    repository.branch("side", first);
    MergeGroup group = repository.pullRequests().queue(repository.pullRequests().open("side"));

    JsonNode created = json(github.payloads().created(repository, "tag", "v1"));
    assertThat(created.path("ref").asText()).isEqualTo("v1");
    assertThat(created.path("ref_type").asText()).isEqualTo("tag");
    assertThat(json(github.payloads().deleted(repository, "tag", "v1")).path("ref").asText())
        .isEqualTo("v1");
    JsonNode queued = json(github.payloads().mergeGroup(repository, group));
    assertThat(queued.at("/merge_group/base_ref").asText()).isEqualTo("refs/heads/main");
    assertThat(queued.at("/merge_group/head_commit/id").asText()).isEqualTo(group.headSha());
    JsonNode archived = json(github.payloads().repository("archived", repository));
    assertThat(archived.at("/installation/id").asLong()).isEqualTo(installation.id());
    assertThat(archived.path("action").asText()).isEqualTo("archived");
  }

  @Test
  void takesTheConclusionBackWhenACheckRunIsRunAgain() {
    CheckRun run = repository.addForeignCheckRun(7, "Countersign", first);

    assertThat(repository.rerun(run).conclusion()).isEmpty();
    assertThat(repository.checkRuns().get(0).status()).isEqualTo("queued");
  }

  private static JsonNode json(WebhookDelivery delivery) {
    return Json.read(delivery.body());
  }

  private static Set<String> fields(JsonNode json) {
    Set<String> names = new TreeSet<>();
    json.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Set<String> without(Set<String> names, String name) {
    names.remove(name);
    return names;
  }
}
