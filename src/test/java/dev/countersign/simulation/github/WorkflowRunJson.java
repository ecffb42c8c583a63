package dev.countersign.simulation.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.simulation.git.Commit;

/** Workflow runs and their workflows in JSON. */
final class WorkflowRunJson {
  private final SimulatedRepository repository;
  private final Urls urls;

  WorkflowRunJson(SimulatedRepository repository, Urls urls) {
    this.repository = repository;
    this.urls = urls;
  }

  ObjectNode of(WorkflowRun run) {
    String url = urls.api(repository) + "/actions/runs/" + run.id();
    String workflowUrl = urls.api(repository) + "/actions/workflows/" + workflowId(run);
    ObjectNode json = Json.object();
    json.put("id", run.id());
    json.put("name", name(run));
    json.put("node_id", Json.nodeId("WorkflowRun", run.id()));
    json.put("head_branch", run.headBranch());
    json.put("head_sha", run.headSha());
    json.put("path", run.workflowPath());
    json.put("display_title", run.headBranch());
    json.put("run_number", 1);
    json.put("run_attempt", 1);
    json.put("event", run.event());
    json.put("status", run.status());
    json.put("conclusion", run.conclusion().orElse(null));
    json.put("workflow_id", workflowId(run));
    json.put("check_suite_id", run.id() + 1);
    json.put("check_suite_node_id", Json.nodeId("CheckSuite", run.id() + 1));
    json.put("url", url);
    json.put("html_url", urls.web(repository) + "/actions/runs/" + run.id());
    json.set("pull_requests", Json.object().arrayNode());
    json.put("created_at", Json.time(run.createdAt()));
    json.put("updated_at", Json.time(run.updatedAt()));
    json.put("run_started_at", Json.time(run.createdAt()));
    json.set("actor", AccountJson.of(repository.owner(), urls));
    json.set("triggering_actor", AccountJson.of(repository.owner(), urls));
    for (String link : new String[] {"jobs", "logs", "artifacts", "cancel", "rerun"}) {
      json.put(link + "_url", url + "/" + link);
    }
    json.put("check_suite_url", urls.api(repository) + "/check-suites/" + (run.id() + 1));
    json.putNull("previous_attempt_url");
    json.put("workflow_url", workflowUrl);
    repository
        .history()
        .objects()
        .commit(run.headSha())
        .ifPresent(commit -> json.set("head_commit", headCommit(commit)));
    json.set("repository", RepositoryJson.of(repository, urls));
    json.set("head_repository", RepositoryJson.of(repository, urls));
    return json;
  }

  ObjectNode workflow(WorkflowRun run) {
    ObjectNode json = Json.object();
    json.put("id", workflowId(run));
    json.put("node_id", Json.nodeId("Workflow", workflowId(run)));
    json.put("name", name(run));
    json.put("path", run.workflowPath());
    json.put("state", "active");
    json.put("created_at", Json.time(repository.settings().createdAt()));
    json.put("updated_at", Json.time(repository.settings().createdAt()));
    json.put("url", urls.api(repository) + "/actions/workflows/" + workflowId(run));
    json.put(
        "html_url",
        urls.web(repository)
            + ("/blob/" + repository.settings().defaultBranch() + "/" + run.workflowPath()));
    json.put("badge_url", urls.web(repository) + "/workflows/" + name(run) + "/badge.svg");
    return json;
  }

  private static ObjectNode headCommit(Commit commit) {
    ObjectNode json = Json.object();
    json.put("id", commit.id());
    json.put("tree_id", commit.tree());
    json.put("message", commit.message());
    json.put("timestamp", Json.time(commit.when()));
    for (String role : new String[] {"author", "committer"}) {
      json.putObject(role)
          .put("name", commit.author().name())
          .put("email", commit.author().email());
    }
    return json;
  }

  /** The same for every run of one workflow. */
  private long workflowId(WorkflowRun run) {
    return repository.id() + Integer.toUnsignedLong(run.workflowPath().hashCode());
  }

  private static String name(WorkflowRun run) {
    String file = run.workflowPath().substring(run.workflowPath().lastIndexOf('/') + 1);
    return file.replaceFirst("\\.ya?ml$", "");
  }
}
