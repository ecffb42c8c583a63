package dev.countersign.github;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedCacheTest {
  private final BoundedCache<String, Integer> cache = new BoundedCache<>(2);

  @Test
  void forgetsWhatWasNotUsedForLongest() {
    cache.put("a", 1);
    cache.put("b", 2);
    assertThat(cache.get("a", () -> 0)).isEqualTo(1);
    assertThat(cache.get("c", () -> 3)).isEqualTo(3);

    assertThat(cache.find("a")).contains(1);
    assertThat(cache.find("b")).isEmpty();
    assertThat(cache.find("c")).contains(3);
  }
}
