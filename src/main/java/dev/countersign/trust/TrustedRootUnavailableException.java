package dev.countersign.trust;

import org.jspecify.annotations.Nullable;

/** There is no trusted root at present, so nothing can be decided; there may be one later. */
public final class TrustedRootUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message why, in the words that follow "the trusted root"
   */
  public TrustedRootUnavailableException(String message, @Nullable Throwable cause) {
    super("the trusted root " + message, cause);
  }
}
