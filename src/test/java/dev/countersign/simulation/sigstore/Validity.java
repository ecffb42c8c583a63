package dev.countersign.simulation.sigstore;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When a certificate is valid, both ends included.
 *
 * @param notBefore first instant, in whole seconds
 * @param notAfter last instant, in whole seconds
 */
record Validity(Instant notBefore, Instant notAfter) {
  /** Cuts both to the whole seconds that X.509 knows. */
  Validity {
    notBefore = notBefore.truncatedTo(ChronoUnit.SECONDS);
    notAfter = notAfter.truncatedTo(ChronoUnit.SECONDS);
    if (notAfter.isBefore(notBefore)) {
      throw new IllegalArgumentException("ends at " + notAfter + ", before it starts " + notBefore);
    }
  }
}
