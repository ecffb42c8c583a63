package dev.countersign.verification;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

/** How a bundle names the key that signed. */
sealed interface KeyMaterial {
  /**
   * A certificate binds the key to an identity.
   *
   * @param certificate the signing certificate
   * @param extensions those of the signing certificate
   * @param further certificates that the bundle carries besides
   */
  record Certified(
      X509Certificate certificate, CertificateExtensions extensions, List<X509Certificate> further)
      implements KeyMaterial {
    public Certified {
      further = List.copyOf(further);
    }

    /**
     * With the signing certificate and others, none or more.
     *
     * @throws CertificateException if the extensions of the signing certificate are malformed
     */
    static Certified of(X509Certificate certificate, List<X509Certificate> further)
        throws CertificateException {
      return new Certified(certificate, CertificateExtensions.of(certificate), further);
    }
  }

  /**
   * Somebody manages the key; who verifies has it from elsewhere.
   *
   * @param hint which key, in a form that only its owner knows
   */
  record Managed(String hint) implements KeyMaterial {}
}
