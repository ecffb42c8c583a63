package dev.countersign.delivery;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.countersign.delivery.WebhookEvent.CheckRunRerequested;
import dev.countersign.delivery.WebhookEvent.DefaultBranchPushed;
import dev.countersign.delivery.WebhookEvent.Ignored;
import dev.countersign.delivery.WebhookEvent.ReleasePublished;
import dev.countersign.delivery.WebhookEvent.WorkflowRunCompleted;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.verification.RepositoryName;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads payloads as events; only the fields that matter are kept. Shapes: <a
 * href="https://docs.github.com/en/webhooks/webhook-events-and-payloads">Webhook events and
 * payloads</a>.
 */
final class EventParser {
  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(Payload.class);

  private EventParser() {}

  /** Reads one payload. */
  static WebhookEvent parse(String event, byte[] json) throws UnreadablePayloadException {
    Optional<EventType> type = EventType.named(event);
    if (type.isEmpty()) {
      return new Ignored("Countersign has no use for the event " + event);
    }
    try {
      Payload payload = READER.readValue(json);
      return switch (type.get()) {
        case RELEASE -> release(payload);
        case PUSH -> push(payload);
        case WORKFLOW_RUN -> workflowRun(payload);
        case CHECK_RUN -> checkRun(payload);
      };
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadablePayloadException(event, e);
    }
  }

  private static WebhookEvent release(Payload payload) {
    if (!"published".equals(payload.action)) {
      return new Ignored("the release was " + payload.action + ", not published");
    }
    String tag = required(required(payload.release, "release").tagName, "release.tag_name");
    return onTarget(payload, target -> new ReleasePublished(target, tag));
  }

  private static WebhookEvent push(Payload payload) {
    String ref = required(payload.ref, "ref");
    String branch =
        required(
            required(payload.repository, "repository").defaultBranch, "repository.default_branch");
    if (!ref.equals("refs/heads/" + branch)) {
      return new Ignored("the push was to " + ref + ", the default branch is " + branch);
    }
    return onTarget(payload, DefaultBranchPushed::new);
  }

  private static WebhookEvent workflowRun(Payload payload) {
    if (!"completed".equals(payload.action)) {
      return new Ignored("the workflow run was " + payload.action + ", not completed");
    }
    String headBranch = required(payload.workflowRun, "workflow_run").headBranch;
    if (headBranch == null) {
      return new Ignored("the workflow run was for neither a branch nor a tag");
    }
    return onTarget(payload, target -> new WorkflowRunCompleted(target, headBranch));
  }

  private static WebhookEvent checkRun(Payload payload) {
    if (!"rerequested".equals(payload.action)) {
      return new Ignored("the check run was " + payload.action + ", not rerequested");
    }
    CheckRun run = required(payload.checkRun, "check_run");
    String externalId = run.externalId;
    if (externalId == null) {
      return new Ignored("the check run has no id of ours");
    }
    String headSha = required(run.headSha, "check_run.head_sha");
    return onTarget(payload, target -> new CheckRunRerequested(target, headSha, externalId));
  }

  private static WebhookEvent onTarget(Payload payload, EventOfTarget event) {
    if (payload.installation == null) {
      return new Ignored("the payload names no installation of the App");
    }
    Repository repository = required(payload.repository, "repository");
    return event.of(
        new RepositoryTarget(
            required(payload.installation.id, "installation.id"),
            required(repository.id, "repository.id"),
            RepositoryName.parse(required(repository.fullName, "repository.full_name"))));
  }

  private static <T> T required(@Nullable T value, String field) {
    if (value == null) {
      throw new IllegalArgumentException("the field " + field + " is missing");
    }
    return value;
  }

  @FunctionalInterface
  private interface EventOfTarget {
    WebhookEvent of(RepositoryTarget target);
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Payload(
      @Nullable String action,
      @Nullable String ref,
      @Nullable Installation installation,
      @Nullable Repository repository,
      @Nullable ReleaseFields release,
      @JsonProperty("workflow_run") @Nullable WorkflowRun workflowRun,
      @JsonProperty("check_run") @Nullable CheckRun checkRun) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Installation(@Nullable Long id) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Repository(
      @Nullable Long id,
      @JsonProperty("full_name") @Nullable String fullName,
      @JsonProperty("default_branch") @Nullable String defaultBranch) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record ReleaseFields(@JsonProperty("tag_name") @Nullable String tagName) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record WorkflowRun(@JsonProperty("head_branch") @Nullable String headBranch) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record CheckRun(
      @JsonProperty("head_sha") @Nullable String headSha,
      @JsonProperty("external_id") @Nullable String externalId) {}
}
