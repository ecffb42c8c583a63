package dev.countersign.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PolicyCacheTest {
  private final PolicyCache cache = new PolicyCache();

  @Test
  void keepsWhatWasReadWhetherItIsRightOrWrong() {
    PolicyResult right = cache.read(1, "a", "wait: 5m".getBytes(UTF_8));
    PolicyResult wrong = cache.read(1, "b", "wait: soon".getBytes(UTF_8));

    assertThat(cache.find(1, "a")).containsSame(right);
    assertThat(cache.find(1, "b")).containsSame(wrong);
    assertThat(right).isEqualTo(PolicyFile.parse("wait: 5m".getBytes(UTF_8)));
    assertThat(wrong).isInstanceOf(PolicyResult.Rejected.class);
  }

  @Test
  void takesNoInstallationsFileForThatOfAnother() {
    cache.read(1, "a", new byte[0]);

    assertThat(cache.find(2, "a")).isEmpty();
  }

  @Test
  void forgetsTheLeastRecentlyUsedOfManySmallFiles() {
    cache.read(1, "used", new byte[0]);
    cache.read(1, "unused", new byte[0]);
    for (int i = 0; i < 10_000; i++) {
      cache.read(1, "other " + i, new byte[0]);
      assertThat(cache.find(1, "used")).isPresent();
    }

    assertThat(cache.find(1, "unused")).isEmpty();
    assertThat(cache.find(1, "other 9999")).isPresent();
    assertThat(cache.find(1, "other 5000")).isEmpty();
  }

  @Test
  void countsLargeFilesByTheirSize() {
    byte[] large = ("#" + " ".repeat(65_000)).getBytes(UTF_8);
    for (int i = 0; i < 100; i++) {
      cache.read(1, "large " + i, large);
    }

    assertThat(cache.find(1, "large 99")).isPresent();
    assertThat(cache.find(1, "large 40")).isPresent();
    assertThat(cache.find(1, "large 30")).isEmpty();
  }

  @Test
  void countsTheErrorsOfAFile() {
    byte[] wrong = "a:\n".repeat(10_000).getBytes(UTF_8);
    cache.read(1, "first", wrong);
    cache.read(1, "second", wrong);

    assertThat(cache.find(1, "first")).isEmpty();
    assertThat(cache.find(1, "second")).isPresent();
  }

  @Test
  void countsAFileOnceThatIsReadTwice() {
    cache.read(1, "first", new byte[0]);
    for (int i = 0; i < 10_000; i++) {
      cache.read(1, "again", new byte[0]);
    }

    assertThat(cache.find(1, "first")).isPresent();
  }
}
