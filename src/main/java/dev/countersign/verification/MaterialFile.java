package dev.countersign.verification;

import java.util.Arrays;

/**
 * One committed file of a material set.
 *
 * @param path where it is committed, from the repository's root
 * @param content its bytes
 */
public record MaterialFile(String path, byte[] content) {
  public MaterialFile {
    content = content.clone();
  }

  /** A copy of the bytes. */
  @Override
  public byte[] content() {
    return content.clone();
  }

  /** The bytes themselves, for reading only. */
  byte[] uncopied() {
    return content;
  }

  /** The name without its folder. */
  public String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MaterialFile that
        && path.equals(that.path)
        && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return 31 * path.hashCode() + Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return path + " (" + content.length + " bytes)";
  }
}
