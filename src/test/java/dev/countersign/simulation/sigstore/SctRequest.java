package dev.countersign.simulation.sigstore;

import com.google.protobuf.ByteString;
import java.time.Duration;

/**
 * How a signed certificate timestamp (SCT) in the certificate is to be made.
 *
 * @param after from the certificate's issuance to the timestamp; negative: before it
 * @param extensions what it carries besides, mostly nothing
 * @param byOther whether the log is the one that the trusted root does not know of itself
 * @param ofOther whether the log signed another certificate
 */
public record SctRequest(Duration after, ByteString extensions, boolean byOther, boolean ofOther) {
  /** As the public instance makes them: at once, without extensions. */
  public static SctRequest prompt() {
    return new SctRequest(Duration.ZERO, ByteString.EMPTY, false, false);
  }

  public SctRequest withDelay(Duration delay) {
    return new SctRequest(delay, extensions, byOther, ofOther);
  }

  public SctRequest withExtensions(byte[] bytes) {
    return new SctRequest(after, ByteString.copyFrom(bytes), byOther, ofOther);
  }

  public SctRequest byOtherLog() {
    return new SctRequest(after, extensions, true, ofOther);
  }

  public SctRequest ofOtherCertificate() {
    return new SctRequest(after, extensions, byOther, true);
  }
}
