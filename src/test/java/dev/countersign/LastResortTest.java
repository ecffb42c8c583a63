package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LastResortTest {
  private final AtomicInteger ends = new AtomicInteger();
  private final LastResort lastResort = new LastResort(ends::incrementAndGet);

  @Test
  void endsTheProcessWhereMemoryRanOut() throws InterruptedException {
    run(new OutOfMemoryError("expected: this test's own"));

    assertThat(ends).hasValue(1);
  }

  @Test
  void leavesTheProcessAliveAfterAnythingElse() throws InterruptedException {
    run(new IllegalStateException("expected: this test's own"));

    assertThat(ends).hasValue(0);
  }

  private void run(Throwable thrown) throws InterruptedException {
    Thread thread = new Thread(() -> LastResortTest.<RuntimeException>sneak(thrown), "ending");
    thread.setUncaughtExceptionHandler(lastResort);
    thread.start();
    thread.join();
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
