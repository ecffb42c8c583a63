package dev.countersign.verification;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a certificate was issued by one of the trusted root. Each of those is a trust anchor, so
 * that the path has one certificate and few rules are left; constraints of an anchor are none of
 * them (6.1.1).
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-6.1.3">RFC 5280, 6.1.3 to 6.1.5</a>
 */
final class Issuance {
  private static final int SIGNS_CERTIFICATES = 5;

  /**
   * ECDSA and RSA (PKCS #1 v1.5) over SHA-256, SHA-384 or SHA-512, and Ed25519. Not RSASSA-PSS, of
   * which the parameters would have to be judged as well, and which Fulcio does not use.
   */
  private static final Set<String> ALGORITHMS =
      Set.of(
          "1.2.840.10045.4.3.2",
          "1.2.840.10045.4.3.3",
          "1.2.840.10045.4.3.4",
          "1.2.840.113549.1.1.11",
          "1.2.840.113549.1.1.12",
          "1.2.840.113549.1.1.13",
          "1.3.101.112");

  /**
   * Key usage, names, basic constraints and extended key usage, which are looked at elsewhere, and
   * policies, of which any will do.
   */
  private static final Set<String> UNDERSTOOD =
      Set.of("2.5.29.15", "2.5.29.17", "2.5.29.19", "2.5.29.37", "2.5.29.32");

  private Issuance() {}

  /** Whether {@code issuer} issued {@code certificate}, which is valid at {@code time}. */
  static boolean isIssuedBy(X509Certificate issuer, X509Certificate certificate, Instant time) {
    return issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
        && mayIssue(issuer)
        && Validity.of(certificate).contains(time)
        && isUnderstood(certificate)
        && isStrong(issuer.getPublicKey())
        && isStrong(certificate.getPublicKey())
        && isSignedBy(issuer, certificate);
  }

  private static boolean mayIssue(X509Certificate issuer) {
    boolean[] keyUsage = issuer.getKeyUsage();
    return issuer.getBasicConstraints() >= 0 && (keyUsage == null || keyUsage[SIGNS_CERTIFICATES]);
  }

  /** What is critical must be obeyed, and so be known. */
  private static boolean isUnderstood(X509Certificate certificate) {
    return Optional.ofNullable(certificate.getCriticalExtensionOIDs())
        .map(UNDERSTOOD::containsAll)
        .orElse(true);
  }

  private static boolean isStrong(PublicKey key) {
    return !SigningAlgorithm.of(key).isEmpty();
  }

  private static boolean isSignedBy(X509Certificate issuer, X509Certificate certificate) {
    if (!ALGORITHMS.contains(certificate.getSigAlgOID())) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
