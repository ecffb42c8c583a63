package dev.countersign.simulation.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.UUID;

/** Deliveries as GitHub would make them now, each with a GUID of its own. */
public final class WebhookPayloads {
  private static final String HOOK_ID = "292430182";

  private final State state;
  private final Urls urls;

  WebhookPayloads(State state, Urls urls) {
    this.state = state;
    this.urls = urls;
  }

  /** {@code release}, {@code published}. */
  public WebhookDelivery releasePublished(
      SimulatedRepository repository, SimulatedRelease release) {
    return release("published", repository, release);
  }

  /** {@code release} with any action: {@code created}, {@code edited}, {@code deleted}, … */
  public WebhookDelivery release(
      String action, SimulatedRepository repository, SimulatedRelease release) {
    ObjectNode json = Json.object();
    json.put("action", action);
    json.set("release", ReleaseJson.of(release, repository, urls));
    return delivery("release", about(json, repository));
  }

  /**
   * {@code push} of one branch.
   *
   * @param before what it pointed at; 40 zeros for a new branch
   * @param after what it points at now; 40 zeros for a deleted branch
   */
  public WebhookDelivery push(
      SimulatedRepository repository, String branch, String before, String after) {
    return push(repository, "refs/heads/" + branch, before, after, "branch");
  }

  /** {@code push} of one tag. */
  public WebhookDelivery pushOfTag(
      SimulatedRepository repository, String tag, String before, String after) {
    return push(repository, "refs/tags/" + tag, before, after, "tag");
  }

  private WebhookDelivery push(
      SimulatedRepository repository, String ref, String before, String after, String kind) {
    ObjectNode json = about(Json.object(), repository);
    new PushJson(repository, urls).fill(json, ref, before, after, kind);
    return delivery("push", json);
  }

  /** {@code workflow_run}, {@code completed} or, while it runs, {@code in_progress}. */
  public WebhookDelivery workflowRun(SimulatedRepository repository, WorkflowRun run) {
    WorkflowRunJson runs = new WorkflowRunJson(repository, urls);
    ObjectNode json = Json.object();
    json.put("action", run.status());
    json.set("workflow_run", runs.of(run));
    json.set("workflow", runs.workflow(run));
    return delivery("workflow_run", about(json, repository));
  }

  /** {@code ping}, which GitHub sends when the App's webhook is set up. */
  public WebhookDelivery ping() {
    ObjectNode json = Json.object();
    json.put("zen", "Anything added dilutes everything else.");
    json.put("hook_id", Long.parseLong(HOOK_ID));
    ObjectNode hook = json.putObject("hook");
    hook.put("type", "App");
    hook.put("id", Long.parseLong(HOOK_ID));
    hook.put("name", "web");
    hook.put("active", true);
    hook.putArray("events").add("push").add("release").add("workflow_run");
    hook.putObject("config").put("content_type", "json").put("insecure_ssl", "0");
    hook.put("created_at", Json.time(state.clock().instant()));
    hook.put("updated_at", Json.time(state.clock().instant()));
    hook.put("app_id", state.app().id());
    hook.put("deliveries_url", urls.api() + "/app/hook/deliveries");
    return delivery("ping", json);
  }

  /** {@code installation}, {@code created} (or {@code deleted}, {@code suspend}, …). */
  public WebhookDelivery installation(String action, SimulatedInstallation installation) {
    ObjectNode json = Json.object();
    json.put("action", action);
    json.set("installation", AppJson.installation(installation, state.app(), urls));
    json.set(
        "repositories",
        Json.array(
            installation.repositoryIds().stream()
                .flatMap(id -> state.repositories().byId(id).stream())
                .map(RepositoryJson::brief)));
    json.putNull("requester");
    json.set("sender", AccountJson.of(installation.account(), urls));
    return delivery("installation", json);
  }

  /** Somebody asks for a check run again. */
  public WebhookDelivery checkRunRerequested(SimulatedRepository repository, CheckRun run) {
    ObjectNode json = about(Json.object(), repository);
    json.put("action", "rerequested");
    json.putObject("check_run").put("head_sha", run.headSha()).put("external_id", run.externalId());
    return delivery("check_run", json);
  }

  /** Signs any payload as GitHub would, for events that have no method here. */
  public WebhookDelivery delivery(String event, ObjectNode payload) {
    String id = UUID.randomUUID().toString();
    Map<String, String> headers =
        Map.of(
            "Accept",
            "*/*",
            "Content-Type",
            "application/json",
            "User-Agent",
            "GitHub-Hookshot/044aadd",
            "X-GitHub-Event",
            event,
            "X-GitHub-Delivery",
            id,
            "X-GitHub-Hook-ID",
            HOOK_ID,
            "X-GitHub-Hook-Installation-Target-ID",
            Long.toString(state.app().id()),
            "X-GitHub-Hook-Installation-Target-Type",
            "integration");
    return new WebhookDelivery(event, id, headers, Json.bytes(payload))
        .signed(state.app().webhookSecret());
  }

  private ObjectNode about(ObjectNode json, SimulatedRepository repository) {
    json.set("repository", RepositoryJson.of(repository, urls));
    json.set("sender", AccountJson.of(repository.owner(), urls));
    state
        .installationOf(repository)
        .ifPresent(
            installation ->
                json.putObject("installation")
                    .put("id", installation.id())
                    .put("node_id", Json.nodeId("IntegrationInstallation", installation.id())));
    return json;
  }
}
