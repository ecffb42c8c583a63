package dev.countersign.materials;

import dev.countersign.verification.Digest;
import dev.countersign.verification.ObjectIds;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Takes blob id and digests of one content after the other, each in a single pass. */
final class ContentHash {
  private final byte[] buffer = new byte[1 << 16];
  private final MessageDigest blob;
  private final Map<Digest.Algorithm, MessageDigest> hashes = new EnumMap<>(Digest.Algorithm.class);
  private final Map<Digest.Algorithm, byte[]> digests = new EnumMap<>(Digest.Algorithm.class);

  /**
   * Nothing so far.
   *
   * @param like an object id of the repository
   */
  ContentHash(Set<Digest.Algorithm> algorithms, String like) {
    blob = ObjectIds.hashLike(like);
    algorithms.forEach(algorithm -> hashes.put(algorithm, algorithm.newMessageDigest()));
  }

  /** Reads a content to its end, which comes after {@code size} bytes; its blob id. */
  byte[] take(InputStream content, long size) throws IOException {
    blob.reset();
    hashes.values().forEach(MessageDigest::reset);
    ObjectIds.startBlob(blob, size);
    long left = size;
    for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
      left -= count;
      if (left < 0) {
        throw new IOException("expected %d bytes, found more".formatted(size));
      }
      blob.update(buffer, 0, count);
      for (MessageDigest hash : hashes.values()) {
        hash.update(buffer, 0, count);
      }
    }
    if (left != 0) {
      throw new EOFException("expected %d bytes, found %d".formatted(size, size - left));
    }
    hashes.forEach((algorithm, hash) -> digests.put(algorithm, hash.digest()));
    return blob.digest();
  }

  /** Bytes of an id. */
  int idLength() {
    return blob.getDigestLength();
  }

  /** The id of a blob that is small. */
  byte[] idOf(byte[] content) {
    blob.reset();
    ObjectIds.startBlob(blob, content.length);
    return blob.digest(content);
  }

  /** Digests of the last content taken. */
  Map<Digest.Algorithm, byte[]> digests() {
    return digests;
  }
}
