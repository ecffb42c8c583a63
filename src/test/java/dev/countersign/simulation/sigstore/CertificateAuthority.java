package dev.countersign.simulation.sigstore;

import java.io.IOException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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

/** A Fulcio-shaped certificate authority: a root, intermediates, short-lived certificates. */
final class CertificateAuthority {
  static final String URI = "https://fulcio.localsigstore.test";

  private static final X500Name ROOT = new X500Name("O=localsigstore.test,CN=sigstore");
  private static final X500Name INTERMEDIATE =
      new X500Name("O=localsigstore.test,CN=sigstore-intermediate");
  private static final X500Name UPPER_INTERMEDIATE =
      new X500Name("O=localsigstore.test,CN=sigstore-intermediate-l1");
  private static final KeyPurposeId PURPOSE = KeyPurposeId.id_kp_codeSigning;

  /** RFC 5280 wants a subject where there is no alternative name, and the JDK insists. */
  private static final X500Name NOBODY = new X500Name("CN=nobody");

  private static final ASN1ObjectIdentifier SIGNED_CERTIFICATE_TIMESTAMPS =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");

  private final List<CertifiedKey> chain;

  /** An authority that issues with the first of these keys; the last one is its root's. */
  CertificateAuthority(List<CertifiedKey> chain) {
    this.chain = List.copyOf(chain);
  }

  /**
   * An authority of its own, with a chain of one, two or three certificates: the root, the
   * intermediate that it certified, and the one that this certified.
   */
  static CertificateAuthority founded(Validity validity, int certificates) {
    List<CertifiedKey> chain = new ArrayList<>();
    chain.add(CertifiedKey.root(ROOT, validity));
    for (int below = certificates - 2; below >= 0; below--) {
      X500Name name = below == 0 ? INTERMEDIATE : UPPER_INTERMEDIATE;
      chain.add(0, chain.get(0).intermediate(name, validity, below, PURPOSE));
    }
    return new CertificateAuthority(chain);
  }

  /** DER of the issuing certificate first, of the root last. */
  List<byte[]> chain() {
    return chain.stream().map(CertifiedKey::der).toList();
  }

  /**
   * Issues a signing certificate, in DER.
   *
   * @param logs the log that makes an embedded certificate timestamp
   */
  byte[] issue(
      PublicKey key,
      WorkflowIdentity identity,
      Validity validity,
      CertificateProfile profile,
      Function<SctRequest, CertificateTransparencyLog> logs) {
    CertifiedKey issuer = chain.get(profile.issuer());
    CertificateDraft draft = issuer.draft(subject(identity, profile), key, validity);
    profile.keyUsage().ifPresent(bits -> draft.addCritical(Extension.keyUsage, new KeyUsage(bits)));
    if (!profile.purposes().isEmpty()) {
      draft.add(
          Extension.extendedKeyUsage,
          new ExtendedKeyUsage(profile.purposes().toArray(KeyPurposeId[]::new)));
    }
    profile
        .authority()
        .ifPresent(
            isAuthority ->
                draft.addCritical(Extension.basicConstraints, new BasicConstraints(isAuthority)));
    addNames(draft, identity, profile.criticalNames());
    identity.claims().forEach((claim, value) -> draft.addRaw(claim.oid(), claim.encode(value)));
    if (!profile.timestamps().isEmpty()) {
      embedTimestamps(draft, issuer, validity.notBefore(), profile, logs);
    }
    return CertifiedKey.der(draft.signedWith(issuer.privateKey()));
  }

  private static X500Name subject(WorkflowIdentity identity, CertificateProfile profile) {
    return profile.subject().isEmpty() && identity.subjectAlternativeNames().isEmpty()
        ? NOBODY
        : new X500Name(profile.subject());
  }

  private static void addNames(
      CertificateDraft draft, WorkflowIdentity identity, boolean critical) {
    GeneralName[] names = identity.subjectAlternativeNames().toArray(GeneralName[]::new);
    if (names.length == 0) {
      return;
    }
    if (critical) {
      draft.addCritical(Extension.subjectAlternativeName, new GeneralNames(names));
    } else {
      draft.add(Extension.subjectAlternativeName, new GeneralNames(names));
    }
  }

  private static void embedTimestamps(
      CertificateDraft draft,
      CertifiedKey issuer,
      Instant issuedAt,
      CertificateProfile profile,
      Function<SctRequest, CertificateTransparencyLog> logs) {
    byte[] toBeSigned = toBeSigned(draft, issuer);
    List<byte[]> timestamps =
        profile.timestamps().stream()
            .map(
                wanted ->
                    logs.apply(wanted)
                        .timestamp(
                            issuer.keys().getPublic(),
                            wanted.ofOther() ? altered(toBeSigned) : toBeSigned,
                            issuedAt.plus(wanted.after()),
                            wanted.extensions().toByteArray()))
            .toList();
    draft.add(
        SIGNED_CERTIFICATE_TIMESTAMPS,
        new DEROctetString(CertificateTransparencyLog.list(timestamps)));
  }

  private static byte[] altered(byte[] toBeSigned) {
    byte[] altered = toBeSigned.clone();
    altered[altered.length - 1] ^= 1;
    return altered;
  }

  /**
   * What the logs sign: the certificate's body without the timestamps. A real precertificate also
   * has a poison extension, but RFC 6962, section 3.2, takes that away first.
   */
  private static byte[] toBeSigned(CertificateDraft draft, CertifiedKey issuer) {
    try {
      return draft
          .signedWith(issuer.privateKey())
          .toASN1Structure()
          .getTBSCertificate()
          .getEncoded("DER");
    } catch (IOException e) {
      throw new IllegalStateException("cannot encode the precertificate", e);
    }
  }
}
