package dev.countersign.simulation.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Issues and comments in JSON. */
final class IssueJson {
  private static final String[] REACTIONS = {
    "+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes"
  };

  private final SimulatedRepository repository;
  private final SimulatedApp app;
  private final Urls urls;

  IssueJson(SimulatedRepository repository, SimulatedApp app, Urls urls) {
    this.repository = repository;
    this.app = app;
    this.urls = urls;
  }

  ObjectNode of(SimulatedIssue issue) {
    ObjectNode json = essentials(issue.id(), issue.number(), "issues");
    json.put("title", issue.title());
    json.set("user", AccountJson.of(issue.author(), urls));
    json.put("state", issue.open() ? "open" : "closed");
    json.put("state_reason", issue.stateReason());
    json.put("created_at", Json.time(issue.createdAt()));
    json.put("updated_at", Json.time(issue.createdAt()));
    json.put("closed_at", issue.closedAt().map(Json::time).orElse(null));
    json.put("body", issue.body());
    made(json, issue.appId());
    return json;
  }

  /** A pull request as the list of issues shows it. */
  ObjectNode of(SimulatedPullRequest pullRequest) {
    ObjectNode json = essentials(pullRequest.id(), pullRequest.number(), "pull");
    json.put("title", pullRequest.title());
    json.set("user", AccountJson.of(pullRequest.headRepository().owner(), urls));
    json.put("state", pullRequest.isOpen() ? "open" : "closed");
    json.put("created_at", Json.time(pullRequest.createdAt()));
    json.put("updated_at", Json.time(pullRequest.createdAt()));
    json.put("closed_at", pullRequest.closedAt().map(Json::time).orElse(null));
    json.putNull("body");
    json.putObject("pull_request")
        .put("url", urls.api(repository) + "/pulls/" + pullRequest.number())
        .put("html_url", urls.web(repository) + "/pull/" + pullRequest.number());
    made(json, null);
    return json;
  }

  ObjectNode of(SimulatedComment comment) {
    String url = urls.api(repository) + "/issues/comments/" + comment.id();
    ObjectNode json = Json.object();
    json.put("id", comment.id());
    json.put("node_id", Json.nodeId("IssueComment", comment.id()));
    json.put("url", url);
    json.put(
        "html_url",
        urls.web(repository) + "/issues/" + comment.number() + "#issuecomment-" + comment.id());
    json.put("issue_url", urls.api(repository) + "/issues/" + comment.number());
    json.set("user", AccountJson.of(comment.author(), urls));
    json.put("created_at", Json.time(comment.createdAt()));
    json.put("updated_at", Json.time(comment.updatedAt()));
    json.put("body", comment.body());
    json.set("reactions", reactions(url));
    made(json, comment.appId());
    return json;
  }

  private ObjectNode essentials(long id, int number, String kind) {
    String url = urls.api(repository) + "/issues/" + number;
    ObjectNode json = Json.object();
    json.put("url", url);
    json.put("repository_url", urls.api(repository));
    for (String list : new String[] {"comments", "events", "timeline"}) {
      json.put(list + "_url", url + "/" + list);
    }
    json.put("labels_url", url + "/labels{/name}");
    json.put("html_url", urls.web(repository) + "/" + kind + "/" + number);
    json.put("id", id);
    json.put("node_id", Json.nodeId("Issue", id));
    json.put("number", number);
    json.putArray("labels");
    json.putNull("assignee");
    json.putArray("assignees");
    json.putNull("milestone");
    json.put("locked", repository.issues().isLocked(number));
    json.putNull("active_lock_reason");
    json.put("comments", repository.issues().comments(number).size());
    json.set("reactions", reactions(url));
    return json;
  }

  private void made(ObjectNode json, @Nullable Long appId) {
    json.put("author_association", appId == null ? "NONE" : "CONTRIBUTOR");
    if (appId == null) {
      json.putNull("performed_via_github_app");
    } else {
      ObjectNode by = AppJson.app(app, urls);
      json.set("performed_via_github_app", by.put("id", appId));
    }
  }

  private static ObjectNode reactions(String url) {
    ObjectNode json = Json.object().put("url", url + "/reactions").put("total_count", 0);
    for (String reaction : REACTIONS) {
      json.put(reaction, 0);
    }
    return json;
  }
}
