package dev.countersign.simulation.sigstore;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
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
  private static final X500Name LEAF = new X500Name("O=localsigstore.test,CN=sigstore-tsa");
  private static final ASN1ObjectIdentifier POLICY =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.2");
  private static final AlgorithmIdentifier SHA_256 =
      new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);

  private final CertifiedKey root;
  private final CertifiedKey leaf;
  private final AtomicLong serialNumber = new AtomicLong();

  TimestampAuthority(Validity validity) {
    root = CertifiedKey.root(ROOT, validity);
    KeyPair keys = KeyKind.P384.generate();
    CertificateDraft draft =
        root.draft(LEAF, keys.getPublic(), validity)
            .addCritical(Extension.keyUsage, new KeyUsage(KeyUsage.digitalSignature))
            .addCritical(
                Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
    leaf = new CertifiedKey(draft.signedWith(root.privateKey()), keys);
  }

  /** DER of the leaf, then of the root. */
  List<byte[]> chain() {
    return List.of(leaf.der(), root.der());
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
