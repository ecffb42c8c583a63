package dev.countersign.verification;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One Sigstore instance. What it runs decides what a signing must show: an instance with
 * transparency logs demands an entry, one without has its timestamp authority alone, as GitHub's
 * own has.
 *
 * @param certificateAuthorities who issues signing certificates
 * @param timestampAuthorities who signs timestamps
 * @param transparencyLogs where signings are recorded
 * @param certificateTransparencyLogs where certificates are recorded
 * @param recordsSignings whether it has transparency logs, known to us or not
 * @param recordsCertificates whether it has certificate transparency logs, known to us or not
 */
record TrustedInstance(
    List<TrustedAuthority> certificateAuthorities,
    List<TrustedAuthority> timestampAuthorities,
    List<TrustedLog> transparencyLogs,
    List<TrustedLog> certificateTransparencyLogs,
    boolean recordsSignings,
    boolean recordsCertificates) {
  TrustedInstance {
    certificateAuthorities = List.copyOf(certificateAuthorities);
    timestampAuthorities = List.copyOf(timestampAuthorities);
    transparencyLogs = List.copyOf(transparencyLogs);
    certificateTransparencyLogs = List.copyOf(certificateTransparencyLogs);
  }

  Optional<TrustedLog> transparencyLog(byte[] id) {
    return transparencyLogs.stream().filter(log -> log.hasId(id)).findFirst();
  }

  Optional<TrustedLog> certificateTransparencyLog(byte[] id) {
    return certificateTransparencyLogs.stream().filter(log -> log.hasId(id)).findFirst();
  }

  /**
   * An authority that issued a certificate.
   *
   * @param authority whose chain it is
   * @param certificate the certificate of the chain that issued
   */
  record Issuer(TrustedAuthority authority, X509Certificate certificate) {}

  /** Who issued {@code certificate} and was in use at all these times, one or more. */
  Optional<Issuer> issuerOf(X509Certificate certificate, List<Instant> times) {
    return certificateAuthorities.stream()
        .filter(authority -> times.stream().allMatch(authority::validAt))
        .flatMap(
            authority ->
                authority.issuerOf(certificate, times.get(0)).stream()
                    .map(issuer -> new Issuer(authority, issuer)))
        .findFirst();
  }

  /** Whether an authority issued {@code certificate}, at whatever time. */
  boolean issued(X509Certificate certificate) {
    Instant start = certificate.getNotBefore().toInstant();
    return certificateAuthorities.stream()
        .anyMatch(authority -> authority.issuerOf(certificate, start).isPresent());
  }

  /** Whether an entry of {@code bundle} names one of the logs. */
  boolean knowsLogOf(SignedBundle bundle) {
    return bundle.logEntries().stream()
        .anyMatch(entry -> transparencyLog(entry.getLogId().getKeyId().toByteArray()).isPresent());
  }
}
