package dev.countersign.github;

import dev.countersign.port.ContentLimitException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body of which no more is read than a limit. */
final class BoundedBody extends FilterInputStream {
  private final long limit;
  private long left;

  BoundedBody(InputStream body, long limit) {
    super(body);
    this.limit = limit;
    this.left = limit;
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    count(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    count(count);
    return count;
  }

  private void count(int read) {
    left -= Math.max(0, read);
    if (left < 0) {
      throw new ContentLimitException(
          "expected an answer of at most %d bytes, found more".formatted(limit));
    }
  }
}
