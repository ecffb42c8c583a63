package dev.countersign.simulation.github;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.simulation.git.Commit;
import dev.countersign.simulation.git.TreeNode;
import java.util.Base64;
import java.util.List;

/** {@code /git/blobs}, {@code /git/trees}, {@code /git/commits} and {@code /git/tags}. */
record GitObjectEndpoints(Urls urls) {
  List<Route> routes() {
    String git = "/repos/{owner}/{repo}/git";
    Access read = Access.read("contents");
    return List.of(
        new Route("GET", git + "/blobs/{sha}", read, this::blob),
        new Route("GET", git + "/trees/{sha+}", read, this::tree),
        new Route("GET", git + "/commits/{sha}", read, this::commit),
        new Route("GET", git + "/tags/{sha}", read, this::tag));
  }

  private ApiResponse blob(Call call) {
    String id = call.path("sha");
    byte[] bytes = call.repository().history().objects().blob(id).orElseThrow(HttpError::notFound);
    if (call.request().accepts("raw")) {
      return ApiResponse.bytes(200, "application/vnd.github.raw; charset=utf-8", bytes);
    }
    ObjectNode json = Json.object();
    json.put("sha", id);
    json.put("node_id", Json.nodeId("Blob", id));
    json.put("size", bytes.length);
    json.put("url", urls.api(call.repository()) + "/git/blobs/" + id);
    json.put("content", base64(bytes));
    json.put("encoding", "base64");
    return ApiResponse.ok(json);
  }

  /** As GitHub does it: lines of 60 characters, each ended. */
  static String base64(byte[] bytes) {
    String lines = Base64.getMimeEncoder(60, "\n".getBytes(US_ASCII)).encodeToString(bytes);
    return lines.isEmpty() ? "" : lines + "\n";
  }

  /** Asked for a commit or a ref, GitHub answers with the commit's id in the tree's place. */
  private ApiResponse tree(Call call) {
    RepositoryHistory history = call.repository().history();
    String asked = call.path("sha");
    String answered = asked;
    String treeId = asked;
    if (history.objects().tree(asked).isEmpty()) {
      Commit commit = history.resolve(asked).orElseThrow(HttpError::notFound);
      answered = commit.id();
      treeId = commit.tree();
    }
    List<TreeNode> nodes =
        call.parameter("recursive").isPresent()
            ? history.trees().list(treeId)
            : history.objects().tree(treeId).orElseThrow();
    int limit = call.repository().settings().treeLimit();
    GitJson git = new GitJson(call.repository(), urls);
    ObjectNode json = Json.object();
    json.put("sha", answered);
    json.put("url", urls.api(call.repository()) + "/git/trees/" + answered);
    json.set("tree", Json.array(nodes.stream().limit(limit).map(git::treeEntry)));
    json.put("truncated", nodes.size() > limit);
    return ApiResponse.ok(json);
  }

  private ApiResponse commit(Call call) {
    return call.repository()
        .history()
        .objects()
        .commit(call.path("sha"))
        .map(commit -> ApiResponse.ok(new GitJson(call.repository(), urls).commit(commit)))
        .orElseThrow(HttpError::notFound);
  }

  private ApiResponse tag(Call call) {
    return call.repository()
        .history()
        .objects()
        .tag(call.path("sha"))
        .map(tag -> ApiResponse.ok(new GitJson(call.repository(), urls).tag(tag)))
        .orElseThrow(HttpError::notFound);
  }
}
