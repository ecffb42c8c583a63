package dev.countersign.simulation.github;

import java.util.List;
import java.util.function.Function;

/** {@code /actions/runs}. */
record WorkflowRunEndpoints(Urls urls) {
  List<Route> routes() {
    String runs = "/repos/{owner}/{repo}/actions/runs";
    Access read = Access.read("actions");
    return List.of(
        new Route("GET", runs, read, this::list),
        new Route("GET", runs + "/{id}", read, this::byId));
  }

  private ApiResponse list(Call call) {
    List<WorkflowRun> runs =
        call.repository().workflowRuns().all().stream()
            .filter(run -> fits(call, "event", run, WorkflowRun::event))
            .filter(run -> fits(call, "head_sha", run, WorkflowRun::headSha))
            .filter(run -> fits(call, "branch", run, WorkflowRun::headBranch))
            .filter(
                run ->
                    fits(call, "status", run, WorkflowRun::status)
                        || fits(call, "status", run, r -> r.conclusion().orElse("")))
            .toList();
    WorkflowRunJson json = new WorkflowRunJson(call.repository(), urls);
    return new Page<>(call.request(), urls, runs).counted("workflow_runs", json::of);
  }

  private ApiResponse byId(Call call) {
    return call.repository()
        .workflowRuns()
        .byId(call.id("id"))
        .map(run -> ApiResponse.ok(new WorkflowRunJson(call.repository(), urls).of(run)))
        .orElseThrow(HttpError::notFound);
  }

  private static boolean fits(
      Call call, String parameter, WorkflowRun run, Function<WorkflowRun, String> value) {
    return call.parameter(parameter).map(value.apply(run)::equals).orElse(true);
  }
}
