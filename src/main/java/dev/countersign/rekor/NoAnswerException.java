package dev.countersign.rekor;

import org.jspecify.annotations.Nullable;

/** What came back is no answer to what was asked. */
final class NoAnswerException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message in the words that follow the log's name
   */
  NoAnswerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
