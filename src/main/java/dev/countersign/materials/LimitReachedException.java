package dev.countersign.materials;

import java.io.IOException;

/**
 * Reading stops here, with what was read so far. The message goes on after "could not verify: ".
 */
final class LimitReachedException extends IOException {
  private static final long serialVersionUID = 1L;

  LimitReachedException(String reason) {
    super(reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
