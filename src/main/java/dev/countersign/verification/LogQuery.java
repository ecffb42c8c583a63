package dev.countersign.verification;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The log entry that a signing lacks and that the transparency log can be asked for: the record of
 * this signature over this digest by this certificate.
 *
 * @param sha256 of the signed artifact
 * @param signature raw signature
 * @param certificate DER of the signing certificate
 */
public record LogQuery(Digest sha256, byte[] signature, byte[] certificate) {
  public LogQuery {
    signature = signature.clone();
    certificate = certificate.clone();
  }

  /**
   * What to ask for; empty when the files are complete, or when they cannot be understood. A legacy
   * log promise from before the cut-off needs no proof.
   */
  public static Optional<LogQuery> wanted(
      Artifact artifact, SignatureFiles files, Instant legacyCutoff) {
    if (!files.logEntries().isEmpty()) {
      return Optional.empty();
    }
    return new SigningReader(files)
        .read().stream()
            .flatMap(
                reading ->
                    reading.signing() instanceof Outcome.Read<SignedBundle> read
                        ? Stream.of(read.value())
                        : Stream.empty())
            .filter(signing -> files.bundles().isEmpty() || lacksProof(signing, legacyCutoff))
            .flatMap(signing -> of(signing, artifact).stream())
            .findFirst();
  }

  private static boolean lacksProof(SignedBundle signing, Instant legacyCutoff) {
    return SigningReader.lacksCheckpoint(signing)
        && signing.logEntries().get(0).getIntegratedTime() >= legacyCutoff.getEpochSecond();
  }

  private static Optional<LogQuery> of(SignedBundle signing, Artifact artifact) {
    Optional<Digest> digest = artifact.digest(Digest.Algorithm.SHA_256);
    if (digest.isEmpty()
        || !(signing.content() instanceof SignedContent.Message message)
        || !(signing.key() instanceof KeyMaterial.Certified certified)) {
      return Optional.empty();
    }
    X509Certificate certificate = certified.certificate();
    return Optional.of(
        new LogQuery(digest.get(), message.signature(), Certificates.der(certificate)));
  }
}
