package dev.countersign.simulation.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.simulation.git.Commit;
import dev.countersign.simulation.git.CommitGraph;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** {@code /commits} and {@code /compare}. */
record CommitEndpoints(Urls urls) {
  List<Route> routes() {
    String repository = "/repos/{owner}/{repo}";
    Access read = Access.read("contents");
    return List.of(
        new Route("GET", repository + "/commits", read, this::list),
        new Route("GET", repository + "/commits/{ref+}", read, this::commit),
        new Route("GET", repository + "/compare/{base+}...{head+}", read, this::compare));
  }

  private ApiResponse list(Call call) {
    SimulatedRepository repository = call.repository();
    String from = call.parameter("sha").orElse(repository.settings().defaultBranch());
    Commit head = repository.history().resolve(from).orElseThrow(HttpError::notFound);
    List<Commit> history = history(repository, head.id(), call.parameter("path"));
    return new Page<>(call.request(), urls, history).array(new CommitJson(repository, urls)::brief);
  }

  /** A commit and its ancestors, as far as they changed what is at a path, newest first. */
  static List<Commit> history(SimulatedRepository repository, String head, Optional<String> path) {
    List<Commit> history = new ArrayList<>(repository.history().graph().history(head));
    path.ifPresent(wanted -> history.removeIf(commit -> !touches(repository, commit, wanted)));
    return history;
  }

  private ApiResponse commit(Call call) {
    Commit commit = resolve(call, "ref");
    return call.request().accepts("sha")
        ? ApiResponse.text(200, "application/vnd.github.sha; charset=utf-8", commit.id())
        : ApiResponse.ok(new CommitJson(call.repository(), urls).full(commit));
  }

  private ApiResponse compare(Call call) {
    SimulatedRepository repository = call.repository();
    RepositoryHistory history = repository.history();
    Commit base = history.resolve(call.path("base")).orElseThrow(HttpError::notFound);
    Commit head = history.resolve(call.path("head")).orElseThrow(HttpError::notFound);
    CommitGraph.Comparison comparison = history.graph().compare(base.id(), head.id());
    Commit mergeBase =
        comparison
            .mergeBase()
            .orElseThrow(() -> new HttpError(404, "No common ancestor between the two"));
    List<Commit> oldestFirst = new ArrayList<>(comparison.ahead());
    Collections.reverse(oldestFirst);
    CommitJson commits = new CommitJson(repository, urls);
    Changes changes = Changes.between(history.filesOf(mergeBase.id()), history.filesOf(head.id()));
    String range = "/compare/" + call.path("base") + "..." + call.path("head");
    ObjectNode json = Json.object();
    json.put("url", urls.api(repository) + range);
    json.put("html_url", urls.web(repository) + range);
    json.put("permalink_url", urls.web(repository) + range);
    json.put("diff_url", urls.web(repository) + range + ".diff");
    json.put("patch_url", urls.web(repository) + range + ".patch");
    json.set("base_commit", commits.brief(base));
    json.set("merge_base_commit", commits.brief(mergeBase));
    json.put("status", comparison.status());
    json.put("ahead_by", comparison.ahead().size());
    json.put("behind_by", comparison.behind().size());
    json.put("total_commits", comparison.ahead().size());
    json.set("commits", Json.array(oldestFirst.stream().map(commits::brief)));
    json.set("files", commits.files(changes, history.filesOf(head.id()), head.id()));
    return ApiResponse.ok(json);
  }

  private static Commit resolve(Call call, String placeholder) {
    String name = call.path(placeholder);
    Optional<Commit> commit = call.repository().history().resolve(name);
    return commit.orElseThrow(() -> HttpError.unprocessable("No commit found for SHA: " + name));
  }

  private static boolean touches(SimulatedRepository repository, Commit commit, String path) {
    RepositoryHistory history = repository.history();
    Optional<String> before =
        commit.parents().stream()
            .findFirst()
            .flatMap(history.objects()::commit)
            .flatMap(parent -> history.trees().find(parent.tree(), path))
            .map(node -> node.mode() + node.id());
    Optional<String> after =
        history.trees().find(commit.tree(), path).map(node -> node.mode() + node.id());
    return !before.equals(after);
  }
}
