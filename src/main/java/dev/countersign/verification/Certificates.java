package dev.countersign.verification;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/** X.509 certificates in DER (RFC 5280). */
final class Certificates {
  private static final int SEQUENCE = 0x30;
  private static final int INDEFINITE_LENGTH = 0x80;

  private Certificates() {}

  /** Reads exactly one certificate in DER, with nothing behind it. */
  static X509Certificate parse(byte[] der) throws CertificateException {
    // The JDK reads PEM as well, and follows nested indefinite lengths until its stack overflows.
    if (der.length < 2 || der[0] != SEQUENCE || (der[1] & 0xff) == INDEFINITE_LENGTH) {
      throw new CertificateException("not a sequence of definite length");
    }
    try {
      ByteArrayInputStream in = new ByteArrayInputStream(der);
      X509Certificate certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      if (in.available() > 0 || certificate.getEncoded().length != der.length) {
        throw new CertificateException("bytes after the end of the certificate");
      }
      requireWholeOctets(certificate.getSignature(), der);
      return certificate;
    } catch (RuntimeException e) {
      // The JDK reports some malformed names with unchecked exceptions.
      throw new CertificateException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * The signature ends a certificate, behind the number of bits of its last octet that do not count
   * (RFC 5280, 4.1.1.3). The JDK clears these, whatever the number: the same signature would verify
   * in several spellings.
   */
  private static void requireWholeOctets(byte[] signature, byte[] der) throws CertificateException {
    if (der[der.length - signature.length - 1] != 0) {
      throw new CertificateException("a signature that is not whole octets");
    }
  }

  /** Why a certificate is not accepted. */
  static <T> Outcome<T> unreadable(Exception e) {
    return Outcome.rejected(
        ReasonCode.CERTIFICATE_UNREADABLE, "an X.509 certificate", String.valueOf(e.getMessage()));
  }

  static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a parsed certificate has its encoding", e);
    }
  }

  static boolean isSelfIssued(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }
}
