package dev.countersign.delivery;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The thread that dispatches what arrives. */
class RunningDispatcherTest extends DispatcherFixture {
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
}
