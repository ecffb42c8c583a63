package dev.countersign.verification;

import java.security.PublicKey;

/** Managed keys, which whoever verifies has from elsewhere. */
public final class PublicKeys {
  private PublicKeys() {}

  /**
   * The one public key in a file: PEM of a SubjectPublicKeyInfo, EC, RSA or Ed25519.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static PublicKey parse(byte[] file) {
    return KeyFiles.publicKey(file);
  }
}
