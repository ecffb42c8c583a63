package dev.countersign.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class GroupWriterTest {
  private final List<List<String>> written = Collections.synchronizedList(new ArrayList<>());
  private final List<String> failed = new CopyOnWriteArrayList<>();
  private final CountDownLatch writing = new CountDownLatch(1);
  private final CountDownLatch mayWrite = new CountDownLatch(1);

  @Test
  void writesWhatGatheredDuringAWriteAsOneGroup() throws InterruptedException {
    try (GroupWriter<String> writer = new GroupWriter<>("test", 100, this::write, this::fail)) {
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
    try (GroupWriter<String> writer = new GroupWriter<>("test", 10, this::write, this::fail)) {
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
    GroupWriter<String> writer = new GroupWriter<>("test", 10, this::write, this::fail);
    writer.close();

    assertThat(writer.offer("late", 1)).isFalse();
    assertThat(written).isEmpty();
  }

  @Test
  void goesOnAfterAnErrorAndTellsWhoWaited() {
    mayWrite.countDown();
    try (GroupWriter<String> writer =
        new GroupWriter<>("test", 10, this::failOnBad, this::failThenThrow)) {
      writer.offer("bad", 1);
      await().until(() -> failed.equals(List.of("bad: java.lang.OutOfMemoryError: expected")));
      writer.offer("good", 1);
    }
    assertThat(written).containsExactly(List.of("good"));
  }

  private void failOnBad(List<String> group) {
    if (group.contains("bad")) {
      throw new OutOfMemoryError("expected");
    }
    write(group);
  }

  private void fail(String item, Throwable cause) {
    failed.add(item + ": " + cause);
  }

  private void failThenThrow(String item, Throwable cause) {
    fail(item, cause);
    throw new IllegalStateException("expected: this test's own", cause);
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
