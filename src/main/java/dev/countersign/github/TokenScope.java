package dev.countersign.github;

import java.util.Map;

/** What a token is for, and so which permissions it asks for. */
enum TokenScope {
  /** Reading releases, refs, trees, blobs and archives. */
  READ,
  /** Reading pull requests. */
  PULL_REQUESTS,
  /** Reading workflow runs. */
  ACTIONS,
  /** Publishing check runs. */
  PUBLISH,
  /** Commenting on pull requests. */
  COMMENT,
  /** Opening, closing and commenting on issues. */
  ISSUE;

  /** Names and levels as the REST API spells them. */
  Map<String, String> permissions() {
    return switch (this) {
      case READ -> Map.of("contents", "read", "metadata", "read");
      case PULL_REQUESTS -> Map.of("contents", "read", "metadata", "read", "pull_requests", "read");
      case ACTIONS -> Map.of("actions", "read", "metadata", "read");
      case PUBLISH -> Map.of("checks", "write", "contents", "read", "metadata", "read");
      case COMMENT -> Map.of("pull_requests", "write", "metadata", "read");
      case ISSUE -> Map.of("issues", "write", "metadata", "read");
    };
  }
}
