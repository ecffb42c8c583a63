package dev.countersign.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What becomes of a delivery by what its payload says. */
class DeliveryAcceptanceTest extends DispatcherFixture {
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

  @Test
  void staysConcludedWhereAnotherServerConcludedItMeanwhile() {
    DeliveryDispatcher late =
        dispatcher(
            event -> {
              execute(
                  "update deliveries set outcome = 'HANDLED', next_attempt_at = null,"
                      + " concluded_at = received_at");
              throw new IllegalStateException("expected: this test's own");
            });
    accept("v1", now);

    late.dispatchDue();

    assertThat(column("outcome")).containsExactly("HANDLED");
    assertThat(store.backlog(now.plusSeconds(3600))).isEqualTo(Backlog.NONE);
  }
}
