package dev.countersign.verification;

import dev.countersign.verification.KeyMaterial.Certified;
import dev.countersign.verification.TrustedInstance.Issuer;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Checks that a trusted authority issued the signing certificate for code signing and that its
 * issuance was made public.
 *
 * @see <a href="https://github.com/sigstore/fulcio/blob/main/docs/certificate-specification.md">
 *     Fulcio certificate specification</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6962#section-3.2">RFC 6962, 3.2</a>
 */
final class CertificateCheck {
  private static final CertificateExtensions.Id BASIC_CONSTRAINTS =
      CertificateExtensions.Id.of("2.5.29.19");
  private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";

  private final TrustedInstance instance;
  private final Findings findings;

  CertificateCheck(TrustedInstance instance, Findings findings) {
    this.instance = instance;
    this.findings = findings;
  }

  /** Gathers findings about a certificate used at these times, one or more. */
  void check(Certified signer, List<Instant> times) {
    X509Certificate certificate = signer.certificate();
    checkPurpose(signer);
    Optional<Issuer> issuer = instance.issuerOf(certificate, times);
    if (issuer.isEmpty()) {
      findings.fail(
          Check.CERTIFICATE,
          ReasonCode.CERTIFICATE_CHAIN_UNTRUSTED,
          "a certificate issued by an authority of the trusted root, valid at " + times.get(0),
          "issued by " + certificate.getIssuerX500Principal().getName());
      findings.fail(
          Check.CERTIFICATE_TRANSPARENCY,
          ReasonCode.SCT_INVALID,
          "a timestamp over a certificate of a trusted authority",
          "the authority is not trusted");
      return;
    }
    checkFurther(signer.further(), issuer.get().authority());
    findings.passUnlessFailed(
        Check.CERTIFICATE,
        "issued by " + issuer.get().certificate().getSubjectX500Principal().getName());
    checkTransparency(signer, issuer.get().certificate());
  }

  /** What else stands in the bundle says nothing; it may only repeat the authority's chain. */
  private void checkFurther(List<X509Certificate> further, TrustedAuthority issuer) {
    for (X509Certificate certificate : further) {
      if (!issuer.chain().contains(certificate)) {
        findings.fail(
            Check.CERTIFICATE,
            ReasonCode.CERTIFICATE_CHAIN_UNTRUSTED,
            "only certificates of the chain of "
                + issuer.chain().get(0).getSubjectX500Principal().getName(),
            "one of " + certificate.getSubjectX500Principal().getName());
      }
    }
  }

  private void checkPurpose(Certified signer) {
    X509Certificate certificate = signer.certificate();
    boolean[] keyUsage = certificate.getKeyUsage();
    List<String> extended;
    try {
      List<String> found = certificate.getExtendedKeyUsage();
      extended = found == null ? List.of() : found;
    } catch (CertificateException e) {
      extended = List.of();
    }
    boolean signsDigitally = keyUsage != null && keyUsage[0];
    boolean authority = isAuthority(signer);
    if (!signsDigitally || !extended.contains(CODE_SIGNING) || authority) {
      findings.fail(
          Check.CERTIFICATE,
          ReasonCode.CERTIFICATE_NOT_FOR_CODE_SIGNING,
          "key usage digital signature, extended key usage code signing, not an authority",
          "digital signature: "
              + signsDigitally
              + ", extended key usage: "
              + extended
              + ", authority: "
              + authority);
    }
  }

  /** Asked for basic constraints that are not there, the JDK throws exceptions inside. */
  private static boolean isAuthority(Certified signer) {
    return signer.extensions().content(BASIC_CONSTRAINTS).isPresent()
        && signer.certificate().getBasicConstraints() >= 0;
  }

  private void checkTransparency(Certified signer, X509Certificate issuer) {
    if (!instance.recordsCertificates()) {
      findings.pass(
          Check.CERTIFICATE_TRANSPARENCY, "none: the instance has no log of certificates");
      return;
    }
    Optional<byte[]> timestamps = signer.extensions().content(CertificateTimestamp.LIST);
    if (timestamps.isEmpty()) {
      findings.fail(
          Check.CERTIFICATE_TRANSPARENCY,
          ReasonCode.SCT_MISSING,
          "a signed certificate timestamp",
          "none");
      return;
    }
    Optional<TrustedLog> log = loggedIn(signer.certificate(), issuer, timestamps.get());
    if (log.isPresent()) {
      findings.pass(Check.CERTIFICATE_TRANSPARENCY, "published in " + log.get().baseUrl());
    } else {
      findings.fail(
          Check.CERTIFICATE_TRANSPARENCY,
          ReasonCode.SCT_INVALID,
          "a signed certificate timestamp by a log of the trusted root",
          "none that verifies");
    }
  }

  private Optional<TrustedLog> loggedIn(
      X509Certificate certificate, X509Certificate issuer, byte[] timestamps) {
    try {
      byte[] precertificate = Precertificate.of(certificate, issuer);
      return CertificateTimestamp.in(timestamps).stream()
          .flatMap(
              timestamp ->
                  instance.certificateTransparencyLog(timestamp.logId()).stream()
                      .filter(log -> log.validAt(timestamp.time()))
                      .filter(log -> timestamp.isSignedBy(log, precertificate)))
          .findFirst();
    } catch (CertificateException e) {
      return Optional.empty();
    }
  }
}
