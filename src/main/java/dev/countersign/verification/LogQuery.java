package dev.countersign.verification;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The log entry that a signing lacks and that the transparency log can be asked for: the record of
 * this signature over this digest by this certificate.
 *
 * @param digest of the signed artifact, the one that is signed
 * @param signature raw signature
 * @param certificate DER of the signing certificate
 */
public record LogQuery(Digest digest, byte[] signature, byte[] certificate) {
  public LogQuery {
    signature = signature.clone();
    certificate = certificate.clone();
  }

  /**
   * What to ask for; empty when the files are complete, when they cannot be understood, and when
   * their signature is not good. A legacy log promise from before the cut-off needs no proof.
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

  /** Whether the log's answer is a log entry at all, be it a good one or not. */
  public static boolean isAnswer(MaterialFile answer) {
    return RekorAnswer.read(answer.content()) instanceof Outcome.Read;
  }

  private static boolean lacksProof(SignedBundle signing, Instant legacyCutoff) {
    return SigningReader.lacksCheckpoint(signing)
        && signing.logEntries().get(0).getIntegratedTime() >= legacyCutoff.getEpochSecond();
  }

  /** A log takes no signature that does not verify, so it is asked for none. */
  private static Optional<LogQuery> of(SignedBundle signing, Artifact artifact) {
    if (!(signing.content() instanceof SignedContent.Message message)
        || !(signing.key() instanceof KeyMaterial.Certified certified)) {
      return Optional.empty();
    }
    X509Certificate certificate = certified.certificate();
    return new SignatureCheck(artifact, certificate.getPublicKey())
        .check(message)
        .algorithm()
        .flatMap(SigningAlgorithm::hash)
        .flatMap(artifact::digest)
        .map(digest -> new LogQuery(digest, message.signature(), Certificates.der(certificate)));
  }
}
