package dev.countersign.verification;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** Fresh keys of any kind. */
final class KeyPairs {
  private KeyPairs() {}

  /** A pair of {@code Ed25519}, of a curve such as {@code secp256r1}, or of RSA by its bits. */
  static KeyPair generate(String kind) {
    try {
      if (kind.equals("Ed25519")) {
        return KeyPairGenerator.getInstance(kind).generateKeyPair();
      }
      boolean rsa = !kind.startsWith("secp");
      AlgorithmParameterSpec parameters =
          rsa
              ? new RSAKeyGenParameterSpec(Integer.parseInt(kind), RSAKeyGenParameterSpec.F4)
              : new ECGenParameterSpec(kind);
      KeyPairGenerator generator = KeyPairGenerator.getInstance(rsa ? "RSA" : "EC");
      generator.initialize(parameters);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot generate a key", e);
    }
  }
}
