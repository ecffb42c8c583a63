package dev.countersign.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Something that a verdict needs cannot be had. Nothing is known of the file by that. */
final class CannotVerifyException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is missing and why, in one clause
   */
  CannotVerifyException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** A file that cannot be read. */
  static CannotVerifyException unreadable(Path file, IOException e) {
    String why =
        e instanceof NoSuchFileException
            ? "there is no such file"
            : e instanceof AccessDeniedException
                ? "access is denied"
                : String.valueOf(e.getMessage());
    return new CannotVerifyException(file + " cannot be read: " + why, e);
  }

  /** The clause that says why. */
  String why() {
    return String.valueOf(getMessage());
  }
}
