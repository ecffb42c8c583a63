package dev.countersign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Real data beside the checkout; a test that asks for it is skipped where it is not there. */
public final class SharedFiles {
  private static final Path DIRECTORY = Path.of("..", "shared");

  private SharedFiles() {}

  /** The payload of a real delivery, {@code release.published}. */
  public static byte[] webhook(String name) {
    Path file = DIRECTORY.resolve("fixtures").resolve("webhooks").resolve(name + ".json");
    Assumptions.assumeTrue(Files.exists(file), () -> file + " is not there");
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
