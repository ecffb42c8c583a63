package dev.countersign.simulation.github;

import java.util.Set;

/** What a route demands of its caller. */
sealed interface Access {
  /** Nothing: the address itself is the secret. */
  record Anyone() implements Access {}

  /** A JSON Web Token of the App. */
  record App() implements Access {}

  /** Any installation token. */
  record AnyToken() implements Access {}

  /**
   * An installation token that covers the repository in the path.
   *
   * @param permissions such as {@code contents}; any one of them will do
   * @param level {@code read} or {@code write}
   */
  record OfRepository(Set<String> permissions, String level) implements Access {
    public OfRepository {
      permissions = Set.copyOf(permissions);
    }
  }

  static Access read(String... anyOf) {
    return new OfRepository(Set.of(anyOf), "read");
  }

  static Access write(String... anyOf) {
    return new OfRepository(Set.of(anyOf), "write");
  }
}
