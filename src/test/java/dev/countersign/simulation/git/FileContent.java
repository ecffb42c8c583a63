package dev.countersign.simulation.git;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What a commit puts at one path.
 *
 * @param mode kind of the entry; never a directory
 * @param bytes content of a file, target of a symbolic link, or commit id of a submodule in hex
 */
public record FileContent(FileMode mode, byte[] bytes) {
  public FileContent {
    bytes = bytes.clone();
    if (mode == FileMode.DIRECTORY) {
      throw new IllegalArgumentException("Git has no empty directories: commit a file below it");
    }
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  /** A file. */
  public static FileContent of(byte[] bytes) {
    return new FileContent(FileMode.FILE, bytes);
  }

  /** A file of UTF-8 text. */
  public static FileContent text(String text) {
    return of(text.getBytes(UTF_8));
  }

  /** A file that may be run. */
  public static FileContent executable(String text) {
    return new FileContent(FileMode.EXECUTABLE, text.getBytes(UTF_8));
  }

  /** A symbolic link. */
  public static FileContent symbolicLink(String target) {
    return new FileContent(FileMode.SYMBOLIC_LINK, target.getBytes(UTF_8));
  }

  /** A submodule at {@code commit}. */
  public static FileContent submodule(String commit) {
    return new FileContent(FileMode.SUBMODULE, commit.getBytes(UTF_8));
  }
}
