package dev.countersign.materials;

import dev.countersign.verification.Digest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Digests of contents by their Git blob ids, whatever the files are called. A content takes its id,
 * its digests and some ten bytes.
 */
final class ContentDigests {
  private static final int FIRST = 64;

  private final int idLength;
  private final Map<Digest.Algorithm, byte[]> values = new EnumMap<>(Digest.Algorithm.class);
  private final long seed;
  private byte[] ids;
  private int[] slots = new int[2 * FIRST];
  private int count;

  /**
   * None so far.
   *
   * @param seed makes it no use to choose contents whose ids collide here
   */
  ContentDigests(Set<Digest.Algorithm> algorithms, int idLength, Random seed) {
    this.idLength = idLength;
    this.ids = new byte[FIRST * idLength];
    this.seed = seed.nextLong() | 1;
    algorithms.forEach(algorithm -> values.put(algorithm, new byte[FIRST * length(algorithm)]));
  }

  /** Adds a content; the digests are of the algorithms given before. */
  void put(byte[] id, Map<Digest.Algorithm, byte[]> digests) {
    int slot = slotOf(id);
    if (slots[slot] != 0) {
      return;
    }
    grow();
    System.arraycopy(id, 0, ids, count * idLength, idLength);
    values.forEach(
        (algorithm, all) -> {
          byte[] value = digests.get(algorithm);
          if (value == null) {
            throw new IllegalArgumentException("no " + algorithm.displayName());
          }
          System.arraycopy(value, 0, all, count * value.length, value.length);
        });
    count++;
    slots[slotOf(id)] = count;
  }

  /** The digest of the content with this id, if it was added. */
  Optional<byte[]> find(byte[] id, Digest.Algorithm algorithm) {
    int row = slots[slotOf(id)] - 1;
    byte[] all = values.get(algorithm);
    if (row < 0 || all == null) {
      return Optional.empty();
    }
    int length = all.length / (ids.length / idLength);
    return Optional.of(Arrays.copyOfRange(all, row * length, (row + 1) * length));
  }

  private int slotOf(byte[] id) {
    long hash = ByteBuffer.wrap(id).getLong() * seed;
    int slot = (int) ((hash >>> (Integer.SIZE + 1)) % slots.length);
    while (slots[slot] != 0 && !isAt(slots[slot] - 1, id)) {
      slot = (slot + 1) % slots.length;
    }
    return slot;
  }

  private boolean isAt(int row, byte[] id) {
    return Arrays.equals(ids, row * idLength, (row + 1) * idLength, id, 0, id.length);
  }

  private void grow() {
    int capacity = ids.length / idLength;
    if (count < capacity) {
      return;
    }
    int larger = Math.addExact(capacity, capacity / 2);
    ids = Arrays.copyOf(ids, Math.multiplyExact(larger, idLength));
    values.replaceAll(
        (algorithm, all) -> Arrays.copyOf(all, Math.multiplyExact(larger, length(algorithm))));
    slots = new int[2 * larger];
    for (int row = 0; row < count; row++) {
      slots[slotOf(Arrays.copyOfRange(ids, row * idLength, (row + 1) * idLength))] = row + 1;
    }
  }

  private static int length(Digest.Algorithm algorithm) {
    return algorithm.newMessageDigest().getDigestLength();
  }
}
