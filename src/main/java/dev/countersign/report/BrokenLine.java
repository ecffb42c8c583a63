package dev.countersign.report;

import java.util.Objects;

/**
 * One place of a configuration file that cannot be understood.
 *
 * @param line line number, from 1
 * @param column column number, from 1
 * @param problem what is wrong there: {@code contents.unlisted: "warning" is not one of fail, warn,
 *     ignore}
 */
public record BrokenLine(int line, int column, String problem) {
  public BrokenLine {
    Objects.requireNonNull(problem, "problem");
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("positions count from 1, found: " + line + ":" + column);
    }
  }
}
