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
 * What a Fulcio certificate says about the workflow run it was issued to.
 *
 * @param subjectAlternativeName the one URI; empty when there is none, or more than one name
 * @param values extension values by claim
 * @see <a href="https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md">Fulcio OIDs</a>
 */
record FulcioClaims(String subjectAlternativeName, Map<Claim, String> values) {
  private static final int URI_NAME = 6;

  /** The claims by the number below 1.3.6.1.4.1.57264.1; up to 6 raw text, then DER UTF8String. */
  enum Claim {
    ISSUER_V1(1),
    TRIGGER_V1(2),
    COMMIT_V1(3),
    WORKFLOW_NAME(4),
    REPOSITORY_V1(5),
    REF_V1(6),
    ISSUER(8),
    BUILD_SIGNER_URI(9),
    BUILD_SIGNER_DIGEST(10),
    RUNNER_ENVIRONMENT(11),
    SOURCE_REPOSITORY_URI(12),
    SOURCE_REPOSITORY_DIGEST(13),
    SOURCE_REPOSITORY_REF(14),
    SOURCE_REPOSITORY_ID(15),
    SOURCE_REPOSITORY_OWNER_URI(16),
    SOURCE_REPOSITORY_OWNER_ID(17),
    BUILD_CONFIG_URI(18),
    BUILD_CONFIG_DIGEST(19),
    BUILD_TRIGGER(20),
    RUN_INVOCATION_URI(21),
    SOURCE_REPOSITORY_VISIBILITY(22);

    private final String oid;
    private final boolean raw;

    Claim(int number) {
      this.oid = "1.3.6.1.4.1.57264.1." + number;
      this.raw = number < 8;
    }

    String oid() {
      return oid;
    }
  }

  FulcioClaims {
    values = Map.copyOf(values);
  }

  static Outcome<FulcioClaims> of(X509Certificate certificate) {
    Map<Claim, String> values = new TreeMap<>();
    try {
      for (Claim claim : Claim.values()) {
        byte[] extension = certificate.getExtensionValue(claim.oid());
        if (extension != null) {
          values.put(claim, decode(claim, ASN1OctetString.getInstance(extension).getOctets()));
        }
      }
      return Outcome.read(new FulcioClaims(subjectAlternativeName(certificate), values));
    } catch (IOException | CertificateParsingException | RuntimeException e) {
      // BouncyCastle reports malformed structures with unchecked exceptions as well.
      return Outcome.rejected(
          ReasonCode.CERTIFICATE_UNREADABLE, "readable claims", String.valueOf(e.getMessage()));
    }
  }

  Optional<String> get(Claim claim) {
    return Optional.ofNullable(values.get(claim));
  }

  /** The claims by full OID. */
  Map<String, String> byOid() {
    Map<String, String> byOid = new TreeMap<>();
    values.forEach((claim, value) -> byOid.put(claim.oid(), value));
    return byOid;
  }

  private static String decode(Claim claim, byte[] content) throws IOException {
    if (claim.raw) {
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

  private static String subjectAlternativeName(X509Certificate certificate)
      throws CertificateParsingException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    if (names == null || names.size() != 1) {
      return "";
    }
    List<?> name = names.iterator().next();
    return name.get(0).equals(URI_NAME) ? String.valueOf(name.get(1)) : "";
  }
}
