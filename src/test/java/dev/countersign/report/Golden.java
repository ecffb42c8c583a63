package dev.countersign.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files with the expected text, which a person reviews. {@code mvn test -Dgolden=update} writes
 * them anew; look at what changed before committing it.
 */
final class Golden {
  private static final boolean UPDATE = "update".equals(System.getProperty("golden"));

  private Golden() {}

  /** Compares {@code actual} with the file, to the byte. */
  static void assertMatches(Path file, String actual) {
    try {
      if (UPDATE) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, actual);
      }
      assertThat(file).as("run with -Dgolden=update to write it").exists();
      assertThat(actual)
          .as("%s; run with -Dgolden=update if the new text is meant", file)
          .isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
