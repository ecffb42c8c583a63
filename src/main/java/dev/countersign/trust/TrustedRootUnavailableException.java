package dev.countersign.trust;

/** There is no trusted root at present, so nothing can be decided; there may be one later. */
public final class TrustedRootUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TrustedRootUnavailableException(String message) {
    super(message);
  }
}
