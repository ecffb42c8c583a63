package dev.countersign.trust;

/** The repository's present trusted root could not be had, verified or used. */
final class RefreshFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  RefreshFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
