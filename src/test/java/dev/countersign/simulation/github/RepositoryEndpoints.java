package dev.countersign.simulation.github;

import java.util.List;

/** {@code /repos/OWNER/REPO} itself. */
record RepositoryEndpoints(Urls urls) {
  List<Route> routes() {
    return List.of(
        new Route(
            "GET",
            "/repos/{owner}/{repo}",
            Access.read("metadata"),
            call -> ApiResponse.ok(RepositoryJson.of(call.repository(), urls))));
  }
}
