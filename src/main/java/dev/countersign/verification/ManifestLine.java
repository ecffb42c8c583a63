package dev.countersign.verification;

/** What one line of a manifest says. */
sealed interface ManifestLine {
  /** Nothing: an empty line or a comment. Checksum tools pass over it without a word. */
  record Silent() implements ManifestLine {}

  /**
   * A digest of a file.
   *
   * @param hex the digest in lower case, of the algorithm's length
   * @param path the name, unescaped, without a leading {@code ./}
   */
  record Listed(ListedAlgorithm algorithm, String hex, String path) implements ManifestLine {}

  /** Something that no checksum tool writes, or that tools read differently. */
  record Unreadable(ReasonCode reason, String expected, String actual) implements ManifestLine {}
}
