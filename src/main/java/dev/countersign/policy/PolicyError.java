package dev.countersign.policy;

import java.util.Objects;

/**
 * One mistake in a configuration file.
 *
 * @param line where, from 1
 * @param column where in the line, from 1, in code points
 * @param message what is wrong; may quote the file, not escaped
 */
public record PolicyError(int line, int column, String message) {
  public PolicyError {
    Objects.requireNonNull(message, "message");
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("positions count from 1, found " + line + ":" + column);
    }
  }

  /** {@code FILE:LINE:COLUMN: MESSAGE}, as compilers write it. */
  public String in(String file) {
    return file + ":" + this;
  }

  /** {@code LINE:COLUMN: MESSAGE}. */
  @Override
  public String toString() {
    return line + ":" + column + ": " + message;
  }
}
