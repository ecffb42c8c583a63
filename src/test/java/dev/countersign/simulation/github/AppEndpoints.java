package dev.countersign.simulation.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The App, its installations and their access tokens. */
record AppEndpoints(State state, Urls urls) {
  List<Route> routes() {
    Access app = new Access.App();
    return List.of(
        new Route("GET", "/app", app, call -> ApiResponse.ok(AppJson.app(state.app(), urls))),
        new Route("GET", "/app/installations", app, this::installations),
        new Route("GET", "/app/installations/{id}", app, this::installation),
        new Route("POST", "/app/installations/{id}/access_tokens", app, this::accessToken),
        new Route("GET", "/repos/{owner}/{repo}/installation", app, this::installationOf),
        new Route("GET", "/installation/repositories", new Access.AnyToken(), this::repositories));
  }

  private ApiResponse installations(Call call) {
    List<SimulatedInstallation> all = List.copyOf(state.installations().values());
    return new Page<>(call.request(), urls, all).array(this::json);
  }

  private ApiResponse installation(Call call) {
    return ApiResponse.ok(json(find(call)));
  }

  private ApiResponse installationOf(Call call) {
    return state
        .installationOf(call.repository())
        .map(installation -> ApiResponse.ok(json(installation)))
        .orElseThrow(HttpError::notFound);
  }

  private ApiResponse repositories(Call call) {
    List<SimulatedRepository> covered =
        call.token().repositoryIds().stream()
            .map(id -> state.repositories().byId(id))
            .flatMap(Optional::stream)
            .toList();
    return new Page<>(call.request(), urls, covered)
        .counted("repositories", repository -> RepositoryJson.of(repository, urls));
  }

  private ApiResponse accessToken(Call call) {
    SimulatedInstallation installation = find(call);
    if (installation.suspendedAt().isPresent()) {
      throw new HttpError(403, "This installation has been suspended");
    }
    JsonNode body = call.request().json();
    Permissions permissions = permissions(body, installation);
    Set<Long> wanted = wantedRepositories(body, installation);
    boolean narrowed = !wanted.isEmpty();
    Set<Long> repositories = narrowed ? wanted : installation.repositoryIds();
    AccessToken token = state.tokens().issue(installation, permissions, repositories, narrowed);
    ObjectNode json = Json.object();
    json.put("token", token.value());
    json.put("expires_at", Json.time(token.expiresAt()));
    json.set("permissions", AppJson.permissions(permissions));
    json.put("repository_selection", "selected");
    if (narrowed) {
      json.set(
          "repositories",
          Json.array(
              repositories.stream()
                  .map(id -> state.repositories().byId(id).orElseThrow())
                  .map(repository -> RepositoryJson.of(repository, urls))));
    }
    return ApiResponse.json(201, json);
  }

  private static Permissions permissions(JsonNode body, SimulatedInstallation installation) {
    Map<String, String> wanted = new TreeMap<>();
    body.path("permissions")
        .properties()
        .forEach(e -> wanted.put(e.getKey(), e.getValue().asText()));
    if (wanted.isEmpty()) {
      return installation.permissions();
    }
    Permissions permissions = new Permissions(wanted);
    if (!installation.permissions().allow(permissions)) {
      throw HttpError.unprocessable(
          "The permissions requested are not granted to this installation.");
    }
    return permissions;
  }

  private Set<Long> wantedRepositories(JsonNode body, SimulatedInstallation installation) {
    Set<Long> wanted = new TreeSet<>();
    body.path("repository_ids").forEach(id -> wanted.add(id.asLong()));
    String owner = installation.account().login();
    body.path("repositories")
        .forEach(
            name ->
                wanted.add(
                    state
                        .repositories()
                        .named(owner + "/" + name.asText())
                        .map(SimulatedRepository::id)
                        .orElse(-1L)));
    if (!installation.repositoryIds().containsAll(wanted)) {
      throw HttpError.unprocessable(
          "There is at least one repository that does not exist or is not accessible to the parent"
              + " installation.");
    }
    return wanted;
  }

  private SimulatedInstallation find(Call call) {
    return Optional.ofNullable(state.installations().get(call.id("id")))
        .orElseThrow(HttpError::notFound);
  }

  private JsonNode json(SimulatedInstallation installation) {
    return AppJson.installation(installation, state.app(), urls);
  }
}
