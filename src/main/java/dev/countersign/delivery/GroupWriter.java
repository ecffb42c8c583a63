package dev.countersign.delivery;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * One thread that takes everything that waits and writes it as one group. While it writes, the next
 * group gathers: the slower the disk, the larger the groups.
 *
 * @param <T> what is written
 */
final class GroupWriter<T> implements AutoCloseable {
  private final long capacity;
  private final Consumer<List<T>> write;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<T> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private boolean closed;

  /**
   * Starts the thread.
   *
   * @param capacity bytes that may wait
   * @param write writes a group; must not throw
   */
  GroupWriter(String name, long capacity, Consumer<List<T>> write) {
    this.capacity = capacity;
    this.write = write;
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

  private void run() {
    List<T> group = take();
    while (!group.isEmpty()) {
      write.accept(group);
      group = take();
    }
  }

  /** Everything that waits; empty once closed. */
  private List<T> take() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      List<T> group = List.copyOf(waiting);
      waiting.clear();
      waitingBytes = 0;
      return group;
    } finally {
      lock.unlock();
    }
  }
}
