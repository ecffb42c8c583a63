package dev.countersign.delivery;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.verification.RepositoryName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a webhook's payload that matter, of every event; each event has its own. Shapes: <a
 * href="https://docs.github.com/en/webhooks/webhook-events-and-payloads">Webhook events and
 * payloads</a>.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Payload(
    @Nullable String action,
    @Nullable String ref,
    @JsonProperty("ref_type") @Nullable String refType,
    @Nullable String after,
    @Nullable Boolean created,
    @Nullable Boolean deleted,
    @Nullable Boolean forced,
    @Nullable List<Commit> commits,
    @Nullable Integer number,
    @Nullable Changes changes,
    @Nullable Installation installation,
    @Nullable Repository repository,
    @Nullable List<Repository> repositories,
    @JsonProperty("repositories_added") @Nullable List<Repository> repositoriesAdded,
    @JsonProperty("repositories_removed") @Nullable List<Repository> repositoriesRemoved,
    @Nullable ReleaseFields release,
    @JsonProperty("workflow_run") @Nullable WorkflowRun workflowRun,
    @JsonProperty("pull_request") @Nullable PullRequest pullRequest,
    @JsonProperty("merge_group") @Nullable MergeGroup mergeGroup,
    @JsonProperty("check_run") @Nullable Check checkRun,
    @JsonProperty("check_suite") @Nullable Check checkSuite,
    @JsonProperty("requested_action") @Nullable RequestedAction requestedAction) {

  /** Numeric id of the installation. */
  long installationId() {
    return required(required(installation, "installation").id, "installation.id");
  }

  /** The repository that the event is about. */
  RepositoryTarget target() {
    return required(repository, "repository").target(installationId());
  }

  static <T> T required(@Nullable T value, String field) {
    if (value == null) {
      throw new IllegalArgumentException("the field " + field + " is missing");
    }
    return value;
  }

  /** The App's installation that a delivery is for. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Installation(@Nullable Long id) {}

  /** A repository, in full or as a list's item. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Repository(
      @Nullable Long id,
      @JsonProperty("full_name") @Nullable String fullName,
      @JsonProperty("default_branch") @Nullable String defaultBranch) {
    RepositoryTarget target(long installationId) {
      return new RepositoryTarget(
          installationId,
          required(id, "repository.id"),
          RepositoryName.parse(required(fullName, "repository.full_name")));
    }
  }

  /** A release. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record ReleaseFields(
      @JsonProperty("tag_name") @Nullable String tagName, @Nullable Boolean draft) {
    boolean isDraft() {
      return Boolean.TRUE.equals(draft);
    }
  }

  /** A workflow run. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record WorkflowRun(
      @JsonProperty("head_branch") @Nullable String headBranch, @Nullable String event) {}

  /** A pull request. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record PullRequest(@Nullable Side head, @Nullable Side base) {}

  /** The branch that a pull request comes from, or the one it goes to. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Side(@Nullable String ref, @Nullable String sha) {}

  /** What an edit changed, each with its former value. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Changes(@Nullable JsonNode base) {}

  /** A group of a merge queue. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record MergeGroup(
      @JsonProperty("head_sha") @Nullable String headSha,
      @JsonProperty("base_ref") @Nullable String baseRef) {}

  /** A check run, or a check suite, which has no id of ours. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Check(
      @JsonProperty("head_sha") @Nullable String headSha,
      @JsonProperty("external_id") @Nullable String externalId,
      @Nullable App app) {
    /** Numeric id of the App that made it, where the payload says. */
    Optional<Long> appId() {
      return Optional.ofNullable(app).map(App::id);
    }
  }

  /** A GitHub App. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record App(@Nullable Long id) {}

  /** The button of a check run that somebody pressed. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record RequestedAction(@Nullable String identifier) {}

  /** A pushed commit with the files that it changes. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Commit(
      @Nullable String id,
      @Nullable List<String> added,
      @Nullable List<String> modified,
      @Nullable List<String> removed) {}
}
