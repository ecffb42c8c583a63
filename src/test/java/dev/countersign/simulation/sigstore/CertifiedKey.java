package dev.countersign.simulation.sigstore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A P-384 key with the certificate of its public half.
 *
 * @param certificate what others see
 * @param keys what it certifies, and the private half
 */
record CertifiedKey(X509CertificateHolder certificate, KeyPair keys) {
  /** A self-signed root. */
  static CertifiedKey root(X500Name name, Validity validity) {
    KeyPair keys = KeyKind.P384.generate();
    CertificateDraft draft =
        new CertificateDraft(name, keys.getPublic(), name, keys.getPublic(), validity)
            .addCritical(Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
            .addCritical(Extension.basicConstraints, new BasicConstraints(true));
    return new CertifiedKey(draft.signedWith(keys.getPrivate()), keys);
  }

  /**
   * An authority that this one certifies.
   *
   * @param below how many further authorities may stand below it
   * @param purpose the only purpose of the certificates that the lowest authority issues
   */
  CertifiedKey intermediate(X500Name name, Validity validity, int below, KeyPurposeId purpose) {
    KeyPair own = KeyKind.P384.generate();
    CertificateDraft draft =
        draft(name, own.getPublic(), validity)
            .addCritical(Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
            .addCritical(Extension.basicConstraints, new BasicConstraints(below));
    if (below == 0) {
      draft.add(Extension.extendedKeyUsage, new ExtendedKeyUsage(purpose));
    }
    return new CertifiedKey(draft.signedWith(privateKey()), own);
  }

  /** Starts a certificate that this key will issue. */
  CertificateDraft draft(X500Name subject, PublicKey subjectKey, Validity validity) {
    return new CertificateDraft(
        certificate.getSubject(), keys.getPublic(), subject, subjectKey, validity);
  }

  PrivateKey privateKey() {
    return keys.getPrivate();
  }

  byte[] der() {
    return der(certificate);
  }

  static byte[] der(X509CertificateHolder certificate) {
    try {
      return certificate.getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
