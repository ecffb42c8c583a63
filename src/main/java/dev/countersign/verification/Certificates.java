package dev.countersign.verification;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** X.509 certificates in DER and PEM (RFC 5280, RFC 7468). */
final class Certificates {
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";
  private static final int SEQUENCE = 0x30;
  private static final int INDEFINITE_LENGTH = 0x80;

  private Certificates() {}

  /** Reads exactly one certificate in DER, with nothing behind it. */
  static X509Certificate parse(byte[] der) throws CertificateException {
    // The JDK reads PEM as well, and follows nested indefinite lengths until its stack overflows.
    if (der.length < 2 || der[0] != SEQUENCE || (der[1] & 0xff) == INDEFINITE_LENGTH) {
      throw new CertificateException("not a sequence of definite length");
    }
    ByteArrayInputStream in = new ByteArrayInputStream(der);
    X509Certificate certificate =
        (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    if (in.available() > 0 || certificate.getEncoded().length != der.length) {
      throw new CertificateException("bytes after the end of the certificate");
    }
    return certificate;
  }

  /**
   * DER of the one certificate in {@code text}: PEM, or base64 of PEM as cosign writes it.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static byte[] derFromPem(byte[] text) {
    String pem = new String(text, StandardCharsets.US_ASCII).strip();
    if (!pem.contains("-----BEGIN")) {
      pem = new String(decode(pem), StandardCharsets.US_ASCII).strip();
    }
    if (!pem.startsWith(BEGIN)
        || !pem.endsWith(END)
        || pem.length() < BEGIN.length() + END.length()) {
      throw new IllegalArgumentException("not exactly one PEM certificate");
    }
    return decode(pem.substring(BEGIN.length(), pem.length() - END.length()));
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

  /** Base64 with line breaks. */
  private static byte[] decode(String base64) {
    return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
  }
}
