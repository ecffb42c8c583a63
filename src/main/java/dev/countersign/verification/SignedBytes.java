package dev.countersign.verification;

import java.security.PublicKey;
import java.util.Optional;

/**
 * The bytes that a signature is over, and how they were signed once that is known.
 *
 * @param bytes the artifact, or a DSSE envelope's pre-authentication encoding
 * @param key the signer's key
 * @param keyEncoding DER of the signer's certificate or public key, as log entries carry it
 * @param algorithm how the signature was made; empty when it does not verify
 */
record SignedBytes(
    Artifact bytes, PublicKey key, byte[] keyEncoding, Optional<SigningAlgorithm> algorithm) {
  /** The key of a signing: of its certificate, or the managed one. */
  static byte[] encoding(KeyMaterial material, PublicKey key) {
    return material instanceof KeyMaterial.Certified certified
        ? Certificates.der(certified.certificate())
        : key.getEncoded();
  }
}
