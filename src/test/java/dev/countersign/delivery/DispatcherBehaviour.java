package dev.countersign.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.countersign.delivery.WebhookEvent.ReleasePublished;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What dispatching does on any database: a test for each that extends it. */
abstract class DispatcherBehaviour extends DispatcherFixture {
  @Test
  void acceptsAGuidOnce() {
    Delivery delivery = Deliveries.release("v1");

    assertThat(store.accept(delivery).join()).isEqualTo(Acceptance.NEW);
    assertThat(store.accept(delivery).join()).isEqualTo(Acceptance.DUPLICATE);
    dispatcher.dispatchDue();
    assertThat(store.accept(delivery).join()).isEqualTo(Acceptance.DUPLICATE);
    dispatcher.dispatchDue();

    assertThat(handled).containsExactly("v1");
  }

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

  @Test
  void doesNotTryAnUnreadablePayloadAgain() {
    store
        .accept(
            Deliveries.of(
                "release", "{\"action\": \"published\", \"installation\": {\"id\": 7}}", now))
        .join();

    dispatcher.dispatchDue();

    assertThat(column("outcome")).containsExactly("UNREADABLE");
    assertThat(column("detail").get(0)).endsWith("the field repository is missing");
    assertThat(column("next_attempt_at")).containsExactly("null");
  }

  @Test
  void concludesWhatCallsForNothingAsItIsAccepted() {
    Delivery delivery = Deliveries.of("release", "{\"action\": \"edited\"}", now);

    assertThat(store.accept(delivery).join()).isEqualTo(Acceptance.IGNORED);
    assertThat(store.accept(delivery).join()).isEqualTo(Acceptance.DUPLICATE);

    assertThat(column("outcome")).containsExactly("IGNORED");
    assertThat(column("detail")).containsExactly("the payload names no installation of the App");
    assertThat(column("concluded_at")).containsExactly("" + now.toEpochMilli());
    assertThat(store.due(now, 9)).isEmpty();
    assertThat(told).containsExactly("RELEASE IGNORED");
  }

  /** PostgreSQL keeps no NUL in a text, and would refuse all that arrived together. */
  @Test
  void keepsWhatIsIgnoredWhateverTextsAreInIt() {
    String action = "a\\u0000b".repeat(2_000);
    List<CompletableFuture<Acceptance>> together =
        List.of(
            store.accept(
                Deliveries.of(
                    "release",
                    "{\"action\": \"%s\", \"installation\": {\"id\": 7}}".formatted(action),
                    now)),
            store.accept(Deliveries.release("v1")));

    assertThat(together.stream().map(CompletableFuture::join))
        .containsExactly(Acceptance.IGNORED, Acceptance.NEW);
    assertThat(column("detail"))
        .anySatisfy(
            detail -> assertThat(detail).startsWith("the release was a ba b").hasSize(1_000))
        .contains("null");
  }

  /** Another version may be able to. */
  @Test
  void triesAgainWhatItFailsToReadInAnUnforeseenWay() {
    String payload =
        Deliveries.releasePayload("v1")
            .replace(
                "{\"action\"", "{\"ref\": \"refs/heads/main\", \"commits\": [null], \"action\"");
    assertThat(store.accept(Deliveries.of("push", payload, now)).join()).isEqualTo(Acceptance.NEW);

    dispatcher.dispatchDue();

    assertThat(column("outcome")).containsExactly("WAITING");
    assertThat(column("detail").get(0)).contains("NullPointerException");
  }

  /** An earlier version had it wait, or had a use for it. */
  @Test
  void concludesWhatWaitsThoughItCallsForNothing() {
    store.accept(Deliveries.of("release", "{\"action\": \"edited\"}", now)).join();
    execute(
        "update deliveries set outcome = 'WAITING', next_attempt_at = received_at, detail = null,"
            + " concluded_at = null");

    dispatcher.dispatchDue();

    assertThat(handled).isEmpty();
    assertThat(column("outcome")).containsExactly("IGNORED");
    assertThat(column("detail")).containsExactly("the payload names no installation of the App");
    assertThat(store.due(now, 9)).isEmpty();
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
  void startsWithWhatAFormerProcessLeft() {
    accept("left", now);

    dispatcher.start();

    await().until(() -> handled.equals(List.of("left")));
  }

  @Test
  void goesOnAfterRunningOutOfMemory() {
    AtomicBoolean failed = new AtomicBoolean();
    accept("v1", now);
    dispatcher =
        new DeliveryDispatcher(
            Deliveries.PARSER,
            store,
            this::handle,
            () -> {
              if (!failed.getAndSet(true)) {
                throw new OutOfMemoryError("expected: this test's own");
              }
              return now;
            },
            HandlingWatch.NONE,
            Duration.ofMillis(1));
    dispatcher.start();

    await().until(() -> handled.equals(List.of("v1")));
  }

  @Test
  void handlesADeliveryRightAfterItIsAccepted() {
    dispatcher.start();
    await().until(() -> handled.isEmpty());
    accept("v1", now);
    await().until(() -> handled.equals(List.of("v1")));
    accept("v2", now);
    await().until(() -> handled.equals(List.of("v1", "v2")));
  }

  @Test
  void goesOnAfterTheDatabaseFailed() {
    execute("alter table deliveries rename to broken");
    dispatcher =
        new DeliveryDispatcher(
            Deliveries.PARSER,
            store,
            this::handle,
            () -> now,
            HandlingWatch.NONE,
            Duration.ofMillis(10));
    dispatcher.start();
    execute("alter table broken rename to deliveries");
    accept("v1", now);

    await().until(() -> handled.equals(List.of("v1")));
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
