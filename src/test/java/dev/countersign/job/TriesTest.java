package dev.countersign.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TriesTest {
  private static final Instant LATER = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void countFailuresInARow() {
    assertThat(Tries.NONE.failed(Optional.empty()).failed(Optional.empty()).failures())
        .isEqualTo(2);
  }

  /** Else a refusal after a long limit would be final at once, and a fault be tried again late. */
  @Test
  void countNoFailureWhereGitHubAskedToWait() {
    Tries tries = Tries.NONE.failed(Optional.empty()).failed(Optional.of(LATER));

    assertThat(tries.failures()).isEqualTo(1);
    assertThat(tries.notBefore()).contains(LATER);
  }
}
