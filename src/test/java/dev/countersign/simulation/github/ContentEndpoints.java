package dev.countersign.simulation.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.simulation.git.Commit;
import dev.countersign.simulation.git.FileMode;
import dev.countersign.simulation.git.TreeNode;
import java.util.List;

/** {@code /contents}: files, directories, links (not followed) and submodules by path. */
record ContentEndpoints(Urls urls) {
  /** Above this, GitHub leaves the content out of the JSON. */
  private static final long LARGEST_INLINE = 1_048_576;

  List<Route> routes() {
    String contents = "/repos/{owner}/{repo}/contents";
    Access read = Access.read("contents");
    return List.of(
        new Route("GET", contents, read, call -> show(call, "")),
        new Route("GET", contents + "/", read, call -> show(call, "")),
        new Route("GET", contents + "/{path+}", read, call -> show(call, call.path("path"))));
  }

  private ApiResponse show(Call call, String path) {
    SimulatedRepository repository = call.repository();
    RepositoryHistory history = repository.history();
    String ref = call.parameter("ref").orElse(repository.settings().defaultBranch());
    Commit commit =
        history
            .resolve(ref)
            .orElseThrow(() -> new HttpError(404, "No commit found for the ref " + ref));
    TreeNode node = history.trees().find(commit.tree(), path).orElseThrow(HttpError::notFound);
    if (node.mode() == FileMode.DIRECTORY) {
      String prefix = path.isEmpty() ? "" : path + "/";
      return ApiResponse.ok(
          Json.array(
              history.objects().tree(node.id()).orElseThrow().stream()
                  .map(child -> json(repository, ref, prefix + child.name(), child))));
    }
    if (call.request().accepts("raw")) {
      byte[] bytes = history.objects().blob(node.id()).orElseThrow(HttpError::notFound);
      return ApiResponse.bytes(200, "application/vnd.github.raw; charset=utf-8", bytes);
    }
    ObjectNode json = json(repository, ref, path, node);
    history.objects().blob(node.id()).ifPresent(bytes -> putContent(json, bytes));
    return ApiResponse.ok(json);
  }

  private static void putContent(ObjectNode json, byte[] bytes) {
    boolean inline = bytes.length <= LARGEST_INLINE;
    json.put("content", inline ? GitObjectEndpoints.base64(bytes) : "");
    json.put("encoding", inline ? "base64" : "none");
  }

  private ObjectNode json(SimulatedRepository repository, String ref, String path, TreeNode node) {
    String url = urls.api(repository) + "/contents/" + path + "?ref=" + ref;
    String web = urls.web(repository) + "/blob/" + ref + "/" + path;
    String git =
        urls.api(repository)
            + (node.mode() == FileMode.DIRECTORY ? "/git/trees/" : "/git/blobs/")
            + node.id();
    ObjectNode json = Json.object();
    json.put("name", path.substring(path.lastIndexOf('/') + 1));
    json.put("path", path);
    json.put("sha", node.id());
    json.put("size", repository.history().objects().size(node.id()));
    json.put("url", url);
    json.put("html_url", web);
    json.put("git_url", git);
    json.put("download_url", web.replace("/blob/", "/raw/"));
    json.put(
        "type",
        switch (node.mode()) {
          case FILE, EXECUTABLE -> "file";
          case SYMBOLIC_LINK -> "symlink";
          case SUBMODULE -> "submodule";
          case DIRECTORY -> "dir";
        });
    json.putObject("_links").put("self", url).put("git", git).put("html", web);
    return json;
  }
}
