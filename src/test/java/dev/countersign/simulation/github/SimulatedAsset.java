package dev.countersign.simulation.github;

import dev.countersign.verification.Digest;

/**
 * A file of a release's page.
 *
 * @param id given once: replacing a file gives another
 * @param name unique in its release
 * @param content what is downloaded
 * @param oldUpload whether it was uploaded before GitHub computed digests
 */
record SimulatedAsset(long id, String name, byte[] content, boolean oldUpload) {
  /** {@code sha256:…}, as the REST API gives it. */
  String digest() {
    return "sha256:" + Digest.sha256(content).hex();
  }
}
