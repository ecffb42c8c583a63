package dev.countersign.simulation.sigstore;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * What a signing certificate says besides its identity: {@link #fulcio} as the public instance's,
 * the other methods for single deviations.
 *
 * @param subject distinguished name, or an empty one
 * @param keyUsage bits of {@link KeyUsage}; empty: no such extension
 * @param purposes extended key usage; empty: no such extension
 * @param authority what the basic constraints say; empty: no such extension
 * @param timestamps embedded SCTs; empty: no such extension
 * @param criticalNames whether the subject alternative name is critical
 * @param issuer which certificate of the authority's chain issues it: 0 is the first
 */
public record CertificateProfile(
    String subject,
    OptionalInt keyUsage,
    List<KeyPurposeId> purposes,
    Optional<Boolean> authority,
    List<SctRequest> timestamps,
    boolean criticalNames,
    int issuer) {
  public CertificateProfile {
    purposes = List.copyOf(purposes);
    timestamps = List.copyOf(timestamps);
  }

  /** Digital signatures for code signing, one SCT, and nothing else. */
  public static CertificateProfile fulcio() {
    return new CertificateProfile(
        "",
        OptionalInt.of(KeyUsage.digitalSignature),
        List.of(KeyPurposeId.id_kp_codeSigning),
        Optional.empty(),
        List.of(SctRequest.prompt()),
        true,
        0);
  }

  /**
   * That of GitHub's release attestations: a named subject, no SCT, and issued by the authority's
   * second certificate.
   */
  static CertificateProfile releaseAttester() {
    return new CertificateProfile(
        "O=GitHub\\, Inc.,CN=Attester",
        OptionalInt.of(KeyUsage.digitalSignature),
        List.of(KeyPurposeId.id_kp_codeSigning),
        Optional.of(false),
        List.of(),
        false,
        1);
  }

  public CertificateProfile withKeyUsage(int bits) {
    return new CertificateProfile(
        subject, OptionalInt.of(bits), purposes, authority, timestamps, criticalNames, issuer);
  }

  public CertificateProfile withoutKeyUsage() {
    return new CertificateProfile(
        subject, OptionalInt.empty(), purposes, authority, timestamps, criticalNames, issuer);
  }

  public CertificateProfile withPurposes(KeyPurposeId... others) {
    return new CertificateProfile(
        subject, keyUsage, List.of(others), authority, timestamps, criticalNames, issuer);
  }

  /** Its basic constraints say whether it is an authority. */
  public CertificateProfile withAuthority(boolean isAuthority) {
    return new CertificateProfile(
        subject, keyUsage, purposes, Optional.of(isAuthority), timestamps, criticalNames, issuer);
  }

  /** It has these SCTs, in this order, or none. */
  public CertificateProfile withTimestamps(SctRequest... others) {
    return new CertificateProfile(
        subject, keyUsage, purposes, authority, List.of(others), criticalNames, issuer);
  }

  /** The certificate at this place of the authority's chain issues it. */
  public CertificateProfile withIssuer(int place) {
    return new CertificateProfile(
        subject, keyUsage, purposes, authority, timestamps, criticalNames, place);
  }
}
