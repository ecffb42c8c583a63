package dev.countersign.simulation.sigstore;

import java.time.Instant;
import java.util.Optional;

/**
 * How an instance is set up: {@link #publicGood} as Sigstore's public one, the other methods for
 * single deviations.
 *
 * @param tiledLogKey what the tiled log signs with: Ed25519 or P-256
 * @param authorityChain certificates of the certificate authority: 1 to 3
 * @param timestampChain certificates of the timestamp authority with its leaf: 2 or 3
 * @param timestampCertificateEnd when the timestamp authority's leaf expires; empty: with its root
 */
public record InstanceShape(
    KeyKind tiledLogKey,
    int authorityChain,
    int timestampChain,
    Optional<Instant> timestampCertificateEnd) {
  public InstanceShape {
    requireWithin(1, authorityChain);
    requireWithin(2, timestampChain);
  }

  public static InstanceShape publicGood() {
    return new InstanceShape(KeyKind.ED25519, 2, 2, Optional.empty());
  }

  public InstanceShape withTiledLogKey(KeyKind key) {
    return new InstanceShape(key, authorityChain, timestampChain, timestampCertificateEnd);
  }

  public InstanceShape withAuthorityChain(int certificates) {
    return new InstanceShape(tiledLogKey, certificates, timestampChain, timestampCertificateEnd);
  }

  public InstanceShape withTimestampChain(int certificates) {
    return new InstanceShape(tiledLogKey, authorityChain, certificates, timestampCertificateEnd);
  }

  public InstanceShape withTimestampCertificateUntil(Instant end) {
    return new InstanceShape(tiledLogKey, authorityChain, timestampChain, Optional.of(end));
  }

  private static void requireWithin(int fewest, int certificates) {
    if (certificates < fewest || certificates > 3) {
      throw new IllegalArgumentException(
          "a chain of %d to 3 certificates, not %d".formatted(fewest, certificates));
    }
  }
}
