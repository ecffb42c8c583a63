package dev.countersign.simulation.sigstore;

import dev.sigstore.proto.common.v1.PublicKeyDetails;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.EdDSAParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/**
 * A kind of signing key with the hash that it signs. {@link #P384} and {@link #P521} sign SHA-256
 * as clients did before the registry paired curves and hashes.
 *
 * @see <a
 *     href="https://github.com/sigstore/architecture-docs/blob/main/algorithm-registry.md">algorithm
 *     registry</a>
 */
// Two of them are deprecated in the registry, and still met.
@SuppressWarnings("deprecation")
public enum KeyKind {
  P256("EC", "SHA256withECDSA", HashKind.SHA_256, PublicKeyDetails.PKIX_ECDSA_P256_SHA_256),
  P384("EC", "SHA256withECDSA", HashKind.SHA_256, PublicKeyDetails.PKIX_ECDSA_P384_SHA_256),
  P521("EC", "SHA256withECDSA", HashKind.SHA_256, PublicKeyDetails.PKIX_ECDSA_P521_SHA_256),
  P384_SHA384("EC", "SHA384withECDSA", HashKind.SHA_384, PublicKeyDetails.PKIX_ECDSA_P384_SHA_384),
  P521_SHA512("EC", "SHA512withECDSA", HashKind.SHA_512, PublicKeyDetails.PKIX_ECDSA_P521_SHA_512),
  RSA_2048(
      "RSA", "SHA256withRSA", HashKind.SHA_256, PublicKeyDetails.PKIX_RSA_PKCS1V15_2048_SHA256),
  RSA_3072(
      "RSA", "SHA256withRSA", HashKind.SHA_256, PublicKeyDetails.PKIX_RSA_PKCS1V15_3072_SHA256),
  RSA_4096(
      "RSA", "SHA256withRSA", HashKind.SHA_256, PublicKeyDetails.PKIX_RSA_PKCS1V15_4096_SHA256),
  /** Signs the message itself; the bundle and the log still name its SHA-256. */
  ED25519("Ed25519", "Ed25519", HashKind.SHA_256, PublicKeyDetails.PKIX_ED25519),
  /** Ed25519ph: signs the message's SHA-512. The key itself is no other than Ed25519's. */
  ED25519_PH("Ed25519", "Ed25519", HashKind.SHA_512, PublicKeyDetails.PKIX_ED25519_PH);

  private final String keyAlgorithm;
  private final String signatureAlgorithm;
  private final HashKind hash;
  private final PublicKeyDetails details;

  KeyKind(String keyAlgorithm, String signatureAlgorithm, HashKind hash, PublicKeyDetails details) {
    this.keyAlgorithm = keyAlgorithm;
    this.signatureAlgorithm = signatureAlgorithm;
    this.hash = hash;
    this.details = details;
  }

  /** The hash that the message digest and the log entry name. */
  public HashKind hash() {
    return hash;
  }

  /** The registry's name, as trusted roots and entries of Rekor version 2 carry it. */
  PublicKeyDetails details() {
    return details;
  }

  KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(keyAlgorithm);
      generator.initialize(parameters());
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot generate a " + this + " key", e);
    }
  }

  byte[] sign(PrivateKey key, byte[] message) {
    try {
      Signature signature = Signature.getInstance(signatureAlgorithm);
      if (this == ED25519_PH) {
        signature.setParameter(new EdDSAParameterSpec(true));
      }
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign with a " + this + " key", e);
    }
  }

  private AlgorithmParameterSpec parameters() {
    return switch (this) {
      case P256 -> new ECGenParameterSpec("secp256r1");
      case P384, P384_SHA384 -> new ECGenParameterSpec("secp384r1");
      case P521, P521_SHA512 -> new ECGenParameterSpec("secp521r1");
      case RSA_2048 -> rsa(2048);
      case RSA_3072 -> rsa(3072);
      case RSA_4096 -> rsa(4096);
      case ED25519, ED25519_PH -> NamedParameterSpec.ED25519;
    };
  }

  private static AlgorithmParameterSpec rsa(int bits) {
    return new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4);
  }
}
