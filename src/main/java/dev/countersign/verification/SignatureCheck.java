package dev.countersign.verification;

import java.security.PublicKey;
import java.util.List;
import java.util.Optional;

/** Checks that a key signed an artifact, or a statement about it. */
final class SignatureCheck {
  private static final String ACCEPTED_KEYS =
      "an EC key of P-256, P-384 or P-521, an RSA key of 2048 to 4096 bits, or an Ed25519 key";

  /**
   * What was found.
   *
   * @param finding about {@link Check#SIGNATURE}
   * @param signed the bytes that the signature is over
   * @param algorithm how it was made; empty when it does not verify
   */
  record Result(Finding finding, Artifact signed, Optional<SigningAlgorithm> algorithm) {}

  private final Artifact artifact;
  private final PublicKey key;

  SignatureCheck(Artifact artifact, PublicKey key) {
    this.artifact = artifact;
    this.key = key;
  }

  Result check(SignedContent content) {
    if (content instanceof SignedContent.Envelope envelope) {
      return checkEnvelope(envelope);
    }
    return checkMessage((SignedContent.Message) content);
  }

  private Result checkMessage(SignedContent.Message message) {
    if (message.claimedDigest().isEmpty()) {
      return verify(artifact, message, SigningAlgorithm.of(key), "");
    }
    Digest claimed = message.claimedDigest().get();
    Optional<Digest> actual = artifact.digest(claimed.algorithm());
    String name = claimed.algorithm().displayName() + " ";
    if (!actual.equals(Optional.of(claimed))) {
      return failed(
          artifact,
          ReasonCode.DIGEST_MISMATCH,
          name + claimed + " as signed",
          actual.map(digest -> name + digest).orElse("another digest: " + artifact.name()));
    }
    List<SigningAlgorithm> possible =
        SigningAlgorithm.of(key).stream()
            .filter(
                algorithm -> algorithm.hash().orElse(claimed.algorithm()) == claimed.algorithm())
            .toList();
    return verify(artifact, message, possible, "");
  }

  private Result checkEnvelope(SignedContent.Envelope envelope) {
    Artifact encoding = Artifact.of("the envelope", envelope.preAuthenticationEncoding());
    Outcome<InTotoStatement> reading = InTotoStatement.in(envelope);
    if (reading instanceof Outcome.Rejected<InTotoStatement> rejected) {
      return new Result(rejected.finding(Check.SIGNATURE), encoding, Optional.empty());
    }
    InTotoStatement statement = ((Outcome.Read<InTotoStatement>) reading).value();
    if (!statement.isAbout(artifact)) {
      return failed(
          encoding,
          ReasonCode.SUBJECT_MISMATCH,
          "a statement about " + describe(artifact),
          "a statement about " + describe(statement.subjects()));
    }
    return verify(
        encoding,
        envelope,
        SigningAlgorithm.of(key),
        ", in a statement of type " + statement.predicateType());
  }

  private Result verify(
      Artifact signed, SignedContent content, List<SigningAlgorithm> possible, String how) {
    if (possible.isEmpty()) {
      List<SigningAlgorithm> ofKey = SigningAlgorithm.of(key);
      return failed(
          signed,
          ReasonCode.BUNDLE_UNSUPPORTED,
          ofKey.isEmpty() ? ACCEPTED_KEYS : "a digest that goes with the key: " + ofKey.get(0),
          SigningAlgorithm.describe(key) + (ofKey.isEmpty() ? "" : " over another digest"));
    }
    for (SigningAlgorithm algorithm : possible) {
      if (Signatures.isValid(algorithm, key, signed, content.signature())) {
        return new Result(
            Finding.passed(
                Check.SIGNATURE,
                artifact.name()
                    + ", "
                    + SigningAlgorithm.describe(key)
                    + digest(signed, algorithm)
                    + how),
            signed,
            Optional.of(algorithm));
      }
    }
    return failed(
        signed,
        ReasonCode.SIGNATURE_INVALID,
        "a signature over " + signed.name() + " by the signer's key",
        "one that does not verify");
  }

  private static String digest(Artifact signed, SigningAlgorithm algorithm) {
    return algorithm
        .hash()
        .flatMap(signed::digest)
        .map(digest -> " over " + digest.algorithm().displayName() + " " + digest)
        .orElse("");
  }

  private static Result failed(Artifact signed, ReasonCode reason, String expected, String actual) {
    return new Result(
        Finding.failed(Check.SIGNATURE, reason, expected, actual), signed, Optional.empty());
  }

  private static String describe(Artifact artifact) {
    return artifact.name()
        + artifact.digest(Digest.Algorithm.SHA_256).map(digest -> ", SHA-256 " + digest).orElse("");
  }

  private static String describe(List<InTotoStatement.Subject> subjects) {
    return subjects.isEmpty()
        ? "nothing"
        : subjects.get(0).name()
            + " "
            + subjects.get(0).digests().values().stream().sorted().findFirst().orElse("")
            + (subjects.size() == 1 ? "" : " and " + (subjects.size() - 1) + " others");
  }
}
