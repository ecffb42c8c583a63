package dev.countersign.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.database.OnEachDatabase;
import dev.countersign.port.FakeHookDeliveries;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubRefusedException.Refusal;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.port.HookDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is asked for again. */
class MissedDeliveriesTest extends OnEachDatabase {
  private static final Instant START = Deliveries.ARRIVAL;

  private final FakeHookDeliveries github = new FakeHookDeliveries();
  private Instant now = START;

  @Test
  void areAskedForAtOnce() {
    github.add("fine", now.minusSeconds(50), true);
    HookDelivery missed = github.add("missed", now.minusSeconds(40), false);

    recover();

    assertThat(github.asked).containsExactly(missed.id());
  }

  @Test
  void areAskedForFiveTimesMoreAndMoreRarely() {
    github.add("missed", now, false);

    List<Long> minutes = new ArrayList<>();
    for (int minute = 0; minute < Duration.ofDays(2).toMinutes(); minute += 3) {
      now = START.plus(Duration.ofMinutes(minute));
      recover();
      if (github.asked.size() > minutes.size()) {
        minutes.add((long) minute);
      }
    }

    assertThat(minutes).containsExactly(0L, 15L, 75L, 315L, 1035L);
  }

  @Test
  void areAskedForByTheirNewestAttempt() {
    github.add("missed", now.minusSeconds(50), false);
    recover();
    HookDelivery again = github.add("missed", 7, now, true, false);
    now = now.plus(Duration.ofMinutes(15));
    recover();

    assertThat(github.asked).containsExactly(1L, again.id());
  }

  @Test
  void areNotAskedForOnceTheyCame() {
    github.add("missed", now.minusSeconds(50), false);
    recover();
    github.add("missed", 7, now, true, true);
    recoverForADay();

    assertThat(github.asked).hasSize(1);
  }

  @Test
  void areNotAskedForWhenALaterPageSaysThatTheyCame() {
    github.pageSize = 1;
    github.add("repeated", now.minusSeconds(50), true);
    github.add("repeated", 7, now.minusSeconds(40), true, false);
    github.add("recovered", now.minusSeconds(30), false);
    github.add("recovered", 7, now.minusSeconds(20), true, true);
    recoverForADay();

    assertThat(github.asked).isEmpty();
    assertThat(github.pages).startsWith("", "3", "2", "1");
  }

  /** The answer came too late for GitHub. */
  @Test
  void areNotAskedForWhenTheyAreStored() {
    try (DeliveryStore store = new DeliveryStore(database.jdbi(), HandlingWatch.NONE)) {
      Delivery delivery = Deliveries.release("v1");
      store.accept(delivery).join();
      github.add(delivery.guid(), now, false);
    }
    recoverForADay();

    assertThat(github.asked).isEmpty();
  }

  @Test
  void areNotAskedForWhenTheyAreOfNoUseOrTooOld() {
    github.add("old", now.minus(Duration.ofDays(3)).minusMillis(1), false);
    github.attempts.add(new HookDelivery(9, "star", "star", Optional.of(7L), now, false, false));
    recoverForADay();

    assertThat(github.asked).isEmpty();
  }

  @Test
  void areAskedForOneOfEachInstallationAfterTheOther() {
    for (int i = 0; i < 60; i++) {
      github.add("flood-" + i, 7, now.minusSeconds(100 - i), false, false);
    }
    HookDelivery other = github.add("other", 8, now, false, false);

    recover();

    assertThat(github.asked).hasSize(50);
    assertThat(github.asked.subList(0, 2)).containsExactlyInAnyOrder(1L, other.id());
  }

  @Test
  void readTheListOnlyBackToWhatWasSeen() {
    github.pageSize = 2;
    for (int i = 0; i < 10; i++) {
      github.add("fine-" + i, now.minus(Duration.ofMinutes(100 - 10L * i)), true);
    }
    recover();
    assertThat(github.pages).hasSize(5);
    github.pages.clear();

    github.add("missed", now, false);
    recover();

    assertThat(github.pages).containsExactly("", "9");
    assertThat(github.asked).hasSize(1);
  }

