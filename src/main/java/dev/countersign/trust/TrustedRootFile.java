package dev.countersign.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A trusted root that the operator provides as a file, read once at start. */
public final class TrustedRootFile implements TrustedRootSource {
  private final String content;

  /** Reads the file. */
  public TrustedRootFile(Path file) throws IOException {
    content = Files.readString(file);
  }

  @Override
  public String current() {
    return content;
  }

  @Override
  public void close() {}
}
