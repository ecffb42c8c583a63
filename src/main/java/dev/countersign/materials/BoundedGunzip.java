package dev.countersign.materials;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.zip.GZIPInputStream;

/** What a gzipped stream unpacks to, within limits. At its end the checksum has been compared. */
final class BoundedGunzip extends InputStream {
  private static final int BUFFER = 1 << 16;

  /** Paths are at most a few thousand bytes long. */
  private static final long LARGEST_HEADER = 1L << 20;

  private final TreeLimits limits;
  private final InstantSource clock;
  private final Instant deadline;
  private final Counted packed;
  private final InputStream unpacked;
  private long count;
  private long headerEnd = Long.MAX_VALUE;

  BoundedGunzip(InputStream gzip, TreeLimits limits, InstantSource clock) throws IOException {
    this.limits = limits;
    this.clock = clock;
    this.deadline = clock.instant().plus(limits.time());
    this.packed = new Counted(gzip);
    // A header at a time would cost more than all the hashing.
    this.unpacked = new BufferedInputStream(new GZIPInputStream(packed, BUFFER), BUFFER);
  }

  /** From now on comes a header. */
  void expectHeader() {
    headerEnd = count + LARGEST_HEADER;
  }

  /** From now on comes content. */
  void expectContent() {
    headerEnd = Long.MAX_VALUE;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = unpacked.read(buffer, offset, length);
    count += Math.max(0, read);
    if (count > limits.bytes()) {
      throw new LimitReachedException(
          "the files of the tag unpack to more than %d bytes".formatted(limits.bytes()));
    }
    if (count > headerEnd) {
      throw new LimitReachedException("a name in the tag is longer than any that is used");
    }
    if (count > TreeLimits.UNSUSPICIOUS_BYTES && count / limits.ratio() > packed.count) {
      throw new LimitReachedException(
          "the archive of the tag unpacks to more than %d times its size"
              .formatted(limits.ratio()));
    }
    if (clock.instant().isAfter(deadline)) {
      throw new LimitReachedException(
          "the archive of the tag takes longer than " + inWords(limits.time()));
    }
    return read;
  }

  private static String inWords(Duration time) {
    return time.toSeconds() + " seconds";
  }

  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = in.read(buffer, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
