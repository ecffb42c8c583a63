package dev.countersign.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.delivery.WebhookEvent.CheckRunRerequested;
import dev.countersign.delivery.WebhookEvent.DefaultBranchPushed;
import dev.countersign.delivery.WebhookEvent.Ignored;
import dev.countersign.delivery.WebhookEvent.ReleasePublished;
import dev.countersign.delivery.WebhookEvent.WorkflowRunCompleted;
import dev.countersign.fixture.SharedFixtures;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.verification.RepositoryName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventParserTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RepositoryName HELLO_WORLD = new RepositoryName("Codertocat", "Hello-World");

  @Test
  void readsARealPush() throws Exception {
    assertThat(EventParser.parse("push", SharedFixtures.webhook("push")))
        .isEqualTo(new DefaultBranchPushed(new RepositoryTarget(1, 186853002, HELLO_WORLD)));
  }

  @Test
  void readsARealRelease() throws Exception {
    assertThat(EventParser.parse("release", withInstallation("release.published")))
        .isEqualTo(new ReleasePublished(new RepositoryTarget(7, 186853002, HELLO_WORLD), "0.0.1"));
  }

  @Test
  void readsARealWorkflowRun() throws Exception {
    assertThat(EventParser.parse("workflow_run", withInstallation("workflow_run.completed")))
        .isEqualTo(
            new WorkflowRunCompleted(new RepositoryTarget(7, 283462325, HELLO_WORLD), "main"));
  }

  @Test
  void readsARealRequestToRunACheckAgain() throws Exception {
    assertThat(EventParser.parse("check_run", withInstallation("check_run.rerequested")))
        .isEqualTo(
            new CheckRunRerequested(
                new RepositoryTarget(7, 526, RepositoryName.parse("github/hello-world")),
                "d6fde92930d4715a2b49857d24b940956b26d2d3",
                ""));
  }

  @Test
  void ignoresACheckRunThatWasOnlyCompleted() throws Exception {
    assertThat(parse("check_run", "{\"action\": \"completed\"}"))
        .isEqualTo(new Ignored("the check run was completed, not rerequested"));
  }

  @Test
  void ignoresADeliveryThatNamesNoInstallation() throws Exception {
    assertThat(EventParser.parse("release", SharedFixtures.webhook("release.published")))
        .isEqualTo(new Ignored("the payload names no installation of the App"));
  }

  @Test
  void ignoresAnEventThatItHasNoUseFor() throws Exception {
    assertThat(parse("star", "{}"))
        .isEqualTo(new Ignored("Countersign has no use for the event star"));
  }

  @Test
  void ignoresAReleaseThatWasNotPublished() throws Exception {
    assertThat(parse("release", "{\"action\": \"edited\"}"))
        .isEqualTo(new Ignored("the release was edited, not published"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"refs/heads/side", "refs/tags/main", "refs/heads/main/x", "main"})
  void ignoresAPushElsewhereThanToTheDefaultBranch(String ref) throws Exception {
    assertThat(parse("push", push(ref)))
        .isEqualTo(new Ignored("the push was to " + ref + ", the default branch is main"));
  }

  @Test
  void ignoresAWorkflowRunThatGoesOn() throws Exception {
    assertThat(parse("workflow_run", "{\"action\": \"requested\"}"))
        .isEqualTo(new Ignored("the workflow run was requested, not completed"));
  }

  @Test
  void ignoresAWorkflowRunWithoutABranch() throws Exception {
    assertThat(
            parse(
                "workflow_run",
                "{\"action\":\"completed\",\"workflow_run\":{\"head_branch\":null}}"))
        .isEqualTo(new Ignored("the workflow run was for neither a branch nor a tag"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          release | {"action":"published","installation":{"id":7}} | the field release is missing
          release | {"action":"published","release":{}} | the field release.tag_name is missing
          push | {"ref":"refs/heads/main"} | the field repository is missing
          push | {"ref":["refs/heads/main"]} | Cannot deserialize
          push | {} {} | Trailing token
          push | [] | Cannot deserialize
          """)
  void refusesAPayloadThatIsNotItsEvents(String event, String json, String why) {
    assertThatThrownBy(() -> parse(event, json))
        .isInstanceOf(UnreadablePayloadException.class)
        .hasMessageStartingWith("the payload is not that of the event " + event)
        .hasMessageContaining(why);
  }

  @Test
  void refusesARepositoryWhoseNameIsNone() {
    assertThatThrownBy(
            () -> parse("push", push("refs/heads/main").replace("octo/demo", "octo/../demo")))
        .isInstanceOf(UnreadablePayloadException.class)
        .hasMessageContaining("not a repository name: octo/../demo");
  }

  private static WebhookEvent parse(String event, String json) throws UnreadablePayloadException {
    return EventParser.parse(event, json.getBytes(StandardCharsets.UTF_8));
  }

  private static String push(String ref) {
    return """
    {"ref": "%s", "installation": {"id": 7},
     "repository": {"id": 42, "full_name": "octo/demo", "default_branch": "main"}}
    """
        .formatted(ref);
  }

  /** The real payloads came to a repository's own webhook, which names no installation. */
  private static byte[] withInstallation(String name) throws IOException {
    ObjectNode payload = (ObjectNode) JSON.readTree(SharedFixtures.webhook(name));
    payload.putObject("installation").put("id", 7);
    return JSON.writeValueAsBytes(payload);
  }
}
