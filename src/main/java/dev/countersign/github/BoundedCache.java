package dev.countersign.github;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The most recently used values by key, as many as the capacity says. */
final class BoundedCache<K, V> {
  private final Map<K, V> values;

  BoundedCache(int capacity) {
    values =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > capacity;
          }
        };
  }

  /** The value of {@code key}; {@code create} makes a missing one and has to be quick. */
  synchronized V get(K key, Supplier<V> create) {
    V value = values.get(key);
    if (value == null) {
      value = create.get();
      values.put(key, value);
    }
    return value;
  }

  synchronized Optional<V> find(K key) {
    return Optional.ofNullable(values.get(key));
  }

  synchronized void put(K key, V value) {
    values.put(key, value);
  }

  synchronized void remove(K key) {
    values.remove(key);
  }
}
