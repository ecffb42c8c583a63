package dev.countersign.verification;

import dev.countersign.verification.KeyMaterial.Certified;
import java.nio.charset.CharacterCodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a Fulcio certificate says about whom it was issued to.
 *
 * @param uri the one subject alternative name, where it is a URI
 * @param values values by claim; a name of another kind than URI or e-mail address is none
 * @see <a href="https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md">Fulcio OIDs</a>
 */
record FulcioClaims(Optional<String> uri, Map<Claim, String> values) {
  private static final Map<Claim, CertificateExtensions.Id> EXTENSIONS =
      new EnumMap<>(
          Arrays.stream(Claim.values())
              .filter(Claim::isFulcioExtension)
              .collect(
                  Collectors.toMap(
                      Function.identity(), claim -> CertificateExtensions.Id.of(claim.oid()))));

  private static final int EMAIL_NAME = 1;
  private static final int URI_NAME = 6;

  FulcioClaims {
    values = Map.copyOf(values);
  }

  static Outcome<FulcioClaims> of(Certified signer) {
    Map<Claim, String> values = new EnumMap<>(Claim.class);
    try {
      for (Map.Entry<Claim, CertificateExtensions.Id> extension : EXTENSIONS.entrySet()) {
        Optional<byte[]> content = signer.extensions().content(extension.getValue());
        if (content.isPresent()) {
          values.put(extension.getKey(), decode(extension.getKey(), content.get()));
        }
      }
      Optional<List<?>> name = onlyName(signer.certificate());
      name.filter(only -> only.get(0).equals(URI_NAME) || only.get(0).equals(EMAIL_NAME))
          .ifPresent(
              only -> values.put(Claim.SUBJECT_ALTERNATIVE_NAME, String.valueOf(only.get(1))));
      return Outcome.read(
          new FulcioClaims(
              name.filter(only -> only.get(0).equals(URI_NAME))
                  .map(only -> String.valueOf(only.get(1))),
              values));
    } catch (CertificateParsingException | RuntimeException e) {
      // The JDK reports some malformed names with unchecked exceptions, as decode does claims.
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
    Map<String, String> byOid = new HashMap<>();
    values.forEach(
        (claim, value) -> {
          if (claim.isFulcioExtension()) {
            byOid.put(claim.oid(), value);
          }
        });
    return byOid;
  }

  private static String decode(Claim claim, byte[] content) {
    try {
      return StrictUtf8.text(
          claim.isRaw() ? content : DerElement.onlyValue(DerElement.UTF8_STRING, content));
    } catch (CharacterCodingException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "claim " + claim.oid() + " is not " + (claim.isRaw() ? "UTF-8" : "a UTF8String"), e);
    }
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
