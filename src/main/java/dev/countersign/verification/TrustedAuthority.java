package dev.countersign.verification;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * A certificate authority or timestamp authority of the trusted root, its chain already verified.
 *
 * @param chain from the certificate that issues (or, for timestamps, signs) up to the root
 * @param validity when the authority was in use
 */
record TrustedAuthority(List<X509Certificate> chain, Validity validity) {
  TrustedAuthority {
    chain = List.copyOf(chain);
  }

  /** The certificate that issues signing certificates, or that signs timestamps. */
  X509Certificate first() {
    return chain.get(0);
  }

  /** Whether the authority was in use and each certificate of its chain valid at {@code time}. */
  boolean validAt(Instant time) {
    return validity.contains(time)
        && chain.stream().allMatch(certificate -> Validity.of(certificate).contains(time));
  }
}
