package dev.countersign.verification;

import java.security.PublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A transparency log of the trusted root, its key ready for use.
 *
 * @param baseUrl where the log is served
 * @param name host, and port where there is one, of {@code baseUrl}: how it signs checkpoints
 * @param id the log's id, as entries and timestamps carry it
 * @param key what it signs with
 * @param algorithm how it signs
 * @param validity when the key was in use; one window or more
 */
record TrustedLog(
    String baseUrl,
    String name,
    byte[] id,
    PublicKey key,
    SigningAlgorithm algorithm,
    List<Validity> validity) {
  TrustedLog {
    id = id.clone();
    validity = List.copyOf(validity);
  }

  boolean hasId(byte[] candidate) {
    return Arrays.equals(id, candidate);
  }

  /** Whether the id is the SHA-256 of the key, as those of RFC 6962 are (3.2). */
  boolean hasIdOfItsKey() {
    return hasId(Digest.sha256(key.getEncoded()).bytes());
  }

  /** Whether {@code hint}, as a signed note carries it, is the beginning of this log's id. */
  boolean hasKeyHint(byte[] hint) {
    return hint.length == 4 && Arrays.equals(hint, 0, 4, id, 0, Math.min(4, id.length));
  }

  /** Whether the key was in use at {@code time}. */
  boolean validAt(Instant time) {
    return validity.stream().anyMatch(window -> window.contains(time));
  }

  /** The windows of use, for the reader. */
  String windows() {
    return validity.stream().map(Validity::toString).collect(Collectors.joining(", or "));
  }

  /** Whether the log made {@code signature} over {@code message}. */
  boolean signed(byte[] message, byte[] signature) {
    return Signatures.isValid(algorithm, key, Artifact.of(name, message), signature);
  }
}
