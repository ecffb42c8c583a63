package dev.countersign.materials;

import dev.countersign.verification.Manifest;

/**
 * How much of a repository is read.
 *
 * @param manifestBytes largest manifest, and most bytes of all manifests of one release
 * @param signatureFileBytes largest bundle, signature or certificate file
 * @param materialSets most material sets that are looked at for one release
 */
public record ContentLimits(long manifestBytes, long signatureFileBytes, int materialSets) {
  /** Limits that no usual repository reaches. */
  public static final ContentLimits DEFAULT = new ContentLimits(Manifest.MAX_BYTES, 1L << 20, 32);
}
