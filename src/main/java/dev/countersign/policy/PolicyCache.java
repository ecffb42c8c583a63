package dev.countersign.policy;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the configuration files that were read last came to, by the id of their content, so that an
 * unchanged one is neither fetched nor read again. Thread-safe.
 */
public final class PolicyCache {
  /** What is kept is some thirty times as large in memory, if it is all patterns. */
  private static final long MAX_WEIGHT = 4L * 1024 * 1024;

  private static final int WEIGHT_OF_ENTRY = 1_024;
  private static final int WEIGHT_OF_ERROR = 256;

  private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long weight;

  /** The result of the file with this content, if it is kept. */
  public synchronized Optional<PolicyResult> find(long installationId, String blobId) {
    return Optional.ofNullable(entries.get(new Key(installationId, blobId))).map(Entry::result);
  }

  /** Reads a file's content and keeps the result. */
  public PolicyResult read(long installationId, String blobId, byte[] content) {
    PolicyResult result = PolicyFile.parse(content);
    int errors = result instanceof PolicyResult.Rejected rejected ? rejected.errors().size() : 0;
    keep(
        new Key(installationId, blobId),
        new Entry(result, WEIGHT_OF_ENTRY + content.length + (long) WEIGHT_OF_ERROR * errors));
    return result;
  }

  private synchronized void keep(Key key, Entry entry) {
    Entry former = entries.put(key, entry);
    weight += entry.weight() - (former == null ? 0 : former.weight());
    Iterator<Entry> eldest = entries.values().iterator();
    while (weight > MAX_WEIGHT) {
      weight -= eldest.next().weight();
      eldest.remove();
    }
  }

  /** One installation's file says nothing about another's, even with the same id. */
  private record Key(long installationId, String blobId) {}

  private record Entry(PolicyResult result, long weight) {}
}
