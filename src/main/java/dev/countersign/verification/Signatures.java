package dev.countersign.verification;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;

/** Signature verification by kind of key. */
final class Signatures {
  private static final int MIN_RSA_BITS = 2048;
  private static final int MAX_RSA_BITS = 4096;

  private Signatures() {}

  /** Whether keys of this kind are verified at all: EC up to P-521, RSA of 2048 to 4096 bits. */
  static boolean isSupported(PublicKey key) {
    if (key instanceof RSAKey rsa) {
      int bits = rsa.getModulus().bitLength();
      return bits >= MIN_RSA_BITS && bits <= MAX_RSA_BITS;
    }
    return key instanceof ECKey;
  }

  /** What {@code key} is, for the reader: {@code EC 384}. */
  static String describe(PublicKey key) {
    if (key instanceof RSAKey rsa) {
      return "RSA " + rsa.getModulus().bitLength();
    }
    if (key instanceof ECKey ec) {
      return "EC " + ec.getParams().getCurve().getField().getFieldSize();
    }
    return key.getAlgorithm();
  }

  /**
   * Whether {@code signature} over {@code message} was made with {@code key}, hashing with SHA-256
   * where the kind of key hashes. A malformed signature is not valid; neither is an unsupported
   * key.
   */
  static boolean isValid(PublicKey key, byte[] message, byte[] signature) {
    String algorithm =
        key instanceof RSAKey
            ? "SHA256withRSA"
            : key instanceof ECKey ? "SHA256withECDSA" : key.getAlgorithm();
    try {
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
