package dev.countersign.materials;

import dev.countersign.verification.Manifest;

/**
 * How much of a repository is read.
 *
 * @param manifestBytes largest manifest
 * @param signatureFileBytes largest bundle, signature or certificate file
 * @param materialSets most material sets that are looked at for one release
 * @param archiveBytes most bytes that an archive may unpack to
 * @param blobs most files that are fetched one by one because the archive has them changed or not
 *     at all
 * @param blobBytes largest of those files
 */
public record ContentLimits(
    long manifestBytes,
    long signatureFileBytes,
    int materialSets,
    long archiveBytes,
    int blobs,
    long blobBytes) {
  /** Limits that no usual repository reaches. */
  public static final ContentLimits DEFAULT =
      new ContentLimits(Manifest.MAX_BYTES, 1L << 20, 32, 4L << 30, 100, 64L << 20);
}
