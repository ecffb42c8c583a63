package dev.countersign.github;

/** What a request authenticates itself with. */
interface Credentials {
  /** Value of the Authorization header, from a valid credential. */
  String authorization();

  /** Forgets the credential behind {@code authorization}: GitHub answered 401 to it. */
  void rejected(String authorization);
}
