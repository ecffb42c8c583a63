package dev.countersign.verification;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/** Digests of one algorithm, by index of a listing: one array, since there may be many of them. */
final class FileDigests {
  private final Digest.Algorithm algorithm;
  private final int length;
  private final byte[] values;
  private final BitSet present;

  FileDigests(Digest.Algorithm algorithm, int entries) {
    this.algorithm = algorithm;
    this.length = algorithm.newMessageDigest().getDigestLength();
    this.values = new byte[Math.multiplyExact(entries, length)];
    this.present = new BitSet(entries);
  }

  void set(int index, byte[] value) {
    if (value.length != length) {
      throw new IllegalArgumentException(
          "expected %d bytes, found %d".formatted(length, value.length));
    }
    System.arraycopy(value, 0, values, index * length, length);
    present.set(index);
  }

  boolean has(int index) {
    return present.get(index);
  }

  Optional<Digest> get(int index) {
    return has(index)
        ? Optional.of(
            Digest.of(algorithm, Arrays.copyOfRange(values, index * length, (index + 1) * length)))
        : Optional.empty();
  }
}
