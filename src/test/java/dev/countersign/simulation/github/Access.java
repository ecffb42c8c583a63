package dev.countersign.simulation.github;

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
   * @param permission such as {@code contents}
   * @param level {@code read} or {@code write}
   */
  record OfRepository(String permission, String level) implements Access {}

  static Access read(String permission) {
    return new OfRepository(permission, "read");
  }

  static Access write(String permission) {
    return new OfRepository(permission, "write");
  }
}
