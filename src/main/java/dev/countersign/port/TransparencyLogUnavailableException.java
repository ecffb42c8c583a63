package dev.countersign.port;

import org.jspecify.annotations.Nullable;

/**
 * The transparency log could not be asked, or what it answered is no answer. Nothing is known of
 * the signing by that; asking again later may help.
 */
public final class TransparencyLogUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what went wrong, in the words that follow the log's name
   */
  public TransparencyLogUnavailableException(
      String log, String message, @Nullable Throwable cause) {
    super("the transparency log " + log + " " + message, cause);
  }
}
