package dev.countersign.port;

/** Something in the repository is larger than Countersign is willing to read. */
public final class ContentLimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ContentLimitException(String message) {
    super(message);
  }
}
