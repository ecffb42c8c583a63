package dev.countersign.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefreshScheduleTest {
  private static final Instant NOW = TufScene.START;

  private final RefreshSchedule schedule = new RefreshSchedule(Duration.ofDays(1));

  @Test
  void isDueAtTheStart() {
    assertThat(schedule.isDue(NOW)).isTrue();
  }

  @Test
  void isDueADayAfterASuccess() {
    schedule.succeeded(NOW);

    assertThat(schedule.isDue(after(Duration.ofDays(1).minusSeconds(1)))).isFalse();
    assertThat(schedule.isDue(after(Duration.ofDays(1)))).isTrue();
  }

  @Test
  void retriesMoreAndMoreRarelyUntilItSucceeds() {
    assertThat(IntStream.range(0, 8).mapToObj(i -> schedule.failed(NOW).toMinutes()))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    assertThat(schedule.isDue(after(Duration.ofMinutes(59)))).isFalse();
    assertThat(schedule.isDue(after(Duration.ofMinutes(60)))).isTrue();

    schedule.succeeded(NOW);
    assertThat(schedule.failed(NOW)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void givesNobodyARefreshSoonAfterAGoodOne() {
    schedule.succeeded(NOW);

    assertThat(schedule.demand(after(Duration.ofMinutes(5).minusSeconds(1)))).isFalse();
    assertThat(schedule.isDue(after(Duration.ofMinutes(5)))).isFalse();
  }

  @Test
  void bringsARefreshForwardOnDemand() {
    schedule.succeeded(NOW);

    assertThat(schedule.demand(after(Duration.ofMinutes(5)))).isTrue();
    assertThat(schedule.isDue(after(Duration.ofMinutes(5)))).isTrue();
  }

  @Test
  void givesDemandsNoMoreThanOneFailureInFiveMinutes() {
    IntStream.range(0, 8).forEach(i -> schedule.failed(NOW));

    assertThat(schedule.demand(after(Duration.ofSeconds(1)))).isTrue();
    assertThat(schedule.isDue(after(Duration.ofMinutes(5).minusSeconds(1)))).isFalse();
    assertThat(schedule.isDue(after(Duration.ofMinutes(5)))).isTrue();
  }

  @Test
  void doesNotPutOffWhatIsDueSooner() {
    schedule.failed(NOW);

    assertThat(schedule.demand(after(Duration.ofSeconds(1)))).isTrue();
    assertThat(schedule.isDue(after(Duration.ofMinutes(1)))).isTrue();
  }

  @Test
  void isDueWhenTheClockWasSetBack() {
    schedule.succeeded(NOW);

    assertThat(schedule.isDue(NOW.minus(Duration.ofDays(300)))).isTrue();
  }

  private static Instant after(Duration duration) {
    return NOW.plus(duration);
  }
}
