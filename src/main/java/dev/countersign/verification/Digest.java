package dev.countersign.verification;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A digest of some content. Immutable; many are kept at once, so it holds the bare bytes. It has an
 * order because who lists digests can choose them: hash maps stay fast where hash codes are equal.
 */
public final class Digest implements Comparable<Digest> {
  private static final String HEX_DIGITS = "0123456789abcdef";

  private final Algorithm algorithm;
  private final byte[] value;

  /**
   * The digest that is written {@code hex}.
   *
   * @throws IllegalArgumentException if that is not lower-case hex of the algorithm's length
   */
  public Digest(Algorithm algorithm, String hex) {
    if (hex.length() != algorithm.hexLength
        || hex.chars().anyMatch(digit -> HEX_DIGITS.indexOf(digit) < 0)) {
      throw new IllegalArgumentException("not a " + algorithm.displayName + " digest: " + hex);
    }
    this.algorithm = algorithm;
    this.value = HexFormat.of().parseHex(hex);
  }

  private Digest(Algorithm algorithm, byte[] value) {
    if (value.length * 2 != algorithm.hexLength) {
      throw new IllegalArgumentException(
          "not a " + algorithm.displayName + " digest: " + HexFormat.of().formatHex(value));
    }
    this.algorithm = algorithm;
    this.value = value;
  }

  /** The hash functions of Sigstore's algorithm registry, the weakest first. */
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
    return new Digest(algorithm, bytes.clone());
  }

  /** The digest of what {@code hash} has taken so far; it may take more. */
  static Digest soFar(Algorithm algorithm, MessageDigest hash) {
    try {
      return new Digest(algorithm, ((MessageDigest) hash.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("every JDK clones its hash functions", e);
    }
  }

  /** SHA-256 of {@code content}. */
  public static Digest sha256(byte[] content) {
    return over(Algorithm.SHA_256, content);
  }

  /** The digest of {@code content}. */
  public static Digest over(Algorithm algorithm, byte[] content) {
    return new Digest(algorithm, algorithm.newMessageDigest().digest(content));
  }

  /** Which hash function. */
  public Algorithm algorithm() {
    return algorithm;
  }

  /** The value, in lower-case hex of the algorithm's length. */
  public String hex() {
    return HexFormat.of().formatHex(value);
  }

  /** The value as bytes. */
  public byte[] bytes() {
    return value.clone();
  }

  @Override
  public int compareTo(Digest other) {
    int order = algorithm.compareTo(other.algorithm);
    return order != 0 ? order : Arrays.compareUnsigned(value, other.value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Digest that
        && algorithm == that.algorithm
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return hex();
  }
}
