package dev.countersign.github;

import java.util.Map;

/** What a token is for, and so which permissions it asks for. */
enum TokenScope {
  /** Reading releases, refs, trees, blobs and archives. */
  READ,
  /** Publishing check runs. */
  PUBLISH;

  /** Names and levels as the REST API spells them. */
  Map<String, String> permissions() {
    return switch (this) {
      case READ -> Map.of("contents", "read", "metadata", "read");
      case PUBLISH -> Map.of("checks", "write", "contents", "read", "metadata", "read");
    };
  }
}
