package dev.countersign.simulation.sigstore;

import java.time.Duration;

/**
 * How an RFC 3161 timestamp over the signature is to be made.
 *
 * @param after from the certificate's issuance to the timestamp; negative: before it
 * @param imprint what the timestamp's message imprint is made with
 * @param certificateEmbedded whether the token holds the authority's certificate
 * @param milliseconds whether its time has a fraction of a second where there is one
 */
public record TimestampRequest(
    Duration after, HashKind imprint, boolean certificateEmbedded, boolean milliseconds) {
  /** As the public instance makes them: SHA-256, the certificate in it, whole seconds. */
  public static TimestampRequest after(Duration delay) {
    return new TimestampRequest(delay, HashKind.SHA_256, true, false);
  }

  public TimestampRequest withImprint(HashKind newImprint) {
    return new TimestampRequest(after, newImprint, certificateEmbedded, milliseconds);
  }

  public TimestampRequest withoutCertificate() {
    return new TimestampRequest(after, imprint, false, milliseconds);
  }

  public TimestampRequest withMilliseconds() {
    return new TimestampRequest(after, imprint, certificateEmbedded, true);
  }
}
