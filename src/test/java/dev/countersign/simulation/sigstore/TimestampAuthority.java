package dev.countersign.simulation.sigstore;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/**
 * A timestamp authority.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3161">RFC 3161</a>
 */
final class TimestampAuthority {
  static final String URI = "https://timestamp.localsigstore.test/api/v1/timestamp";

  private static final X500Name ROOT = new X500Name("O=localsigstore.test,CN=sigstore-tsa-root");
  private static final X500Name INTERMEDIATE =
      new X500Name("O=localsigstore.test,CN=sigstore-tsa-intermediate");
  private static final X500Name LEAF = new X500Name("O=localsigstore.test,CN=sigstore-tsa");
  private static final ASN1ObjectIdentifier POLICY =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.2");
  private static final AlgorithmIdentifier SHA_256 =
      new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);

  private final CertifiedKey leaf;
  private final List<CertifiedKey> authorities;
  private final AtomicLong serialNumber = new AtomicLong();

  /** An authority whose leaf the first of these keys certifies; the last one is its root's. */
  TimestampAuthority(X500Name name, List<CertifiedKey> authorities, Validity validity) {
    this.authorities = List.copyOf(authorities);
    KeyPair keys = KeyKind.P384.generate();
    CertificateDraft draft =
        authorities
            .get(0)
            .draft(name, keys.getPublic(), validity)
            .addCritical(Extension.keyUsage, new KeyUsage(KeyUsage.digitalSignature))
            .addCritical(
                Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
    leaf = new CertifiedKey(draft.signedWith(authorities.get(0).privateKey()), keys);
  }

  /**
   * An authority of its own, with a chain of two or three certificates: the leaf, perhaps an
   * intermediate, the root.
   */
  static TimestampAuthority founded(Validity validity, int certificates, Validity leafValidity) {
    CertifiedKey root = CertifiedKey.root(ROOT, validity);
    return new TimestampAuthority(
        LEAF,
        certificates == 2
            ? List.of(root)
            : List.of(
                root.intermediate(INTERMEDIATE, validity, 0, KeyPurposeId.id_kp_timeStamping),
                root),
        leafValidity);
  }

  /** DER of the leaf first, of the root last. */
  List<byte[]> chain() {
    return Stream.concat(Stream.of(leaf), authorities.stream()).map(CertifiedKey::der).toList();
  }

  /** DER of a granted TimeStampResp over the message, so long after {@code start}. */
  byte[] timestamp(byte[] message, Instant start, TimestampRequest wanted) {
    TimeStampRequestGenerator asking = new TimeStampRequestGenerator();
    asking.setCertReq(wanted.certificateEmbedded());
    try {
      TimeStampRequest request =
          asking.generate(wanted.imprint().oid(), wanted.imprint().of(message));
      return new TimeStampResponseGenerator(tokens(wanted), TSPAlgorithms.ALLOWED)
          .generate(
              request,
              BigInteger.valueOf(serialNumber.incrementAndGet()),
              Date.from(start.plus(wanted.after())))
          .getEncoded();
    } catch (TSPException | IOException e) {
      throw new IllegalStateException("cannot issue a timestamp", e);
    }
  }

  private TimeStampTokenGenerator tokens(TimestampRequest wanted) throws TSPException {
    try {
      DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder().build();
      SignerInfoGenerator signer =
          new JcaSignerInfoGeneratorBuilder(digests)
              .build(
                  new JcaContentSignerBuilder("SHA384withECDSA").build(leaf.privateKey()),
                  leaf.certificate());
      TimeStampTokenGenerator tokens =
          new TimeStampTokenGenerator(signer, digests.get(SHA_256), POLICY);
      tokens.addCertificates(new JcaCertStore(List.of(leaf.certificate())));
      tokens.setTSA(new GeneralName(leaf.certificate().getSubject()));
      tokens.setAccuracySeconds(1);
      tokens.setResolution(
          wanted.milliseconds()
              ? TimeStampTokenGenerator.R_MILLISECONDS
              : TimeStampTokenGenerator.R_SECONDS);
      return tokens;
    } catch (OperatorCreationException | CertificateEncodingException e) {
      throw new IllegalStateException("cannot sign timestamps", e);
    }
  }
}
