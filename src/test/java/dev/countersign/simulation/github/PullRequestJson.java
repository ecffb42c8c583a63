package dev.countersign.simulation.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Pull requests in JSON. */
final class PullRequestJson {
  private final SimulatedRepository repository;
  private final Urls urls;

  PullRequestJson(SimulatedRepository repository, Urls urls) {
    this.repository = repository;
    this.urls = urls;
  }

  /** As lists show it. */
  ObjectNode brief(SimulatedPullRequest pullRequest) {
    String url = urls.api(repository) + "/pulls/" + pullRequest.number();
    String issue = urls.api(repository) + "/issues/" + pullRequest.number();
    String web = urls.web(repository) + "/pull/" + pullRequest.number();
    ObjectNode json = Json.object();
    json.put("url", url);
    json.put("id", pullRequest.id());
    json.put("node_id", Json.nodeId("PullRequest", pullRequest.id()));
    json.put("html_url", web);
    json.put("diff_url", web + ".diff");
    json.put("patch_url", web + ".patch");
    json.put("issue_url", issue);
    json.put("number", pullRequest.number());
    json.put("state", pullRequest.isOpen() ? "open" : "closed");
    json.put("locked", repository.issues().isLocked(pullRequest.number()));
    json.put("title", pullRequest.title());
    json.set("user", AccountJson.of(pullRequest.headRepository().owner(), urls));
    json.putNull("body");
    json.put("created_at", Json.time(pullRequest.createdAt()));
    json.put("updated_at", Json.time(pullRequest.createdAt()));
    json.put("closed_at", pullRequest.closedAt().map(Json::time).orElse(null));
    json.put("merged_at", mergedAt(pullRequest));
    json.put("merge_commit_sha", pullRequest.mergeCommit().orElse(null));
    json.putNull("assignee");
    for (String list :
        new String[] {"assignees", "requested_reviewers", "requested_teams", "labels"}) {
      json.putArray(list);
    }
    json.putNull("milestone");
    json.put("draft", false);
    json.put("commits_url", url + "/commits");
    json.put("review_comments_url", url + "/comments");
    json.put("review_comment_url", urls.api(repository) + "/pulls/comments{/number}");
    json.put("comments_url", issue + "/comments");
    json.put("statuses_url", urls.api(repository) + "/statuses/" + pullRequest.head());
    json.set("head", head(pullRequest));
    json.set("base", base(pullRequest));
    json.put("author_association", "CONTRIBUTOR");
    json.putNull("auto_merge");
    json.putNull("active_lock_reason");
    return json;
  }

  /** With what GitHub has to compute. */
  ObjectNode full(SimulatedPullRequest pullRequest) {
    ObjectNode json = brief(pullRequest);
    json.put("merged", pullRequest.mergeCommit().isPresent());
    json.putNull("mergeable");
    json.putNull("rebaseable");
    json.put("mergeable_state", "unknown");
    json.putNull("merged_by");
    json.put("comments", repository.issues().comments(pullRequest.number()).size());
    json.put("review_comments", 0);
    json.put("maintainer_can_modify", false);
    json.put("commits", pullRequest.commitCount());
    json.put("additions", 0).put("deletions", 0).put("changed_files", 0);
    return json;
  }

  private ObjectNode head(SimulatedPullRequest pullRequest) {
    return side(pullRequest.headRepository(), pullRequest.headBranch(), pullRequest.head());
  }

  private ObjectNode base(SimulatedPullRequest pullRequest) {
    return side(repository, pullRequest.base(), repository.head(pullRequest.base()));
  }

  private ObjectNode side(SimulatedRepository of, String branch, String commit) {
    ObjectNode json = Json.object();
    json.put("label", of.owner().login() + ":" + branch);
    json.put("ref", branch);
    json.put("sha", commit);
    json.set("user", AccountJson.of(of.owner(), urls));
    json.set("repo", RepositoryJson.of(of, urls));
    return json;
  }

  private static @Nullable String mergedAt(SimulatedPullRequest pullRequest) {
    return pullRequest
        .mergeCommit()
        .flatMap(merge -> pullRequest.closedAt())
        .map(Json::time)
        .orElse(null);
  }
}
