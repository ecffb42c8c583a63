package dev.countersign.simulation.github;

import java.util.List;

/** {@code /releases/assets}: the content itself, where the client accepts bytes. */
record AssetEndpoints(Urls urls) {
  List<Route> routes() {
    return List.of(
        new Route(
            "GET",
            "/repos/{owner}/{repo}/releases/assets/{id}",
            Access.read("contents"),
            this::show));
  }

  private ApiResponse show(Call call) {
    SimulatedAsset asset =
        call.repository().releases().all().stream()
            .flatMap(release -> release.assets().stream())
            .filter(candidate -> candidate.id() == call.id("id"))
            .findFirst()
            .orElseThrow(HttpError::notFound);
    return call.request().accepts("octet-stream")
        ? ApiResponse.bytes(200, "application/octet-stream", asset.content())
        : ApiResponse.ok(ReleaseJson.asset(asset, call.repository(), urls));
  }
}
