package dev.countersign.materials;

import java.time.Duration;
import java.util.Objects;

/**
 * How much of a tag's contents is read. What is beyond is not verified; it is no fault either.
 *
 * @param bytes most bytes that an archive may unpack to
 * @param files most entries of an archive
 * @param ratio most bytes that each downloaded one may unpack to, once there are {@link
 *     #UNSUSPICIOUS_BYTES} of them
 * @param time longest download of an archive
 * @param blobs most files that are fetched one by one because the archive has them changed or not
 *     at all
 * @param blobBytes largest of those files
 * @param directories most directories that are listed one by one because the archive has something
 *     in them changed or not at all
 */
public record TreeLimits(
    long bytes, int files, int ratio, Duration time, int blobs, long blobBytes, int directories) {
  /** A small archive may be as dense as it likes. */
  static final long UNSUSPICIOUS_BYTES = 64L << 20;

  /** Limits that no usual repository reaches. */
  public static final TreeLimits DEFAULT =
      new TreeLimits(4L << 30, 200_000, 200, Duration.ofMinutes(10), 100, 64L << 20, 100);

  public TreeLimits {
    Objects.requireNonNull(time, "time");
  }

  /** The same with what the server's operator chooses. */
  public static TreeLimits of(long bytes, int files, int ratio, Duration time) {
    return new TreeLimits(
        bytes, files, ratio, time, DEFAULT.blobs, DEFAULT.blobBytes, DEFAULT.directories);
  }
}
