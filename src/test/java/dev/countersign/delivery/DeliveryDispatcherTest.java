package dev.countersign.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.delivery.WebhookEvent.ReleasePublished;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What is handled when, and how often. */
class DeliveryDispatcherTest extends DispatcherFixture {
  @Test
  void handlesTheOldestFirstAndEachOnce() {
    accept("second", now);
    accept("first", now.minusSeconds(1));
    accept("not yet", now.plusSeconds(1));

    dispatcher.dispatchDue();
    dispatcher.dispatchDue();

    assertThat(handled).containsExactly("first", "second");
  }

  @Test
  @Tag("threat-29")
  void handlesTheOnlyDeliveryOfAnInstallationBeforeWhatAnotherFloods() {
    for (int i = 0; i < 300; i++) {
      accept("flood-" + i, 7, now.minusSeconds(2_000 - i));
    }
    accept("other", 8, now);

    dispatcher.dispatchDue();

    assertThat(handled).hasSize(301).startsWith("flood-0", "other", "flood-1", "flood-2");
  }

  @Test
  @Tag("threat-29")
  void handlesWhatArrivesDuringAFloodAmongTheNext() {
    dispatcher =
        dispatcher(
            event -> {
              handle(event);
              if (handled.size() == 60) {
                accept("other", 8, now);
              }
            });
    for (int i = 0; i < 300; i++) {
      accept("flood-" + i, 7, now.minusSeconds(2_000 - i));
    }
    accept("flood-300", 7, now);

    dispatcher.dispatchDue();

    assertThat(handled).hasSize(302);
    assertThat(handled.indexOf("other")).isBetween(60, 60 + 151);
  }

  @Test
  void handlesMoreThanABatch() {
    for (int i = 0; i < 250; i++) {
      accept("v" + i, now.minusSeconds(250 - i));
    }
    dispatcher.dispatchDue();

    assertThat(handled).hasSize(250).startsWith("v0", "v1").endsWith("v249");
  }

  @Test
  void triesAFailureAgainLaterAndHoldsUpNoOther() {
    failing.add("bad");
    accept("bad", now.minusSeconds(1));
    accept("good", now);

    dispatcher.dispatchDue();
    assertThat(handled).containsExactly("good");
    assertThat(column("detail")).contains("java.lang.IllegalStateException: bad");

    failing.clear();
    now = now.plusMillis(4_999);
    dispatcher.dispatchDue();
    assertThat(handled).containsExactly("good");

    now = now.plusMillis(1);
    dispatcher.dispatchDue();
    assertThat(handled).containsExactly("good", "bad");
  }

  @Test
  void waitsTwiceAsLongAfterEachFailureButNeverOverTenMinutes() {
    failing.add("bad");
    accept("bad", now);
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      dispatcher.dispatchDue();
      Instant next = Instant.ofEpochMilli(Long.parseLong(column("next_attempt_at").get(0)));
      waits.add(Duration.between(now, next).toSeconds());
      now = next;
    }
    assertThat(waits).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 320L, 600L, 600L);
  }

  @Test
  void survivesAHandlerThatRunsOutOfStack() {
    accept("deep", now.minusSeconds(1));
    accept("flat", now);
    dispatcher =
        dispatcher(
            event -> {
              if (((ReleasePublished) event).tag().equals("deep")) {
                throw new StackOverflowError();
              }
              handle(event);
            });

    dispatcher.dispatchDue();

    assertThat(handled).containsExactly("flat");
  }

  @Test
  void readsWhatItDoesNotRemember() {
    accept("v1", now);
    forget();
    accept("v2", now);

    dispatcher.dispatchDue();

    assertThat(handled).containsExactlyInAnyOrder("v1", "v2");
  }

  @Test
  void readsWhatAnEarlierVersionKept() {
    accept("v1", now);
    forget();
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "update deliveries set payload = ?",
                    Deliveries.releasePayload("as it came").getBytes(StandardCharsets.UTF_8)));

    dispatcher.dispatchDue();

    assertThat(handled).containsExactly("as it came");
  }

  @Test
  void triesARowThatCannotBeReadAgainLaterAndHoldsUpNoOther() {
    accept("unreadable", now.minusSeconds(1));
    String guid = column("guid").get(0);
    accept("readable", now);
    forget();
    failToRead(guid);

    dispatcher.dispatchDue();
    assertThat(handled).containsExactly("readable");

    database.jdbi().getConfig(SqlStatements.class).setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
    now = now.plusSeconds(5);
    dispatcher.dispatchDue();
    assertThat(handled).containsExactly("readable", "unreadable");
  }

  /** The handling is done, the process dies before that is noted: it is handled again. */
  @Test
  void handlesAgainWhatItCouldNotNote() {
    accept("v1", now);
    dispatcher =
        dispatcher(
            event -> {
              handle(event);
              execute("alter table deliveries rename to broken");
            });
    assertThatThrownBy(dispatcher::dispatchDue).isInstanceOf(RuntimeException.class);
    execute("alter table broken rename to deliveries");

    dispatcher = dispatcher(this::handle);
    dispatcher.dispatchDue();

    assertThat(handled).containsExactly("v1", "v1");
    assertThat(column("outcome")).containsExactly("HANDLED");
  }

  @Test
  void handlesWithTheDeliveryInTheLogsContext() {
    Map<String, String> context = new ConcurrentHashMap<>();
    dispatcher = dispatcher(event -> context.putAll(MDC.getCopyOfContextMap()));
    Delivery delivery = Deliveries.release("v1");
    store.accept(delivery).join();

    dispatcher.dispatchDue();

    assertThat(context)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "delivery", delivery.guid(),
                "event", "release",
                "installation", "7",
                "repository", "octo/demo",
                "subject", "v1"));
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }

  @Test
  void forgetsADeliveryThirtyDaysAfterItWasConcluded() {
    failing.add("waits");
    accept("waits", now);
    accept("done", now);
    dispatcher.dispatchDue();

    now = now.plus(Duration.ofDays(30));
    dispatcher.dispatchDue();
    assertThat(column("guid")).hasSize(2);

    now = now.plus(Duration.ofHours(2));
    dispatcher.dispatchDue();
    assertThat(column("outcome")).containsExactly("WAITING");
  }
}
