package dev.countersign.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ContentPaceTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private final ContentPace pace = new ContentPace();

  @Test
  void leavesFortyRequestsAtOnceAlone() {
    send(40);

    assertThat(pace.turn("7", "a", NOW)).isEmpty();
  }

  @Test
  void spreadsFurtherOnes() {
    send(42);

    assertThat(pace.turn("7", "a", NOW)).contains(NOW.plusSeconds(3));
    assertThat(pace.turn("7", "a", NOW.plusSeconds(3))).isEmpty();
  }

  @Test
  void givesSubjectsTheirTurnsOneAfterTheOther() {
    send(42);

    assertThat(pace.turn("7", "a", NOW)).contains(NOW.plusSeconds(3));
    assertThat(pace.turn("7", "b", NOW)).contains(NOW.plusSeconds(9));
    assertThat(pace.turn("7", "a", NOW.plusSeconds(1))).contains(NOW.plusSeconds(3));
    assertThat(pace.turn("7", "c", NOW)).contains(NOW.plusSeconds(15));
  }

  @Test
  void keepsInstallationsApart() {
    send(100);

    assertThat(pace.turn("7", "a", NOW)).isPresent();
    assertThat(pace.turn("8", "a", NOW)).isEmpty();
  }

  /** However long they go on, 80 begin in the first minute and 40 in each that follows. */
  @Test
  void letsEightyBeginInAMinute() {
    int sent = 0;
    for (Instant at = NOW; at.isBefore(NOW.plusSeconds(60)); at = at.plusMillis(100)) {
      while (pace.turn("7", "only", at).isEmpty()) {
        pace.sent("7", at);
        sent++;
      }
    }

    assertThat(sent).isBetween(79, 81);
  }

  @Test
  void forgetsWhatWasSentLongAgo() {
    send(100);

    assertThat(pace.turn("7", "a", NOW.plus(Duration.ofSeconds(90)))).isEmpty();
  }

  private void send(int requests) {
    for (int i = 0; i < requests; i++) {
      pace.sent("7", NOW);
    }
  }
}
