package dev.countersign.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentDeliveriesTest {
  private final Delivery first = Deliveries.release("v1");
  private final Delivery second = Deliveries.release("v2");
  private final int size = first.payload().length;

  @Test
  void areTakenOnce() {
    RecentDeliveries recent = new RecentDeliveries(2L * size);
    recent.add(first);
    recent.add(second);

    assertThat(recent.take(first.guid())).contains(first);
    assertThat(recent.take(first.guid())).isEmpty();
    assertThat(recent.take(second.guid())).contains(second);
  }

  @Test
  void areTheNewestThatHaveRoom() {
    RecentDeliveries recent = new RecentDeliveries(2L * size - 1);
    recent.add(first);
    recent.add(second);

    assertThat(recent.take(first.guid())).isEmpty();
    assertThat(recent.take(second.guid())).contains(second);
  }

  @Test
  void haveTheRoomAgainOfWhatIsTaken() {
    RecentDeliveries recent = new RecentDeliveries(2L * size);
    IntStream.range(0, 10)
        .forEach(
            i -> {
              recent.add(first);
              recent.take(first.guid());
            });
    recent.add(first);
    recent.add(second);

    assertThat(recent.take(first.guid())).contains(first);
  }

  @Test
  void countOneThatIsAcceptedAgainOnce() {
    RecentDeliveries recent = new RecentDeliveries(2L * size);
    recent.add(first);
    recent.add(first);
    recent.add(second);

    assertThat(recent.take(first.guid())).contains(first);
    assertThat(recent.take(second.guid())).contains(second);
  }

  @Test
  void areNoneWhereOneHasNoRoom() {
    RecentDeliveries recent = new RecentDeliveries(size - 1);
    recent.add(first);

    assertThat(recent.take(first.guid())).isEmpty();
  }
}
