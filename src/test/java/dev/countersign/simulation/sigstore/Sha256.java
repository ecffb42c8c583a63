package dev.countersign.simulation.sigstore;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash function of everything here. */
final class Sha256 {
  private Sha256() {}

  /** Digest of the parts, one after the other. */
  static byte[] of(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
