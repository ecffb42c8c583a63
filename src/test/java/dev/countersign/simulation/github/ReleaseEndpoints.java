package dev.countersign.simulation.github;

import java.util.List;
import java.util.Optional;

/** {@code /releases}. */
record ReleaseEndpoints(Urls urls) {
  List<Route> routes() {
    String releases = "/repos/{owner}/{repo}/releases";
    Access read = Access.read("contents");
    return List.of(
        new Route("GET", releases, read, this::list),
        new Route("GET", releases + "/latest", read, this::latest),
        new Route("GET", releases + "/tags/{tag+}", read, this::byTag),
        new Route("GET", releases + "/{id}", read, this::byId));
  }

  /** Drafts are left out: GitHub shows them only to those who may push. */
  private ApiResponse list(Call call) {
    List<SimulatedRelease> published =
        call.repository().releases().all().stream().filter(r -> !r.isDraft()).toList();
    return new Page<>(call.request(), urls, published)
        .array(release -> ReleaseJson.of(release, call.repository(), urls));
  }

  private ApiResponse latest(Call call) {
    return one(
        call,
        call.repository().releases().all().stream()
            .filter(release -> !release.isDraft() && !release.isPrerelease())
            .findFirst());
  }

  private ApiResponse byTag(Call call) {
    return one(call, call.repository().releases().published(call.path("tag")));
  }

  private ApiResponse byId(Call call) {
    return one(call, call.repository().releases().byId(call.id("id")).filter(r -> !r.isDraft()));
  }

  private ApiResponse one(Call call, Optional<SimulatedRelease> release) {
    return release
        .map(found -> ApiResponse.ok(ReleaseJson.of(found, call.repository(), urls)))
        .orElseThrow(HttpError::notFound);
  }
}
