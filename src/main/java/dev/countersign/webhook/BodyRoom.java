package dev.countersign.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * The memory that large bodies share while they arrive. Whoever reaches the server can begin many
 * and end none, and only at its end a body shows whether GitHub sent it. Bodies of the usual size
 * have theirs besides: it is little for each connection.
 */
final class BodyRoom {
  private static final int STEP = 1024 * 1024;

  private final int usual;
  private final int largest;
  private final Semaphore steps;

  /**
   * Empty yet.
   *
   * @param usual bytes of a body that takes no room
   * @param largest bytes of a body; of a larger one only that it is so is read
   * @param bytes that all larger ones may have together
   */
  BodyRoom(int usual, int largest, int bytes) {
    this.usual = usual;
    this.largest = largest;
    this.steps = new Semaphore(bytes / STEP);
  }

  /** A place for one body; close it when the body is no longer used. */
  Place place() {
    return new Place();
  }

  /** What one body takes, more and more as it arrives. */
  final class Place implements AutoCloseable {
    private int taken;

    /** The body, or one byte more than the largest; empty if there is no room for it now. */
    Optional<byte[]> read(InputStream in, int announced) throws IOException {
      byte[] head = new byte[announced < 0 ? usual : Math.min(announced, usual)];
      int length = in.readNBytes(head, 0, head.length);
      if (length < usual || length == announced) {
        return Optional.of(length == head.length ? head : Arrays.copyOf(head, length));
      }
      List<byte[]> parts = new ArrayList<>(List.of(head));
      while (length <= largest) {
        if (!steps.tryAcquire()) {
          return Optional.empty();
        }
        taken++;
        byte[] part = in.readNBytes(Math.min(STEP, largest + 1 - length));
        parts.add(part);
        length += part.length;
        if (part.length < STEP) {
          break;
        }
      }
      return Optional.of(joined(parts, length));
    }

    @Override
    public void close() {
      steps.release(taken);
      taken = 0;
    }

    private static byte[] joined(List<byte[]> parts, int length) {
      byte[] body = new byte[length];
      int end = 0;
      for (byte[] part : parts) {
        System.arraycopy(part, 0, body, end, part.length);
        end += part.length;
      }
      return body;
    }
  }
}
