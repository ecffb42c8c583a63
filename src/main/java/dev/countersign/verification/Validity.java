package dev.countersign.verification;

import com.google.protobuf.Timestamp;
import dev.sigstore.proto.common.v1.TimeRange;
import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * A window of time, both ends included.
 *
 * @param start first instant
 * @param end last instant; {@link Instant#MAX} when it is open
 */
record Validity(Instant start, Instant end) {
  /** The window in which nothing is valid: that of a key without a start. */
  static final Validity NEVER = new Validity(Instant.MAX, Instant.MIN);

  /** A trusted root's window; one without a start is {@link #NEVER}. */
  static Validity of(TimeRange range) {
    if (!range.hasStart()) {
      return NEVER;
    }
    return new Validity(
        instant(range.getStart()), range.hasEnd() ? instant(range.getEnd()) : Instant.MAX);
  }

  /** A certificate's validity. */
  static Validity of(X509Certificate certificate) {
    return new Validity(
        certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
  }

  boolean contains(Instant time) {
    return !time.isBefore(start) && !time.isAfter(end);
  }

  @Override
  public String toString() {
    if (equals(NEVER)) {
      return "never";
    }
    return "from " + start + (end.equals(Instant.MAX) ? "" : " to " + end);
  }

  private static Instant instant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }
}
