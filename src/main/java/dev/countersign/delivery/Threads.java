package dev.countersign.delivery;

/** Waiting for the end of a thread. */
final class Threads {
  private Threads() {}

  /** Waits for the end even if interrupted, and keeps the interrupt for the caller. */
  static void joinUninterruptibly(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
