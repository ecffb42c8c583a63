package dev.countersign.simulation.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

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

  /** {@code installation_repositories}, {@code added} or {@code removed}. */
  public WebhookDelivery installationRepositories(
      String action, SimulatedInstallation installation, SimulatedRepository... repositories) {
    ObjectNode json = Json.object();
    json.put("action", action);
    json.set("installation", AppJson.installation(installation, state.app(), urls));
    json.put("repository_selection", "selected");
    for (String list : new String[] {"added", "removed"}) {
      Stream<SimulatedRepository> listed =
          list.equals(action) ? Stream.of(repositories) : Stream.empty();
      json.set("repositories_" + list, Json.array(listed.map(RepositoryJson::brief)));
    }
    json.putNull("requester");
    json.set("sender", AccountJson.of(installation.account(), urls));
    return delivery("installation_repositories", json);
  }

  /** {@code repository} with any action: {@code renamed}, {@code archived}, … */
  public WebhookDelivery repository(String action, SimulatedRepository repository) {
    return delivery("repository", about(Json.object().put("action", action), repository));
  }

  /** {@code create} of a branch or tag. */
  public WebhookDelivery created(SimulatedRepository repository, String kind, String name) {
    ObjectNode json = named(kind, name);
    json.put("master_branch", repository.settings().defaultBranch());
    json.putNull("description");
    return delivery("create", about(json, repository));
  }

  /** {@code delete} of a branch or tag. */
  public WebhookDelivery deleted(SimulatedRepository repository, String kind, String name) {
    return delivery("delete", about(named(kind, name), repository));
  }

  private static ObjectNode named(String kind, String name) {
    return Json.object().put("ref", name).put("ref_type", kind).put("pusher_type", "user");
  }

  /** {@code pull_request} with any action: {@code opened}, {@code reopened}, {@code closed}, … */
  public WebhookDelivery pullRequest(
      String action, SimulatedRepository repository, SimulatedPullRequest pullRequest) {
    return delivery("pull_request", about(action, pullRequest, repository));
  }

  /** {@code pull_request}, {@code synchronize}: it has other commits than {@code before}. */
  public WebhookDelivery pullRequestSynchronized(
      SimulatedRepository repository, SimulatedPullRequest pullRequest, String before) {
    ObjectNode json = about("synchronize", pullRequest, repository);
    json.put("before", before).put("after", pullRequest.head());
    return delivery("pull_request", json);
  }

  private ObjectNode about(
      String action, SimulatedPullRequest pullRequest, SimulatedRepository repository) {
    ObjectNode json = Json.object();
    json.put("action", action);
    json.put("number", pullRequest.number());
    json.set("pull_request", new PullRequestJson(repository, urls).full(pullRequest));
    return about(json, repository);
  }

  /** {@code merge_group}, {@code checks_requested}. */
  public WebhookDelivery mergeGroup(SimulatedRepository repository, MergeGroup group) {
    ObjectNode json = Json.object();
    json.put("action", "checks_requested");
    ObjectNode described = json.putObject("merge_group");
    described.put("head_sha", group.headSha());
    described.put("head_ref", group.headRef());
    described.put("base_sha", group.baseSha());
    described.put("base_ref", group.baseRef());
    described.set("head_commit", new PushJson(repository, urls).brief(group.headSha()));
    return delivery("merge_group", about(json, repository));
  }

  /** Somebody asks for a check run again. */
  public WebhookDelivery checkRunRerequested(SimulatedRepository repository, CheckRun run) {
    return checkRun("rerequested", repository, run);
  }

  /** {@code check_run} with any action: {@code created}, {@code completed}, … */
  public WebhookDelivery checkRun(String action, SimulatedRepository repository, CheckRun run) {
    return delivery("check_run", about(action, run, repository));
  }

  /** Somebody presses the button of a check run. */
  public WebhookDelivery checkRunAction(
      SimulatedRepository repository, CheckRun run, String identifier) {
    ObjectNode json = about("requested_action", run, repository);
    json.putObject("requested_action").put("identifier", identifier);
    return delivery("check_run", json);
  }

  private ObjectNode about(String action, CheckRun run, SimulatedRepository repository) {
    ObjectNode json = Json.object();
    json.put("action", action);
    json.set("check_run", new CheckRunJson(repository, state.app(), urls).of(run));
    return about(json, repository);
  }

  /** Somebody asks for all of the App's check runs on a commit again. */
  public WebhookDelivery checkSuiteRerequested(SimulatedRepository repository, String headSha) {
    ObjectNode json = Json.object();
    json.put("action", "rerequested");
    ObjectNode suite = json.putObject("check_suite");
    long id = state.app().id() + repository.id();
    suite.put("id", id);
    suite.put("node_id", Json.nodeId("CheckSuite", id));
    suite.put("head_branch", repository.settings().defaultBranch());
    suite.put("head_sha", headSha);
    suite.put("status", "queued");
    suite.putNull("conclusion");
    suite.put("url", urls.api(repository) + "/check-suites/" + id);
    suite.putNull("before");
    suite.put("after", headSha);
    suite.putArray("pull_requests");
    suite.set("app", AppJson.app(state.app(), urls));
    suite.put("created_at", Json.time(state.clock().instant()));
    suite.put("updated_at", Json.time(state.clock().instant()));
    suite.put("latest_check_runs_count", repository.checkRuns().size());
    suite.put("check_runs_url", urls.api(repository) + "/check-suites/" + id + "/check-runs");
    suite.set("head_commit", new PushJson(repository, urls).brief(headSha));
    return delivery("check_suite", about(json, repository));
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
