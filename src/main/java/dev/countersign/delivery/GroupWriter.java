package dev.countersign.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that takes everything that waits and writes it as one group. While it writes, the next
 * group gathers: the slower the disk, the larger the groups.
 *
 * @param <T> what is written
 */
final class GroupWriter<T> implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GroupWriter.class);

  private final long capacity;
  private final Consumer<List<T>> write;
  private final BiConsumer<T, Throwable> fail;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private List<T> waiting = new ArrayList<>();
  private long waitingBytes;
  private boolean closed;

  /**
   * Starts the thread.
   *
   * @param capacity bytes that may wait
   * @param write writes a group
   * @param fail tells who waits for an item that writing its group threw
   */
  GroupWriter(String name, long capacity, Consumer<List<T>> write, BiConsumer<T, Throwable> fail) {
    this.capacity = capacity;
    this.write = write;
    this.fail = fail;
    this.thread = new Thread(this::run, name);
    this.thread.setDaemon(true);
    this.thread.start();
  }

  /** Queues an item, unless there is no room for its bytes or the writer is closed. */
  boolean offer(T item, long bytes) {
    lock.lock();
    try {
      if (closed || waitingBytes + bytes > capacity) {
        return false;
      }
      waiting.add(item);
      waitingBytes += bytes;
      changed.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more, writes what waits, and returns when it is written. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    Threads.joinUninterruptibly(thread);
  }

  /** Whatever is thrown, the thread goes on: nothing else would ever write. */
  private void run() {
    boolean open = true;
    while (open) {
      List<T> group = List.of();
      try {
        group = take();
        open = !group.isEmpty();
        if (open) {
          write.accept(group);
        }
      } catch (Throwable e) {
        fail(group, e);
      }
    }
  }

  private void fail(List<T> group, Throwable cause) {
    for (int i = 0; i < group.size(); i++) { // without an iterator: memory may have run out
      try {
        fail.accept(group.get(i), cause);
      } catch (Throwable e) {
        logQuietly(e);
      }
    }
  }

  private static void logQuietly(Throwable cause) {
    try {
      log.error("who waits could not be told that the writing failed", cause);
    } catch (Throwable e) {
      // There is nobody left to tell.
    }
  }

  /** Everything that waits; empty once closed. */
  private List<T> take() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      List<T> group = waiting;
      waiting = new ArrayList<>(); // should this throw, everything still waits
      waitingBytes = 0;
      return group;
    } finally {
      lock.unlock();
    }
  }
}
