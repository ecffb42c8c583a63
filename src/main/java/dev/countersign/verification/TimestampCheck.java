package dev.countersign.verification;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.util.encoders.Hex;

/**
 * Verifies RFC 3161 timestamps over a signature. Each one that a bundle carries must verify.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3161">RFC 3161</a>
 */
final class TimestampCheck {
  /**
   * What a timestamp says, whatever it is wrapped in.
   *
   * @param authority who says it
   * @param info hex of the signed TSTInfo, which has a serial number of the authority's
   */
  private record Stated(TrustedAuthority authority, String info) {}

  private final TrustedInstance instance;

  TimestampCheck(TrustedInstance instance) {
    this.instance = instance;
  }

  /** The times, in the bundle's order. */
  Outcome<List<Instant>> check(List<byte[]> responses, byte[] signature) {
    Set<Stated> distinct = new HashSet<>();
    List<Instant> times = new ArrayList<>();
    for (byte[] response : responses) {
      Outcome<Instant> time = check(response, signature, distinct);
      if (!(time instanceof Outcome.Read<Instant> read)) {
        return time.then(impossible -> Outcome.read(List.of()));
      }
      times.add(read.value());
    }
    return Outcome.read(times);
  }

  private Outcome<Instant> check(byte[] der, byte[] signature, Set<Stated> distinct) {
    try {
      TimeStampResponse response = new TimeStampResponse(der);
      TimeStampToken token = response.getTimeStampToken();
      if (response.getStatus() > 1 || token == null) {
        return rejected("a granted timestamp", "status " + response.getStatus());
      }
      MessageDigest hash = hash(token.getTimeStampInfo().getMessageImprintAlgOID());
      if (!MessageDigest.isEqual(
          hash.digest(signature), token.getTimeStampInfo().getMessageImprintDigest())) {
        return rejected("a timestamp over the signature", "a timestamp over something else");
      }
      Instant time = token.getTimeStampInfo().getGenTime().toInstant();
      for (TrustedAuthority authority : instance.timestampAuthorities()) {
        if (authority.validAt(time) && isSignedBy(token, authority, time)) {
          String info = Hex.toHexString(token.getTimeStampInfo().getEncoded());
          return distinct.add(new Stated(authority, info))
              ? Outcome.read(time)
              : rejected("distinct timestamps", "the same one twice");
        }
      }
      return rejected(
          "a timestamp by an authority of the trusted root, valid at " + time,
          "no such authority signed it");
    } catch (TSPException
        | IOException
        | CertificateException
        | NoSuchAlgorithmException
        | OperatorCreationException
        | RuntimeException e) {
      // BouncyCastle reports malformed structures with unchecked exceptions as well.
      return rejected("a well-formed RFC 3161 response", String.valueOf(e.getMessage()));
    }
  }

  /**
   * Whether the signer's certificate is of the authority: in its chain, or in the token and issued
   * by the chain. A token with any other certificate is not the authority's.
   */
  private static boolean isSignedBy(TimeStampToken token, TrustedAuthority authority, Instant time)
      throws CertificateException, OperatorCreationException, IOException {
    List<X509CertificateHolder> certificates = new ArrayList<>();
    for (X509Certificate certificate : authority.chain()) {
      certificates.add(new JcaX509CertificateHolder(certificate));
    }
    for (X509CertificateHolder embedded : token.getCertificates().getMatches(null)) {
      X509Certificate certificate = Certificates.parse(embedded.getEncoded());
      if (!authority.chain().contains(certificate)
          && authority.issuerOf(certificate, time).isEmpty()) {
        return false;
      }
      certificates.add(embedded);
    }
    for (X509CertificateHolder certificate : certificates) {
      if (token.getSID().match(certificate) && validates(token, certificate)) {
        return true;
      }
    }
    return false;
  }

  /** Checks signature, signer's certificate, its validity then and its purpose (RFC 3161, 2.3). */
  private static boolean validates(TimeStampToken token, X509CertificateHolder signer)
      throws CertificateException, OperatorCreationException {
    try {
      token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
      return true;
    } catch (TSPException e) {
      return false;
    }
  }

  private static MessageDigest hash(ASN1ObjectIdentifier oid) throws NoSuchAlgorithmException {
    if (oid.equals(NISTObjectIdentifiers.id_sha256)) {
      return MessageDigest.getInstance("SHA-256");
    }
    if (oid.equals(NISTObjectIdentifiers.id_sha384)) {
      return MessageDigest.getInstance("SHA-384");
    }
    if (oid.equals(NISTObjectIdentifiers.id_sha512)) {
      return MessageDigest.getInstance("SHA-512");
    }
    throw new NoSuchAlgorithmException("imprint of algorithm " + oid);
  }

  private static <T> Outcome<T> rejected(String expected, String actual) {
    return Outcome.rejected(ReasonCode.TIMESTAMP_INVALID, expected, actual);
  }
}
