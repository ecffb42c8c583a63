package dev.countersign.simulation.github;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request whose caller was let in, with what its path names. */
record Call(
    ApiRequest request,
    Map<String, String> placeholders,
    @Nullable SimulatedRepository target,
    @Nullable AccessToken caller) {
  Call {
    placeholders = Map.copyOf(placeholders);
  }

  String path(String placeholder) {
    return Objects.requireNonNull(placeholders.get(placeholder), placeholder);
  }

  long id(String placeholder) {
    try {
      return Long.parseLong(path(placeholder));
    } catch (NumberFormatException e) {
      throw HttpError.notFound();
    }
  }

  Optional<String> parameter(String name) {
    return request.parameter(name);
  }

  SimulatedRepository repository() {
    return Objects.requireNonNull(target, "this route names no repository");
  }

  AccessToken token() {
    return Objects.requireNonNull(caller, "this route asks for no token");
  }
}