  /** A hundred pages at a time; each recovery has a new memory, as after a restart. */
  @Test
  void goOnWithALongListWhereTheyStopped() {
    github.pageSize = 1;
    github.add("repeated", now.minusSeconds(70), true);
    HookDelivery missed = github.add("missed", now.minusSeconds(60), false);
    for (int i = 0; i < 130; i++) {
      github.add("fine-" + i, now.minusSeconds(50).plusMillis(i), true);
    }
    github.add("repeated", 7, now, true, false);
    recover();
    assertThat(github.asked).isEmpty();
    assertThat(github.pages).hasSize(100);

    github.add("newer", now, true);
    recover();

    assertThat(github.asked).containsExactly(missed.id());
    assertThat(github.pages.get(100)).isEqualTo("33");
    assertThat(github.pages).hasSize(133);
  }

  @Test
  void readTheListFromItsBeginningWhenGitHubRefusesThePage() {
    github.pageSize = 1;
    for (int i = 0; i < 130; i++) {
      github.add("missed-" + i, now.minusSeconds(50).plusMillis(i), false);
    }
    recover();
    github.listFailure = new GitHubRefusedException(Refusal.REJECTED, "cursor", null);
    recover();
    github.listFailure = null;
    github.pages.clear();
    now = now.plus(Duration.ofMinutes(3));
    recover();

    assertThat(github.pages.get(0)).isEmpty();
  }

  @Test
  void leaveGitHubAloneForAsLongAsItSays() {
    github.add("missed", now, false);
    Instant retryAt = now.plus(Duration.ofMinutes(40));
    github.askFailure = new GitHubUnavailableException("limit", retryAt, null);
    recover();
    github.askFailure = null;
    github.pages.clear();

    now = retryAt.minusSeconds(1);
    recover();
    assertThat(github.pages).isEmpty();

    now = retryAt;
    recover();
    assertThat(github.asked).hasSize(1);
  }

  @Test
  void areLookedForMoreAndMoreRarelyWhileTheAppIsRefused() {
    github.add("missed", now, false);
    github.listFailure = new GitHubUnavailableException("401 Bad credentials", null, null);
    List<Long> minutes = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      recover();
      Instant next = Instant.ofEpochMilli(number("select not_before from delivery_listing"));
      minutes.add(Duration.between(now, next).toMinutes());
      now = next;
    }
    assertThat(minutes).containsExactly(3L, 6L, 12L, 24L, 48L, 60L);

    github.listFailure = null;
    recover();
    assertThat(github.asked).hasSize(1);
    assertThat(number("select failures from delivery_listing")).isZero();
  }

  /** GitHub may have heard it. */
  @Test
  void countAsAskedForWhenTheAnswerIsLost() {
    github.add("missed", now, false);
    github.askFailure = new GitHubUnavailableException("reset", null, null);
    recover();
    github.askFailure = null;
    now = now.plus(Duration.ofMinutes(14));
    recover();
    assertThat(github.asked).isEmpty();

    now = now.plus(Duration.ofMinutes(1));
    recover();
    assertThat(github.asked).hasSize(1);
  }

  @Test
  void areGivenUpWhenGitHubRefusesThemAndHoldUpNoOther() {
    github.add("missed", now.minusSeconds(2), false);
    github.askFailure = new GitHubRefusedException(Refusal.REJECTED, "too old", null);
    recover();
    github.askFailure = null;
    HookDelivery other = github.add("other", now, false);
    recoverForADay();

    assertThat(github.asked).containsOnly(other.id());
  }

  @Test
  void areForgottenWithGitHub() {
    github.add("missed", now, false);
    recover();
    now = now.plus(Duration.ofDays(3)).plusMillis(1);
    recover();

    assertThat(number("select count(*) from missed_deliveries")).isZero();
  }

  private void recover() {
    new MissedDeliveries(database.jdbi(), github, () -> now).recover();
  }

  private void recoverForADay() {
    for (int hour = 0; hour < 24; hour++) {
      recover();
      now = now.plus(Duration.ofHours(1));
    }
  }

  private long number(String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }
}
