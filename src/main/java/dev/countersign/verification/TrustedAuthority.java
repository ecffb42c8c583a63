package dev.countersign.verification;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A certificate authority or timestamp authority of the trusted root, its chain already verified.
 *
 * @param chain from the certificate nearest to what it signs up to the root
 * @param validity when the authority was in use
 */
record TrustedAuthority(List<X509Certificate> chain, Validity validity) {
  /** Rejects an authority without a certificate. */
  TrustedAuthority {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("an authority needs a certificate");
    }
  }

  /** Whether the authority was in use and each certificate of its chain valid at {@code time}. */
  boolean validAt(Instant time) {
    return validity.contains(time)
        && chain.stream().allMatch(certificate -> Validity.of(certificate).contains(time));
  }

  /**
   * The certificate of the chain that issued {@code certificate}, which is valid at {@code time};
   * empty when none did.
   */
  Optional<X509Certificate> issuerOf(X509Certificate certificate, Instant time) {
    return chain.stream()
        .filter(issuer -> Issuance.isIssuedBy(issuer, certificate, time))
        .findFirst();
  }
}
