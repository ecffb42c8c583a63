package dev.countersign.verification;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A digest of some content.
 *
 * @param algorithm which hash function
 * @param hex the value, in lower-case hex of the algorithm's length
 */
public record Digest(Algorithm algorithm, String hex) {
  /** Rejects a value of the wrong length or with other characters than lower-case hex digits. */
  public Digest {
    if (hex.length() != algorithm.hexLength || !hex.matches("[0-9a-f]*")) {
      throw new IllegalArgumentException("not a " + algorithm.displayName + " digest: " + hex);
    }
  }

  /** The hash functions of Sigstore's algorithm registry. */
  public enum Algorithm {
    SHA_256("SHA-256", 64),
    SHA_384("SHA-384", 96),
    SHA_512("SHA-512", 128);

    private final String displayName;
    private final int hexLength;

    Algorithm(String displayName, int hexLength) {
      this.displayName = displayName;
      this.hexLength = hexLength;
    }

    /** Name for the reader and for the JDK: {@code SHA-256}. */
    public String displayName() {
      return displayName;
    }

    /** A fresh hash function of the JDK. */
    public MessageDigest newMessageDigest() {
      try {
        return MessageDigest.getInstance(displayName);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has " + displayName, e);
      }
    }
  }

  /** The digest whose value is {@code bytes}. */
  public static Digest of(Algorithm algorithm, byte[] bytes) {
    return new Digest(algorithm, HexFormat.of().formatHex(bytes));
  }

  /** SHA-256 of {@code content}. */
  public static Digest sha256(byte[] content) {
    return over(Algorithm.SHA_256, content);
  }

  /** The digest of {@code content}. */
  public static Digest over(Algorithm algorithm, byte[] content) {
    return of(algorithm, algorithm.newMessageDigest().digest(content));
  }

  /** The value as bytes. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
