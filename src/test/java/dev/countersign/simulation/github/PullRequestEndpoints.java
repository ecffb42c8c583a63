package dev.countersign.simulation.github;

import dev.countersign.simulation.git.Commit;
import java.util.List;

/** {@code /pulls}, and the pull requests of a commit. */
record PullRequestEndpoints(Urls urls) {
  List<Route> routes() {
    String repository = "/repos/{owner}/{repo}";
    Access read = Access.read("pull_requests");
    return List.of(
        new Route("GET", repository + "/pulls/{number}", read, this::byNumber),
        new Route("GET", repository + "/commits/{ref+}/pulls", read, this::ofCommit));
  }

  private ApiResponse byNumber(Call call) {
    return call.repository()
        .pullRequests()
        .byNumber(call.id("number"))
        .map(found -> ApiResponse.ok(new PullRequestJson(call.repository(), urls).full(found)))
        .orElseThrow(HttpError::notFound);
  }

  /** Merged ones for a commit of the default branch, open ones for any other. */
  private ApiResponse ofCommit(Call call) {
    SimulatedRepository repository = call.repository();
    String ref = call.path("ref");
    Commit commit =
        repository
            .history()
            .resolve(ref)
            .orElseThrow(() -> HttpError.unprocessable("No commit found for SHA: " + ref));
    String defaultBranch = repository.head(repository.settings().defaultBranch());
    boolean arrived = repository.history().graph().history(defaultBranch).contains(commit);
    List<SimulatedPullRequest> found =
        repository.pullRequests().all().stream()
            .filter(it -> it.brings(commit.id()))
            .filter(it -> arrived ? it.mergeCommit().isPresent() : it.isOpen())
            .toList();
    return new Page<>(call.request(), urls, found)
        .array(new PullRequestJson(repository, urls)::brief);
  }
}
