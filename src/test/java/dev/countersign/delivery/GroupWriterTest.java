package dev.countersign.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class GroupWriterTest {
  private final List<List<String>> written = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch writing = new CountDownLatch(1);
  private final CountDownLatch mayWrite = new CountDownLatch(1);

  @Test
  void writesWhatGatheredDuringAWriteAsOneGroup() throws InterruptedException {
    try (GroupWriter<String> writer = new GroupWriter<>("test", 100, this::write)) {
      writer.offer("first", 1);
      writing.await();
      writer.offer("second", 1);
      writer.offer("third", 1);
      mayWrite.countDown();
    }
    assertThat(written).containsExactly(List.of("first"), List.of("second", "third"));
  }

  @Test
  void refusesWhatItHasNoRoomFor() throws InterruptedException {
    try (GroupWriter<String> writer = new GroupWriter<>("test", 10, this::write)) {
      writer.offer("being written", 10);
      writing.await();

      assertThat(writer.offer("fits", 6)).isTrue();
      assertThat(writer.offer("too large", 5)).isFalse();
      assertThat(writer.offer("fits too", 4)).isTrue();
      mayWrite.countDown();
    }
    assertThat(written).containsExactly(List.of("being written"), List.of("fits", "fits too"));
  }

  @Test
  void refusesEverythingOnceClosed() {
    GroupWriter<String> writer = new GroupWriter<>("test", 10, this::write);
    writer.close();

    assertThat(writer.offer("late", 1)).isFalse();
    assertThat(written).isEmpty();
  }

  private void write(List<String> group) {
    written.add(group);
    writing.countDown();
    try {
      mayWrite.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
