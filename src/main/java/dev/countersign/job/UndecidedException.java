package dev.countersign.job;

import org.jspecify.annotations.Nullable;

/**
 * Something that a verdict needs cannot be had now, through no fault of the release: the trusted
 * root is missing or too old, a log does not answer. The job is tried again.
 */
public final class UndecidedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what could not be had, in one sentence that the check run shows
   */
  public UndecidedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
