package dev.countersign.simulation.github;

/** An error of a query in GitHub's words, answered with status 200. */
final class GraphQlError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String type;

  GraphQlError(String type, String message) {
    super(message);
    this.type = type;
  }

  /** Such as {@code NOT_FOUND}. */
  String type() {
    return type;
  }
}
