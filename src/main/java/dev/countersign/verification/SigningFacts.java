package dev.countersign.verification;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a set's signing certificate and log entry say. It is claimed, not verified: only the
 * findings tell what of it is true.
 *
 * @param subjectAlternativeName who signed: the workflow's URL with its ref; empty when the
 *     certificate names nobody or several
 * @param claims values of Fulcio's certificate extensions, by OID
 * @param certificateSha256 fingerprint of the signing certificate
 * @param notBefore first instant of the certificate's validity
 * @param notAfter last instant of the certificate's validity
 * @param signedAt signing time, only when verified
 * @param logIndex index of the entry in the transparency log
 * @param logUrl base URL of the log, only when it is a trusted one
 * @param evidence what backs the entry, only when verified
 * @see <a href="https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md">Fulcio OIDs</a>
 */
public record SigningFacts(
    String subjectAlternativeName,
    Map<String, String> claims,
    Digest certificateSha256,
    Instant notBefore,
    Instant notAfter,
    Optional<Instant> signedAt,
    Optional<Long> logIndex,
    Optional<String> logUrl,
    Optional<LogEvidence> evidence) {
  public SigningFacts {
    claims = Map.copyOf(claims);
  }

  /** What shows that the log holds the entry. */
  public enum LogEvidence {
    /** An inclusion proof that leads to a checkpoint signed by the log. */
    CHECKPOINT,
    /** The log's signed promise alone, as bundles of before 2024 carry it. */
    LEGACY_PROMISE
  }
}
