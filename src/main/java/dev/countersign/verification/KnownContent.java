package dev.countersign.verification;

import java.util.Objects;

/**
 * A content that a file of the tag is easily confused with.
 *
 * @param path the file at the tag
 * @param resemblance what the content is to that file
 * @param digest of the content
 */
public record KnownContent(String path, Resemblance resemblance, Digest digest) {
  public KnownContent {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(resemblance, "resemblance");
    Objects.requireNonNull(digest, "digest");
  }
}
