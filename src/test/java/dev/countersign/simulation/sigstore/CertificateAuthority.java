package dev.countersign.simulation.sigstore;

import java.io.IOException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** A Fulcio-shaped certificate authority: a root, an intermediate, short-lived certificates. */
final class CertificateAuthority {
  static final String URI = "https://fulcio.localsigstore.test";

  private static final X500Name ROOT = new X500Name("O=localsigstore.test,CN=sigstore");
  private static final X500Name INTERMEDIATE =
      new X500Name("O=localsigstore.test,CN=sigstore-intermediate");
  private static final X500Name NONE = new X500Name("");

  /** RFC 5280 wants a subject where there is no alternative name, and the JDK insists. */
  private static final X500Name NOBODY = new X500Name("CN=nobody");

  private static final ASN1ObjectIdentifier SIGNED_CERTIFICATE_TIMESTAMPS =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");

  private final CertifiedKey root;
  private final CertifiedKey intermediate;

  CertificateAuthority(Validity validity) {
    root = CertifiedKey.root(ROOT, validity);
    KeyPair keys = KeyKind.P384.generate();
    CertificateDraft draft =
        root.draft(INTERMEDIATE, keys.getPublic(), validity)
            .addCritical(Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
            .add(Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning))
            .addCritical(Extension.basicConstraints, new BasicConstraints(0));
    intermediate = new CertifiedKey(draft.signedWith(root.privateKey()), keys);
  }

  /** DER of the intermediate, then of the root. */
  List<byte[]> chain() {
    return List.of(intermediate.der(), root.der());
  }

  /**
   * Issues a signing certificate, in DER.
   *
   * @param forCodeSigning whether its extended key usage says so; otherwise it has none
   * @param log issues the embedded certificate timestamp; without one the certificate has none
   */
  byte[] issue(
      PublicKey key,
      WorkflowIdentity identity,
      Validity validity,
      boolean forCodeSigning,
      Optional<CertificateTransparencyLog> log) {
    CertificateDraft draft =
        intermediate
            .draft(identity.subjectAlternativeNames().isEmpty() ? NOBODY : NONE, key, validity)
            .addCritical(Extension.keyUsage, new KeyUsage(KeyUsage.digitalSignature));
    if (forCodeSigning) {
      draft.add(Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning));
    }
    if (!identity.subjectAlternativeNames().isEmpty()) {
      draft.addCritical(
          Extension.subjectAlternativeName,
          new GeneralNames(identity.subjectAlternativeNames().toArray(GeneralName[]::new)));
    }
    identity.claims().forEach((claim, value) -> draft.addRaw(claim.oid(), claim.encode(value)));
    log.ifPresent(issuing -> embedTimestamp(draft, validity, issuing));
    return CertifiedKey.der(draft.signedWith(intermediate.privateKey()));
  }

  private void embedTimestamp(
      CertificateDraft draft, Validity validity, CertificateTransparencyLog log) {
    byte[] timestamps =
        log.timestampsFor(intermediate.keys().getPublic(), toBeSigned(draft), validity.notBefore());
    draft.add(SIGNED_CERTIFICATE_TIMESTAMPS, new DEROctetString(timestamps));
  }

  /**
   * What the log signs: the certificate's body without the timestamps. A real precertificate also
   * has a poison extension, but RFC 6962, section 3.2, takes that away first.
   */
  private byte[] toBeSigned(CertificateDraft draft) {
    try {
      return draft
          .signedWith(intermediate.privateKey())
          .toASN1Structure()
          .getTBSCertificate()
          .getEncoded("DER");
    } catch (IOException e) {
      throw new IllegalStateException("cannot encode the precertificate", e);
    }
  }
}
