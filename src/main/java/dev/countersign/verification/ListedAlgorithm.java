package dev.countersign.verification;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The hash functions that checksum tools list files by, the weakest first. */
enum ListedAlgorithm {
  MD5("MD5", 32, null, "MD5", "MD5"),
  SHA_1("SHA-1", 40, null, "SHA1", "SHA1"),
  SHA_224("SHA-224", 56, null, "SHA224", "SHA2-224"),
  SHA_256("SHA-256", 64, Digest.Algorithm.SHA_256, "SHA256", "SHA2-256"),
  SHA_384("SHA-384", 96, Digest.Algorithm.SHA_384, "SHA384", "SHA2-384"),
  SHA_512("SHA-512", 128, Digest.Algorithm.SHA_512, "SHA512", "SHA2-512");

  private final String displayName;
  private final int hexLength;
  private final Digest.@Nullable Algorithm accepted;
  private final String tag;
  private final String openSslTag;

  ListedAlgorithm(
      String displayName,
      int hexLength,
      Digest.@Nullable Algorithm accepted,
      String tag,
      String openSslTag) {
    this.displayName = displayName;
    this.hexLength = hexLength;
    this.accepted = accepted;
    this.tag = tag;
    this.openSslTag = openSslTag;
  }

  /** The function whose digests have this many hex digits. */
  static Optional<ListedAlgorithm> ofLength(int hexLength) {
    for (ListedAlgorithm algorithm : values()) {
      if (algorithm.hexLength == hexLength) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }

  /** The function that a tool calls {@code name}; OpenSSL has had its own way since version 3. */
  static Optional<ListedAlgorithm> ofTag(String name) {
    for (ListedAlgorithm algorithm : values()) {
      if (algorithm.tag.equals(name) || algorithm.openSslTag.equals(name)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }

  /** The same function where its digests are believed; empty where others can be made to fit. */
  Optional<Digest.Algorithm> accepted() {
    return Optional.ofNullable(accepted);
  }

  /** Name for the reader. */
  String displayName() {
    return displayName;
  }

  int hexLength() {
    return hexLength;
  }
}
