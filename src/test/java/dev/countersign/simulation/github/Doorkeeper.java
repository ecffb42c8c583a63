package dev.countersign.simulation.github;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The check of who calls. Stricter than GitHub in one point: a public repository, too, is only
 * readable with a token that covers it and has the permission, so that tests notice when a token
 * was asked for too little.
 */
final class Doorkeeper {
  private final State state;

  Doorkeeper(State state) {
    this.state = state;
  }

  /** Lets a request in, or throws an {@link HttpError}. */
  Call admit(ApiRequest request, Route route, Map<String, String> placeholders) {
    Access access = route.access();
    if (access instanceof Access.App) {
      state.appJwt().check(Credential.bearer(request));
    }
    AccessToken token =
        access instanceof Access.AnyToken || access instanceof Access.OfRepository
            ? token(request)
            : null;
    SimulatedRepository repository = null;
    if (placeholders.containsKey("repo")) {
      String name = placeholders.get("owner") + "/" + placeholders.get("repo");
      repository = state.repositories().named(name).orElseThrow(HttpError::notFound);
    }
    if (access instanceof Access.OfRepository needed) {
      check(needed, repository, token);
    }
    return new Call(request, placeholders, repository, token);
  }

  private AccessToken token(ApiRequest request) {
    String value = Credential.bearer(request);
    if (value.isEmpty()) {
      throw new HttpError(401, "Requires authentication");
    }
    AccessToken token =
        state.tokens().valid(value).orElseThrow(() -> new HttpError(401, "Bad credentials"));
    if (token.installation().suspendedAt().isPresent()) {
      throw new HttpError(403, "This installation has been suspended");
    }
    return token;
  }

  private static void check(
      Access.OfRepository needed,
      @Nullable SimulatedRepository repository,
      @Nullable AccessToken token) {
    if (repository == null || token == null || !token.covers(repository)) {
      throw HttpError.notFound();
    }
    if (needed.permissions().stream().noneMatch(name -> token.allows(name, needed.level()))) {
      throw HttpError.forbidden();
    }
    if (needed.level().equals("write") && repository.settings().isArchived()) {
      throw new HttpError(403, "Repository was archived so is read-only.");
    }
  }
}
