package dev.countersign.simulation.sigstore;

import java.security.KeyPair;

/** The P-256 key of a log, and the log's id with it. */
final class LogKey {
  private final KeyPair pair = KeyKind.P256.generate();

  /** DER of the SubjectPublicKeyInfo. */
  byte[] publicKey() {
    return pair.getPublic().getEncoded();
  }

  /** The log's id: SHA-256 of the public key. */
  byte[] logId() {
    return Sha256.of(publicKey());
  }

  /** ECDSA over SHA-256, in DER. */
  byte[] sign(byte[] message) {
    return KeyKind.P256.sign(pair.getPrivate(), message);
  }
}
