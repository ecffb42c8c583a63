package dev.countersign.simulation.github;

import dev.countersign.simulation.git.Commit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code /check-runs}, and the check runs of a commit. */
record CheckRunEndpoints(State state, Urls urls) {
  List<Route> routes() {
    String repository = "/repos/{owner}/{repo}";
    String byId = repository + "/check-runs/{id}";
    Access read = Access.read("checks");
    Access write = Access.write("checks");
    return List.of(
        new Route("POST", repository + "/check-runs", write, this::create),
        new Route("PATCH", byId, write, this::update),
        // The old way for clients that cannot send PATCH.
        new Route("POST", byId, write, this::update),
        new Route("GET", byId, read, this::show),
        new Route("GET", byId + "/annotations", read, this::annotations),
        new Route("GET", repository + "/commits/{ref+}/check-runs", read, this::ofCommit));
  }

  private ApiResponse create(Call call) {
    CheckRun run =
        new CheckRunRequest(call.request().json(), state.clock().instant())
            .create(state.ids().next(), state.app().id(), call.repository());
    return ApiResponse.json(201, json(call).of(call.repository().checkRunBook().put(run)));
  }

  private ApiResponse update(Call call) {
    CheckRun old = find(call);
    if (old.appId() != state.app().id()) {
      throw new HttpError(
          403,
          "Invalid app_id `%d` - check run can only be modified by the GitHub App that created it."
              .formatted(state.app().id()));
    }
    CheckRunRequest request = new CheckRunRequest(call.request().json(), state.clock().instant());
    CheckRun run = call.repository().checkRunBook().change(old.id(), request::update);
    return ApiResponse.ok(json(call).of(run));
  }

  private ApiResponse show(Call call) {
    return ApiResponse.ok(json(call).of(find(call)));
  }

  private ApiResponse annotations(Call call) {
    CheckRun run = find(call);
    return new Page<>(call.request(), urls, run.output().annotations())
        .array(annotation -> json(call).annotation(run, annotation));
  }

  private ApiResponse ofCommit(Call call) {
    String ref = call.path("ref");
    Commit commit =
        call.repository()
            .history()
            .resolve(ref)
            .orElseThrow(() -> HttpError.unprocessable("No commit found for SHA: " + ref));
    boolean latest = call.parameter("filter").orElse("latest").equals("latest");
    Set<String> seen = new HashSet<>();
    List<CheckRun> runs =
        call.repository().checkRuns().stream()
            .filter(run -> run.headSha().equals(commit.id()))
            .filter(run -> !latest || seen.add(run.appId() + "/" + run.name()))
            .filter(run -> call.parameter("check_name").map(run.name()::equals).orElse(true))
            .filter(run -> call.parameter("status").map(run.status()::equals).orElse(true))
            .filter(
                run ->
                    call.parameter("app_id").map(Long.toString(run.appId())::equals).orElse(true))
            .toList();
    return new Page<>(call.request(), urls, runs).counted("check_runs", json(call)::of);
  }

  private static CheckRun find(Call call) {
    return call.repository().checkRunBook().byId(call.id("id")).orElseThrow(HttpError::notFound);
  }

  private CheckRunJson json(Call call) {
    return new CheckRunJson(call.repository(), state.app(), urls);
  }
}
