package dev.countersign.simulation.sigstore;

import dev.sigstore.proto.common.v1.HashAlgorithm;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;

/** A hash function of the SHA-2 family, with its name in each format. */
public enum HashKind {
  SHA_256("SHA-256", "sha256", HashAlgorithm.SHA2_256),
  SHA_384("SHA-384", "sha384", HashAlgorithm.SHA2_384),
  SHA_512("SHA-512", "sha512", HashAlgorithm.SHA2_512);

  private final String javaName;
  private final String rekorName;
  private final HashAlgorithm bundleName;

  HashKind(String javaName, String rekorName, HashAlgorithm bundleName) {
    this.javaName = javaName;
    this.rekorName = rekorName;
    this.bundleName = bundleName;
  }

  /** The digest of a message. */
  public byte[] of(byte[] message) {
    try {
      return MessageDigest.getInstance(javaName).digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + javaName, e);
    }
  }

  /** What entries of Rekor version 1 and in-toto statements call it: {@code sha256}. */
  public String rekorName() {
    return rekorName;
  }

  /** What bundles and entries of Rekor version 2 call it. */
  HashAlgorithm bundleName() {
    return bundleName;
  }

  ASN1ObjectIdentifier oid() {
    return switch (this) {
      case SHA_256 -> NISTObjectIdentifiers.id_sha256;
      case SHA_384 -> NISTObjectIdentifiers.id_sha384;
      case SHA_512 -> NISTObjectIdentifiers.id_sha512;
    };
  }
}
