package dev.countersign.simulation.sigstore;

import java.io.IOException;
import java.math.BigInteger;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate that is being written: extensions are added one by one, then it is signed. */
final class CertificateDraft {
  /** Fulcio's serial numbers have 160 bits, the most that RFC 5280 allows a positive one. */
  private static final int SERIAL_NUMBER_BITS = 159;

  private final X509v3CertificateBuilder builder;

  CertificateDraft(
      X500Name issuer,
      PublicKey issuerKey,
      X500Name subject,
      PublicKey subjectKey,
      Validity validity) {
    builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            new BigInteger(SERIAL_NUMBER_BITS, new SecureRandom()),
            Date.from(validity.notBefore()),
            Date.from(validity.notAfter()),
            subject,
            subjectKey);
    try {
      JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
      add(Extension.subjectKeyIdentifier, identifiers.createSubjectKeyIdentifier(subjectKey));
      add(Extension.authorityKeyIdentifier, identifiers.createAuthorityKeyIdentifier(issuerKey));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("cannot identify keys", e);
    }
  }

  CertificateDraft add(ASN1ObjectIdentifier oid, ASN1Encodable value) {
    return add(oid, false, encoded(value));
  }

  CertificateDraft addCritical(ASN1ObjectIdentifier oid, ASN1Encodable value) {
    return add(oid, true, encoded(value));
  }

  /** Adds an extension whose value is these bytes as they are, be they DER or not. */
  CertificateDraft addRaw(ASN1ObjectIdentifier oid, byte[] value) {
    return add(oid, false, value);
  }

  /** The certificate as it stands; the draft may go on. Authorities have P-384 keys. */
  X509CertificateHolder signedWith(PrivateKey issuerKey) {
    try {
      return builder.build(new JcaContentSignerBuilder("SHA384withECDSA").build(issuerKey));
    } catch (OperatorCreationException e) {
      throw new IllegalStateException("cannot sign the certificate", e);
    }
  }

  private CertificateDraft add(ASN1ObjectIdentifier oid, boolean critical, byte[] value) {
    try {
      builder.addExtension(oid, critical, value);
      return this;
    } catch (IOException e) {
      throw new IllegalStateException("cannot add extension " + oid, e);
    }
  }

  private static byte[] encoded(ASN1Encodable value) {
    try {
      return value.toASN1Primitive().getEncoded("DER");
    } catch (IOException e) {
      throw new IllegalStateException("cannot encode " + value, e);
    }
  }
}
