package dev.countersign.verification;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
   * The certificate of the chain that issued {@code certificate}, by the rules for paths at {@code
   * time}; empty when none did.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-6">RFC 5280, 6</a>
   */
  Optional<X509Certificate> issuerOf(X509Certificate certificate, Instant time) {
    return chain.stream()
        .filter(
            issuer -> issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
        .filter(issuer -> isIssuedBy(issuer, certificate, time))
        .findFirst();
  }

  private static boolean isIssuedBy(
      X509Certificate issuer, X509Certificate certificate, Instant time) {
    try {
      CertPath path =
          CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(issuer, null)));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(time));
      CertPathValidator.getInstance("PKIX").validate(path, parameters);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
