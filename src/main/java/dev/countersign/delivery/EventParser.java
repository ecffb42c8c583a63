package dev.countersign.delivery;

import static dev.countersign.delivery.Payload.required;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.countersign.delivery.Payload.MergeGroup;
import dev.countersign.delivery.Payload.PullRequest;
import dev.countersign.delivery.Payload.ReleaseFields;
import dev.countersign.delivery.Payload.WorkflowRun;
import dev.countersign.delivery.WebhookEvent.ChangeProposed;
import dev.countersign.delivery.WebhookEvent.Ignored;
import dev.countersign.delivery.WebhookEvent.ReleaseChanged;
import dev.countersign.delivery.WebhookEvent.ReleasePublished;
import dev.countersign.delivery.WebhookEvent.WorkflowRunChanged;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Reads payloads as events. Thread-safe. */
public final class EventParser {
  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(Payload.class);

  /**
   * Bytes. Requests are many at once, and what is read of a payload takes several times its size;
   * who handles deliveries reads one after the other.
   */
  static final int MOST_READ_ON_ARRIVAL = 64 * 1024;

  private static final String BRANCHES = "refs/heads/";
  private static final Set<String> RUN_ACTIONS = Set.of("requested", "in_progress", "completed");

  private final CheckReader checks;

  /**
   * For one App.
   *
   * @param appId numeric id of the App; what other Apps' checks tell is ignored
   */
  public EventParser(long appId) {
    this.checks = new CheckReader(appId);
  }

  /**
   * Reads a payload that arrives, of a large one only what the log and the table need.
   *
   * @throws IOException if it is not exactly one JSON object
   */
  public PayloadSummary summarize(String event, byte[] json) throws IOException {
    if (json.length > MOST_READ_ON_ARRIVAL) {
      return PayloadScan.read(json);
    }
    Payload payload;
    try {
      payload = payload(json);
    } catch (IOException | RuntimeException e) {
      return PayloadScan.read(json);
    }
    try {
      return PayloadSummary.of(payload, Optional.of(read(event, payload)));
    } catch (RuntimeException e) {
      return PayloadSummary.of(payload, Optional.empty()); // who handles it tells why
    }
  }

  /** Reads a payload that was kept. */
  WebhookEvent parse(String event, byte[] json) throws UnreadablePayloadException {
    try {
      return read(event, payload(json));
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadablePayloadException(event, e);
    }
  }

  private static Payload payload(byte[] json) throws IOException {
    Payload payload = READER.readValue(json);
    if (payload == null) {
      throw new IOException("expected an object, found null");
    }
    return payload;
  }

  private WebhookEvent read(String event, Payload payload) {
    Optional<EventType> type = EventType.named(event);
    if (type.isEmpty()) {
      return new Ignored("Countersign has no use for the event " + event);
    }
    return payload.installation() == null
        ? new Ignored("the payload names no installation of the App")
        : read(type.get(), payload);
  }

  private WebhookEvent read(EventType type, Payload payload) {
    return switch (type) {
      case RELEASE -> release(payload);
      case PUSH -> PushReader.push(payload);
      case CREATE, DELETE -> PushReader.createdOrDeleted(payload);
      case WORKFLOW_RUN -> workflowRun(payload);
      case PULL_REQUEST -> pullRequest(payload);
      case MERGE_GROUP -> mergeGroup(payload);
      case CHECK_RUN -> checks.run(payload);
      case CHECK_SUITE -> checks.suite(payload);
      case INSTALLATION -> AccessReader.installation(payload);
      case INSTALLATION_REPOSITORIES -> AccessReader.repositories(payload);
      case REPOSITORY -> AccessReader.repository(payload);
    };
  }

  private static WebhookEvent release(Payload payload) {
    String action = String.valueOf(payload.action());
    return switch (action) {
      case "published" -> new ReleasePublished(payload.target(), tag(payload));
      // An unpublished release is a draft by then; what happens to any other draft is of no use.
      case "unpublished" -> new ReleaseChanged(payload.target(), tag(payload));
      case "edited", "deleted", "released", "prereleased" ->
          required(payload.release(), "release").isDraft()
              ? new Ignored("the release is a draft")
              : new ReleaseChanged(payload.target(), tag(payload));
      default -> new Ignored("the release was " + action);
    };
  }

  private static String tag(Payload payload) {
    ReleaseFields release = required(payload.release(), "release");
    return required(release.tagName(), "release.tag_name");
  }

  private static WebhookEvent workflowRun(Payload payload) {
    if (!RUN_ACTIONS.contains(String.valueOf(payload.action()))) {
      return new Ignored("the workflow run was " + payload.action());
    }
    WorkflowRun run = required(payload.workflowRun(), "workflow_run");
    String headBranch = run.headBranch();
    if (headBranch == null) {
      return new Ignored("the workflow run was for neither a branch nor a tag");
    }
    String trigger = required(run.event(), "workflow_run.event");
    return new WorkflowRunChanged(payload.target(), headBranch, trigger);
  }

  private static WebhookEvent pullRequest(Payload payload) {
    String action = String.valueOf(payload.action());
    boolean otherChange =
        switch (action) {
          case "opened", "synchronize", "reopened" -> true;
          case "edited" -> payload.changes() != null && payload.changes().base() != null;
          default -> false;
        };
    if (!otherChange) {
      return new Ignored("the pull request was " + action + ", its change is the same");
    }
    PullRequest pullRequest = required(payload.pullRequest(), "pull_request");
    return new ChangeProposed(
        payload.target(),
        required(required(pullRequest.head(), "pull_request.head").sha(), "pull_request.head.sha"),
        required(required(pullRequest.base(), "pull_request.base").ref(), "pull_request.base.ref"),
        Optional.of(required(payload.number(), "number")));
  }

  private static WebhookEvent mergeGroup(Payload payload) {
    if (!"checks_requested".equals(payload.action())) {
      return new Ignored("the merge group was " + payload.action());
    }
    MergeGroup group = required(payload.mergeGroup(), "merge_group");
    String base = required(group.baseRef(), "merge_group.base_ref");
    return new ChangeProposed(
        payload.target(),
        required(group.headSha(), "merge_group.head_sha"),
        base.startsWith(BRANCHES) ? base.substring(BRANCHES.length()) : base,
        Optional.empty());
  }
}
