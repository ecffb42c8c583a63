package dev.countersign.verification;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1UTF8String;

/**
 * What a Fulcio certificate says about whom it was issued to.
 *
 * @param uri the one subject alternative name, where it is a URI
 * @param values values by claim; a name of another kind than URI or e-mail address is none
 * @see <a href="https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md">Fulcio OIDs</a>
 */
record FulcioClaims(Optional<String> uri, Map<Claim, String> values) {
  private static final int EMAIL_NAME = 1;
  private static final int URI_NAME = 6;

  FulcioClaims {
    values = Map.copyOf(values);
  }

  static Outcome<FulcioClaims> of(X509Certificate certificate) {
    Map<Claim, String> values = new TreeMap<>();
    try {
      for (Claim claim : Claim.values()) {
        if (!claim.isFulcioExtension()) {
          continue;
        }
        byte[] extension = certificate.getExtensionValue(claim.oid());
        if (extension != null) {
          values.put(claim, decode(claim, ASN1OctetString.getInstance(extension).getOctets()));
        }
      }
      Optional<List<?>> name = onlyName(certificate);
      name.filter(only -> only.get(0).equals(URI_NAME) || only.get(0).equals(EMAIL_NAME))
          .ifPresent(
              only -> values.put(Claim.SUBJECT_ALTERNATIVE_NAME, String.valueOf(only.get(1))));
      return Outcome.read(
          new FulcioClaims(
              name.filter(only -> only.get(0).equals(URI_NAME))
                  .map(only -> String.valueOf(only.get(1))),
              values));
    } catch (IOException | CertificateParsingException | RuntimeException e) {
      // BouncyCastle reports malformed structures with unchecked exceptions as well.
      return Outcome.rejected(
          ReasonCode.CERTIFICATE_UNREADABLE, "readable claims", String.valueOf(e.getMessage()));
    }
  }

  /** The one name, URI or e-mail address; empty when the certificate names nobody or several. */
  String subjectAlternativeName() {
    return values.getOrDefault(Claim.SUBJECT_ALTERNATIVE_NAME, "");
  }

  Optional<String> get(Claim claim) {
    return Optional.ofNullable(values.get(claim));
  }

  /** Fulcio's extensions by full OID. */
  Map<String, String> byOid() {
    Map<String, String> byOid = new TreeMap<>();
    values.forEach(
        (claim, value) -> {
          if (claim.isFulcioExtension()) {
            byOid.put(claim.oid(), value);
          }
        });
    return byOid;
  }

  private static String decode(Claim claim, byte[] content) throws IOException {
    if (claim.isRaw()) {
      return utf8(content);
    }
    if (ASN1Primitive.fromByteArray(content) instanceof ASN1UTF8String string) {
      return string.getString();
    }
    throw new IOException("claim " + claim.oid() + " is not a UTF8String");
  }

  private static String utf8(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  /** The subject alternative name, if there is exactly one. */
  private static Optional<List<?>> onlyName(X509Certificate certificate)
      throws CertificateParsingException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    return names == null || names.size() != 1
        ? Optional.empty()
        : Optional.of(names.iterator().next());
  }
}
