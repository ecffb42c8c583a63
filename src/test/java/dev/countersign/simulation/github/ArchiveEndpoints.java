package dev.countersign.simulation.github;

import dev.countersign.simulation.git.Commit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code /tarball}: a redirect to an address that is itself the permission to download, for a few
 * minutes, as codeload.github.com does it.
 */
final class ArchiveEndpoints {
  private static final Duration LIFETIME = Duration.ofMinutes(5);

  private final InstantSource clock;
  private final Urls urls;
  private final Map<String, Instant> tickets = new ConcurrentHashMap<>();

  ArchiveEndpoints(InstantSource clock, Urls urls) {
    this.clock = clock;
    this.urls = urls;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "GET", "/repos/{owner}/{repo}/tarball/{ref+}", Access.read("contents"), this::redirect),
        new Route(
            "GET",
            "/repos/{owner}/{repo}/tarball",
            Access.read("contents"),
            call -> redirect(call, call.repository().settings().defaultBranch())),
        new Route(
            "GET",
            "/codeload/{owner}/{repo}/legacy.tar.gz/{sha}",
            new Access.Anyone(),
            this::download));
  }

  private ApiResponse redirect(Call call) {
    return redirect(call, call.path("ref"));
  }

  private ApiResponse redirect(Call call, String ref) {
    SimulatedRepository repository = call.repository();
    Commit commit = repository.history().resolve(ref).orElseThrow(HttpError::notFound);
    String path = "/codeload/" + repository.fullName() + "/legacy.tar.gz/" + commit.id();
    String ticket = UUID.randomUUID().toString();
    tickets.put(ticket, clock.instant().plus(LIFETIME));
    return ApiResponse.redirect(302, urls.api() + path + "?token=" + ticket);
  }

  private ApiResponse download(Call call) {
    Instant expiry = tickets.get(call.parameter("token").orElse(""));
    if (expiry == null || clock.instant().isAfter(expiry)) {
      throw HttpError.notFound();
    }
    SimulatedRepository repository = call.repository();
    Commit commit =
        repository.history().objects().commit(call.path("sha")).orElseThrow(HttpError::notFound);
    return ApiResponse.bytes(200, "application/x-gzip", Tarball.of(repository, commit))
        .with(
            "Content-Disposition",
            "attachment; filename=" + Tarball.topFolder(repository, commit) + ".tar.gz");
  }
}
