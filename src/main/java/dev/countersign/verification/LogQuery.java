package dev.countersign.verification;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A log entry that a signing lacks, in whole or its proof, and that the transparency log can be
 * asked for: the record of this signature over this digest by this certificate.
 *
 * @param digest of the signed artifact, the one that is signed
 * @param signature raw signature
 * @param certificate DER of the signing certificate
 * @param index of the entry in the log, when only its proof is lacking; empty: any will do
 */
public record LogQuery(Digest digest, byte[] signature, byte[] certificate, OptionalLong index) {
  /** More are asked for no artifact, however many files there are. */
  private static final int MOST = 5;

  public LogQuery {
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(index, "index");
    signature = signature.clone();
    certificate = certificate.clone();
  }

  /**
   * What to ask for, each entry once; nothing when the files are complete, and nothing for files
   * that cannot be understood or whose signature is not good. A legacy log promise from before the
   * cut-off needs no proof.
   */
  public static List<LogQuery> wanted(
      Artifact artifact, SignatureFiles files, Instant legacyCutoff) {
    return new SigningReader(files)
        .read().stream()
            .flatMap(
                reading ->
                    reading.signing() instanceof Outcome.Read<SignedBundle> read
                        ? Stream.of(read.value())
                        : Stream.empty())
            .filter(
                signing ->
                    files.bundles().isEmpty()
                        ? signing.logEntries().isEmpty()
                        : lacksProof(signing, legacyCutoff))
            .flatMap(signing -> of(signing, artifact).stream())
            .distinct()
            .limit(MOST)
            .toList();
  }

  /** Whether the log's answer is a log entry at all, be it a good one or not. */
  public static boolean isAnswer(MaterialFile answer) {
    return RekorAnswer.read(answer.content()) instanceof Outcome.Read;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LogQuery query
        && digest.equals(query.digest)
        && Arrays.equals(signature, query.signature)
        && Arrays.equals(certificate, query.certificate)
        && index.equals(query.index);
  }

  @Override
  public int hashCode() {
    return Objects.hash(digest, Arrays.hashCode(signature), Arrays.hashCode(certificate), index);
  }

  private static boolean lacksProof(SignedBundle signing, Instant legacyCutoff) {
    return signing.lacksCheckpoint()
        && signing.logEntries().get(0).getIntegratedTime() >= legacyCutoff.getEpochSecond();
  }

  /** A log takes no signature that does not verify, so it is asked for none. */
  private static Optional<LogQuery> of(SignedBundle signing, Artifact artifact) {
    if (!(signing.content() instanceof SignedContent.Message message)
        || !(signing.key() instanceof KeyMaterial.Certified certified)) {
      return Optional.empty();
    }
    X509Certificate certificate = certified.certificate();
    OptionalLong index =
        signing.logEntries().stream().mapToLong(entry -> entry.getLogIndex()).findFirst();
    return new SignatureCheck(artifact, certificate.getPublicKey())
        .check(message)
        .algorithm()
        .flatMap(SigningAlgorithm::hash)
        .flatMap(artifact::digest)
        .map(
            digest ->
                new LogQuery(digest, message.signature(), Certificates.der(certificate), index));
  }
}
