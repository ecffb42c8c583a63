package dev.countersign.github;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The contents of small blobs that were read last: what has an object id never changes. */
final class ContentCache {
  private static final int LARGEST = 64 * 1024;

  private final long capacity;
  private final Map<Key, byte[]> contents = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * An empty one.
   *
   * @param capacity bytes of all contents together
   */
  ContentCache(long capacity) {
    this.capacity = capacity;
  }

  synchronized Optional<byte[]> find(long repositoryId, String objectId) {
    return Optional.ofNullable(contents.get(new Key(repositoryId, objectId))).map(byte[]::clone);
  }

  /** Keeps {@code content}, if it is small, and forgets what was used longest ago. */
  synchronized void put(long repositoryId, String objectId, byte[] content) {
    if (content.length > LARGEST) {
      return;
    }
    byte[] replaced = contents.put(new Key(repositoryId, objectId), content.clone());
    bytes += content.length - (replaced == null ? 0 : replaced.length);
    Iterator<byte[]> oldest = contents.values().iterator();
    while (bytes > capacity && oldest.hasNext()) {
      bytes -= oldest.next().length;
      oldest.remove();
    }
  }

  /** By repository, too: who may read one may not read another that has the same file. */
  private record Key(long repositoryId, String objectId) {}
}
