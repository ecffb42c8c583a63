package dev.countersign.simulation.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.simulation.git.Commit;
import dev.countersign.simulation.git.TreeNode;
import java.util.List;
import java.util.Map;

/** Commits in JSON, as {@code /commits} and {@code /compare} show them. */
final class CommitJson {
  private final SimulatedRepository repository;
  private final Urls urls;
  private final GitJson git;

  CommitJson(SimulatedRepository repository, Urls urls) {
    this.repository = repository;
    this.urls = urls;
    this.git = new GitJson(repository, urls);
  }

  ObjectNode brief(Commit commit) {
    String url = urls.api(repository) + "/commits/" + commit.id();
    ObjectNode json = Json.object();
    json.put("sha", commit.id());
    json.put("node_id", Json.nodeId("Commit", commit.id()));
    ObjectNode inner = git.essentials(commit);
    inner.put("url", urls.api(repository) + "/git/commits/" + commit.id());
    inner.put("comment_count", 0);
    json.set("commit", inner);
    json.put("url", url);
    json.put("html_url", urls.web(repository) + "/commit/" + commit.id());
    json.put("comments_url", url + "/comments");
    json.putNull("author");
    json.putNull("committer");
    json.set("parents", Json.array(commit.parents().stream().map(id -> git.parent(id, ""))));
    return json;
  }

  /** With what the commit changed. */
  ObjectNode full(Commit commit) {
    ObjectNode json = brief(commit);
    ObjectNode stats = json.putObject("stats");
    stats.put("total", 0).put("additions", 0).put("deletions", 0);
    json.set(
        "files",
        files(
            repository.history().changesOf(commit),
            repository.history().trees().files(commit.tree()),
            commit.id()));
    return json;
  }

  /**
   * Changed files. Lines are not counted.
   *
   * @param after listing that the changes led to
   */
  ArrayNode files(Changes changes, Map<String, TreeNode> after, String commit) {
    ArrayNode files = Json.object().arrayNode();
    add(files, "added", changes.added(), after, commit);
    add(files, "modified", changes.modified(), after, commit);
    add(files, "removed", changes.removed(), after, commit);
    return files;
  }

  private void add(
      ArrayNode files,
      String status,
      List<String> paths,
      Map<String, TreeNode> after,
      String commit) {
    for (String path : paths) {
      TreeNode node = after.get(path);
      ObjectNode json = files.addObject();
      json.put("sha", node == null ? null : node.id());
      json.put("filename", path);
      json.put("status", status);
      json.put("additions", 0).put("deletions", 0).put("changes", 0);
      json.put("blob_url", urls.web(repository) + "/blob/" + commit + "/" + path);
      json.put("raw_url", urls.web(repository) + "/raw/" + commit + "/" + path);
      json.put("contents_url", urls.api(repository) + "/contents/" + path + "?ref=" + commit);
    }
  }
}
