package dev.countersign.delivery;

import static dev.countersign.delivery.Events.TARGET;
import static dev.countersign.delivery.Events.parse;
import static dev.countersign.delivery.Events.parseExactly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.delivery.WebhookEvent.ChangeProposed;
import dev.countersign.delivery.WebhookEvent.Ignored;
import dev.countersign.delivery.WebhookEvent.ReleaseChanged;
import dev.countersign.delivery.WebhookEvent.ReleasePublished;
import dev.countersign.delivery.WebhookEvent.WorkflowRunChanged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventParserTest {
  @Test
  void readsThatAReleaseWasPublished() throws Exception {
    assertThat(parse("release", release("published", false)))
        .isEqualTo(new ReleasePublished(TARGET, "v1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"edited", "deleted", "released", "prereleased"})
  void readsThatAReleaseChangedUnlessItIsADraft(String action) throws Exception {
    assertThat(parse("release", release(action, false)))
        .isEqualTo(new ReleaseChanged(TARGET, "v1"));
    assertThat(parse("release", release(action, true)))
        .isEqualTo(new Ignored("the release is a draft"));
  }

  @Test
  void readsThatAReleaseWasUnpublishedThoughItIsADraftByThen() throws Exception {
    assertThat(parse("release", release("unpublished", true)))
        .isEqualTo(new ReleaseChanged(TARGET, "v1"));
  }

  @Test
  void ignoresADraftThatWasCreated() throws Exception {
    assertThat(parse("release", release("created", true)))
        .isEqualTo(new Ignored("the release was created"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"requested", "in_progress", "completed"})
  void readsWhereAWorkflowRunStands(String action) throws Exception {
    assertThat(
            parse(
                "workflow_run",
                """
                {"action": "%s", "workflow_run": {"head_branch": "v1", "event": "release"}}
                """
                    .formatted(action)))
        .isEqualTo(new WorkflowRunChanged(TARGET, "v1", "release"));
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
  @ValueSource(strings = {"opened", "synchronize", "reopened"})
  void readsWhatAPullRequestProposes(String action) throws Exception {
    assertThat(parse("pull_request", pullRequest(action, "{}")))
        .isEqualTo(new ChangeProposed(TARGET, "c0ffee", "main", Optional.of(5)));
  }

  @Test
  void readsThatAPullRequestIsForAnotherBranchNow() throws Exception {
    assertThat(
            parse(
                "pull_request",
                pullRequest("edited", "{\"base\": {\"ref\": {\"from\": \"old\"}}}")))
        .isEqualTo(new ChangeProposed(TARGET, "c0ffee", "main", Optional.of(5)));
  }

  @ParameterizedTest
  @CsvSource({"edited", "closed", "labeled", "converted_to_draft"})
  void ignoresWhatLeavesAPullRequestsChangeAsItIs(String action) throws Exception {
    assertThat(parse("pull_request", pullRequest(action, "{\"title\": {\"from\": \"old\"}}")))
        .isEqualTo(new Ignored("the pull request was " + action + ", its change is the same"));
  }

  @Test
  void readsAGroupOfAMergeQueue() throws Exception {
    assertThat(parse("merge_group", mergeGroup("checks_requested")))
        .isEqualTo(new ChangeProposed(TARGET, "c0ffee", "release/1.x", Optional.empty()));
  }

  @Test
  void ignoresAMergeGroupThatWentAway() throws Exception {
    assertThat(parse("merge_group", mergeGroup("destroyed")))
        .isEqualTo(new Ignored("the merge group was destroyed"));
  }

  @Test
  void ignoresADeliveryThatNamesNoInstallation() throws Exception {
    assertThat(parseExactly("release", release("published", false)))
        .isEqualTo(new Ignored("the payload names no installation of the App"));
  }

  @Test
  void ignoresAnEventThatItHasNoUseFor() throws Exception {
    assertThat(parse("star", "{}"))
        .isEqualTo(new Ignored("Countersign has no use for the event star"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "release",
        "workflow_run",
        "pull_request",
        "merge_group",
        "check_run",
        "check_suite",
        "installation",
        "installation_repositories",
        "repository"
      })
  void ignoresActionsThatAreNotKnownYet(String event) throws Exception {
    assertThat(parse(event, "{\"action\": \"novel\"}")).isInstanceOf(Ignored.class);
    assertThat(parse(event, "{}")).isInstanceOf(Ignored.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          release | {"action":"published"} | the field release is missing
          release | {"action":"edited"} | the field release is missing
          release | {"action":"published","release":{}} | the field release.tag_name is missing
          push | {} | the field ref is missing
          push | {"ref":["refs/heads/main"]} | Cannot deserialize
          push | {"ref":"refs/heads/main","repository":null} | the field repository is missing
          push | {"ref":"refs/heads/main","repository":{}} | the field repository.default_branch
          push | {"ref":"refs/tags/v1","repository":{"id":1}} | the field repository.full_name
          push | {"ref":"refs/tags/v1","installation":{}} | the field installation.id is missing
          create | {"ref":"v1"} | the field ref_type is missing
          delete | {"ref_type":"tag"} | the field ref is missing
          workflow_run | {"action":"requested"} | the field workflow_run is missing
          workflow_run | {"action":"completed","workflow_run":{"head_branch":"v1"}} | workflow_run.event
          pull_request | {"action":"opened"} | the field pull_request is missing
          pull_request | {"action":"opened","pull_request":{"head":{}}} | pull_request.head.sha
          merge_group | {"action":"checks_requested"} | the field merge_group is missing
          merge_group | {"action":"checks_requested","merge_group":{"base_ref":"x"}} | merge_group.head_sha
          check_run | {"action":"rerequested"} | the field check_run is missing
          check_run | {"action":"requested_action"} | the field requested_action is missing
          check_suite | {"action":"rerequested","check_suite":{}} | check_suite.head_sha is missing
          installation | {"action":"created","repositories":[{"id":1}]} | repository.full_name
          installation_repositories | {"action":"added"} | the field repositories_added is missing
          installation_repositories | {"action":"removed","repositories_removed":[{}]} | repositories_removed.id
          repository | {"action":"renamed","repository":null} | the field repository is missing
          """)
  void refusesAPayloadThatIsNotItsEvents(String event, String json, String why) {
    assertThatThrownBy(() -> parse(event, json))
        .isInstanceOf(UnreadablePayloadException.class)
        .hasMessageStartingWith("the payload is not that of the event " + event)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {} {} | Trailing token
          [] | Cannot deserialize
          """)
  void refusesWhatIsNotOneObject(String json, String why) {
    assertThatThrownBy(() -> parseExactly("push", json))
        .isInstanceOf(UnreadablePayloadException.class)
        .hasMessageContaining(why);
  }

  @Test
  void refusesARepositoryWhoseNameIsNone() {
    assertThatThrownBy(
            () ->
                parse(
                    "push",
                    """
                    {"ref": "refs/tags/v1", "repository": {"id": 1, "full_name": "octo/../demo"}}
                    """))
        .isInstanceOf(UnreadablePayloadException.class)
        .hasMessageContaining("not a repository name: octo/../demo");
  }

  @Test
  void knowsEachEventThatTheAppSubscribesTo() throws IOException {
    String manifest = Files.readString(Path.of("app-manifest.yml"));
    List<String> subscribed =
        Pattern.compile("^  - (\\w+)", Pattern.MULTILINE)
            .matcher(manifest.substring(manifest.indexOf("default_events:")))
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(subscribed).hasSize(10).allMatch(event -> EventType.named(event).isPresent());
    assertThat(EventType.values()).hasSize(subscribed.size() + 2);
  }

  private static String release(String action, boolean draft) {
    return "{\"action\": \"%s\", \"release\": {\"tag_name\": \"v1\", \"draft\": %s}}"
        .formatted(action, draft);
  }

  private static String pullRequest(String action, String changes) {
    return """
    {"action": "%s", "number": 5, "changes": %s,
     "pull_request": {"head": {"ref": "side", "sha": "c0ffee"}, "base": {"ref": "main", "sha": "ba5e"}}}
    """
        .formatted(action, changes);
  }

  private static String mergeGroup(String action) {
    return """
    {"action": "%s", "merge_group": {"head_sha": "c0ffee", "base_ref": "refs/heads/release/1.x"}}
    """
        .formatted(action);
  }
}
