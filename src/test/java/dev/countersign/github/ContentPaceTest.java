package dev.countersign.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ContentPaceTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private static final String QUEUE = "releases";

  private final ContentPace pace = new ContentPace();

  @Test
  void leavesFortyRequestsAtOnceAlone() {
    send(40);

    assertThat(pace.turn("7", QUEUE, "a", NOW)).isEmpty();
  }

  @Test
  void spreadsFurtherOnes() {
    send(42);

    assertThat(pace.turn("7", QUEUE, "a", NOW)).contains(NOW.plusSeconds(3));
    assertThat(pace.turn("7", QUEUE, "a", NOW.plusSeconds(3))).isEmpty();
  }

  @Test
  void givesSubjectsTheirTurnsOneAfterTheOther() {
    send(42);

    assertThat(pace.turn("7", QUEUE, "a", NOW)).contains(NOW.plusSeconds(3));
    assertThat(pace.turn("7", QUEUE, "b", NOW)).contains(NOW.plusSeconds(9));
    assertThat(pace.turn("7", QUEUE, "a", NOW.plusSeconds(1))).contains(NOW.plusSeconds(3));
    assertThat(pace.turn("7", QUEUE, "c", NOW)).contains(NOW.plusSeconds(15));
  }

  @Test
  void keepsItsWord() {
    send(42);
    assertThat(pace.turn("7", QUEUE, "a", NOW)).contains(NOW.plusSeconds(3));
    send(30);

    assertThat(pace.turn("7", QUEUE, "a", NOW.plusSeconds(3))).isEmpty();
    assertThat(pace.turn("7", QUEUE, "a", NOW.plusSeconds(3))).isPresent();
  }

  @Test
  void doesNotLetOneQueueWaitForAnother() {
    send(42);
    for (int i = 0; i < 600; i++) {
      pace.turn("7", "changes", "change " + i, NOW);
    }

    assertThat(pace.turn("7", QUEUE, "a", NOW)).contains(NOW.plusSeconds(3));
  }

  @Test
  void startsAnewWhereTheClockWasPutBack() {
    send(42);

    assertThat(pace.turn("7", QUEUE, "a", NOW.minus(Duration.ofHours(2)))).isEmpty();
  }

  @Test
  void keepsInstallationsApart() {
    send(100);

    assertThat(pace.turn("7", QUEUE, "a", NOW)).isPresent();
    assertThat(pace.turn("8", QUEUE, "a", NOW)).isEmpty();
  }

  /** However long they go on, 80 begin in the first minute and 40 in each that follows. */
  @Test
  void letsEightyBeginInAMinute() {
    int sent = 0;
    for (Instant at = NOW; at.isBefore(NOW.plusSeconds(60)); at = at.plusMillis(100)) {
      for (; pace.turn("7", QUEUE, "no. " + sent, at).isEmpty(); sent++) {
        pace.sent("7", at);
      }
    }

    assertThat(sent).isBetween(75, 81);
  }

  @Test
  void forgetsWhatWasSentLongAgo() {
    send(100);

    assertThat(pace.turn("7", QUEUE, "a", NOW.plus(Duration.ofSeconds(90)))).isEmpty();
  }

  private void send(int requests) {
    for (int i = 0; i < requests; i++) {
      pace.sent("7", NOW);
    }
  }
}
