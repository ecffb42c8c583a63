package dev.countersign.verification;

import java.util.Optional;

/** How Sigstore's formats name hash functions. */
final class HashAlgorithms {
  private HashAlgorithms() {}

  /** The one that protobuf messages in JSON name; empty when it is not accepted. */
  static Optional<Digest.Algorithm> ofProtobuf(String named) {
    return switch (named) {
      case "SHA2_256" -> Optional.of(Digest.Algorithm.SHA_256);
      case "SHA2_384" -> Optional.of(Digest.Algorithm.SHA_384);
      case "SHA2_512" -> Optional.of(Digest.Algorithm.SHA_512);
      default -> Optional.empty();
    };
  }

  /** The one that entries of Rekor v1 and in-toto statements name; empty when not accepted. */
  static Optional<Digest.Algorithm> of(String named) {
    return switch (named) {
      case "sha256" -> Optional.of(Digest.Algorithm.SHA_256);
      case "sha384" -> Optional.of(Digest.Algorithm.SHA_384);
      case "sha512" -> Optional.of(Digest.Algorithm.SHA_512);
      default -> Optional.empty();
    };
  }
}
