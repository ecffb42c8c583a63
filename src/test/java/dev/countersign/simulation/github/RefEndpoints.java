package dev.countersign.simulation.github;

import dev.countersign.simulation.git.Commit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Refs, branches and tags. */
record RefEndpoints(Urls urls) {
  List<Route> routes() {
    String repository = "/repos/{owner}/{repo}";
    Access read = Access.read("contents");
    return List.of(
        new Route("GET", repository + "/git/ref/{ref+}", read, this::exactly),
        new Route("GET", repository + "/git/refs/{ref+}", read, this::exactlyOrStartingWith),
        new Route("GET", repository + "/git/refs", read, call -> startingWith(call, "refs/")),
        new Route(
            "GET",
            repository + "/git/matching-refs/{ref+}",
            read,
            call -> startingWith(call, "refs/" + call.path("ref"))),
        new Route("GET", repository + "/branches/{branch+}", read, this::branch));
  }

  private ApiResponse exactly(Call call) {
    return find(call).orElseThrow(HttpError::notFound);
  }

  /** An old address, which still works: falls back to the refs that start like it. */
  private ApiResponse exactlyOrStartingWith(Call call) {
    return find(call)
        .orElseGet(
            () -> {
              String prefix = "refs/" + call.path("ref");
              if (call.repository().history().refs().startingWith(prefix).isEmpty()) {
                throw HttpError.notFound();
              }
              return startingWith(call, prefix);
            });
  }

  private Optional<ApiResponse> find(Call call) {
    String ref = "refs/" + call.path("ref");
    GitJson json = new GitJson(call.repository(), urls);
    return call.repository()
        .history()
        .refs()
        .get(ref)
        .map(target -> ApiResponse.ok(json.ref(ref, target)));
  }

  private ApiResponse startingWith(Call call, String prefix) {
    GitJson json = new GitJson(call.repository(), urls);
    List<Map.Entry<String, String>> refs =
        List.copyOf(call.repository().history().refs().startingWith(prefix).entrySet());
    return new Page<>(call.request(), urls, refs)
        .array(ref -> json.ref(ref.getKey(), ref.getValue()));
  }

  private ApiResponse branch(Call call) {
    SimulatedRepository repository = call.repository();
    String name = call.path("branch");
    Commit head =
        repository
            .history()
            .refs()
            .get("refs/heads/" + name)
            .flatMap(repository.history().objects()::commit)
            .orElseThrow(() -> new HttpError(404, "Branch not found"));
    var json = Json.object();
    json.put("name", name);
    json.set("commit", new CommitJson(repository, urls).brief(head));
    json.putObject("_links")
        .put("self", urls.api(repository) + "/branches/" + name)
        .put("html", urls.web(repository) + "/tree/" + name);
    json.put("protected", false);
    json.put("protection_url", urls.api(repository) + "/branches/" + name + "/protection");
    return ApiResponse.ok(json);
  }
}
