package dev.countersign.github;

/** What a request authenticates itself with. */
interface Credentials {
  /** Value of the Authorization header, from a valid credential. */
  String authorization();

  /** Whose requests GitHub counts: id of the installation, or {@code app} for the App itself. */
  String holder();

  /** Forgets the credential behind {@code authorization}: GitHub answered 401 to it. */
  void rejected(String authorization);
}
