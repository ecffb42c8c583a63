package dev.countersign.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What can be seen of dispatching from outside. */
class ObservedDispatchingTest extends DispatcherFixture {
  @Test
  void showsWhatIsDueAndSinceWhen() {
    assertThat(store.backlog(now)).isEqualTo(Backlog.NONE);

    accept("first", now.minusSeconds(60));
    accept("second", now.minusSeconds(20));
    accept("to come", now.plusSeconds(1));

    Backlog backlog = store.backlog(now);
    assertThat(backlog).isEqualTo(new Backlog(2, Optional.of(now.minusSeconds(60))));
    assertThat(backlog.lag(now)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void showsWhatFailedOnceItIsDueAgain() {
    failing.add("fails");
    accept("fails", now);
    accept("done", now);
    dispatcher.dispatchDue();

    assertThat(store.backlog(now)).isEqualTo(Backlog.NONE);
    now = now.plus(Duration.ofHours(1));
    assertThat(store.backlog(now).due()).isEqualTo(1);
  }

  @Test
  void tellsHowEachTryEnded() {
    failing.add("fails");
    accept("good", now);
    accept("fails", now.plusMillis(1));
    deliver("release", "{\"action\": \"published\", \"installation\": {\"id\": 7}}", 2);
    deliver("push", "{}", 3);
    deliver("star", "{}", 4);
    now = now.plusSeconds(1);

    dispatcher.dispatchDue();

    assertThat(told)
        .containsExactlyInAnyOrder(
            "RELEASE HANDLED",
            "RELEASE FAILED",
            "RELEASE UNREADABLE",
            "PUSH IGNORED",
            "none IGNORED");
  }

  @Test
  void handlesAChangeWithItsCommitInTheLogsContext() {
    Map<String, String> context = new ConcurrentHashMap<>();
    DeliveryDispatcher watched = dispatcher(event -> context.putAll(MDC.getCopyOfContextMap()));
    deliver(
        "check_suite",
        """
        {"action": "rerequested", "installation": {"id": 7},
         "check_suite": {"head_sha": "%s", "app": {"id": 1}},
         "repository": {"id": 42, "full_name": "octo/demo", "default_branch": "main"}}"""
            .formatted("c".repeat(40)),
        0);
    watched.dispatchDue();

    assertThat(context).containsEntry("commit", "c".repeat(40)).containsKey("delivery");
  }

  @Test
  void namesNoRepositoryInTheLogsContextWhereThereIsNone() {
    Map<String, String> context = new HashMap<>();
    DeliveryDispatcher watched = dispatcher(event -> context.putAll(MDC.getCopyOfContextMap()));
    deliver("installation", "{\"action\": \"deleted\", \"installation\": {\"id\": 7}}", 0);
    watched.dispatchDue();

    assertThat(context).containsOnlyKeys("delivery", "event", "installation");
  }

  private void deliver(String event, String payload, int millis) {
    store.accept(Deliveries.of(event, payload, now.plusMillis(millis))).join();
  }
}
