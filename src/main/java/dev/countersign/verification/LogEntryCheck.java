package dev.countersign.verification;

import dev.countersign.verification.SigningFacts.LogEvidence;
import dev.sigstore.proto.rekor.v1.InclusionProof;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Checks that the one log entry of a bundle is about this signing and that a trusted log holds it.
 *
 * @see <a href="https://docs.sigstore.dev/logging/verify-release/">Rekor: verification</a>
 */
final class LogEntryCheck {
  /**
   * What a verified entry shows.
   *
   * @param log which log
   * @param index the entry's index in it: the one that a SET signs, else the proof's
   * @param evidence what backs the entry
   * @param integratedTime when the log took it in; only when a valid SET says so
   */
  record LoggedSigning(
      TrustedLog log, long index, LogEvidence evidence, Optional<Instant> integratedTime) {}

  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  private final TrustedMaterial trust;
  private final Instant legacyCutoff;

  LogEntryCheck(TrustedMaterial trust, Instant legacyCutoff) {
    this.trust = trust;
    this.legacyCutoff = legacyCutoff;
  }

  Outcome<LoggedSigning> check(SignedBundle bundle, Digest manifest) {
    if (bundle.logEntries().isEmpty()) {
      return rejected(ReasonCode.LOG_ENTRY_MISSING, "one transparency log entry", "none");
    }
    if (bundle.logEntries().size() > 1) {
      return rejected(
          ReasonCode.LOG_ENTRY_AMBIGUOUS,
          "one transparency log entry",
          bundle.logEntries().size() + " entries");
    }
    TransparencyLogEntry entry = bundle.logEntries().get(0);
    Optional<TrustedLog> log = trust.transparencyLog(entry.getLogId().getKeyId().toByteArray());
    if (log.isEmpty()) {
      return rejected(
          ReasonCode.LOG_UNKNOWN,
          "a log of the trusted root",
          "log id " + HexFormat.of().formatHex(entry.getLogId().getKeyId().toByteArray()));
    }
    return HashedRekord.parse(entry.getCanonicalizedBody(), entry.getKindVersion())
        .then(body -> checkBody(body, bundle, manifest))
        .then(body -> checkPromise(entry, log.get()))
        .then(integratedTime -> checkProof(entry, log.get(), integratedTime));
  }

  private static Outcome<HashedRekord> checkBody(
      HashedRekord body, SignedBundle bundle, Digest manifest) {
    if (!body.digest().equals(manifest)) {
      return rejected(
          ReasonCode.LOG_ENTRY_MISMATCH,
          "an entry about SHA-256 " + manifest,
          "an entry about SHA-256 " + body.digest());
    }
    if (!Arrays.equals(body.signature(), bundle.signature())) {
      return rejected(ReasonCode.LOG_ENTRY_MISMATCH, "the bundle's signature", "another signature");
    }
    if (!Arrays.equals(body.certificate(), Certificates.der(bundle.certificate()))) {
      return rejected(
          ReasonCode.LOG_ENTRY_MISMATCH, "the bundle's certificate", "another certificate");
    }
    return Outcome.read(body);
  }

  /** The signed entry timestamp, where there is one: the only thing that vouches for the time. */
  private static Outcome<Optional<Instant>> checkPromise(
      TransparencyLogEntry entry, TrustedLog log) {
    if (entry.getInclusionPromise().getSignedEntryTimestamp().isEmpty()) {
      return Outcome.read(Optional.empty());
    }
    byte[] set = entry.getInclusionPromise().getSignedEntryTimestamp().toByteArray();
    if (!Signatures.isValid(log.key(), promisedBytes(entry), set)) {
      return rejected(
          ReasonCode.SET_INVALID,
          "a signed entry timestamp by " + log.baseUrl(),
          "one that does not verify");
    }
    if (entry.getIntegratedTime() < 0 || entry.getIntegratedTime() > LAST_SECOND) {
      return rejected(
          ReasonCode.LOG_ENTRY_UNREADABLE,
          "a time from 1970 to 9999",
          "second " + entry.getIntegratedTime());
    }
    Instant integratedTime = Instant.ofEpochSecond(entry.getIntegratedTime());
    if (!log.validity().contains(integratedTime)) {
      return rejected(
          ReasonCode.LOG_KEY_NOT_VALID_THEN,
          "the key of " + log.baseUrl() + " is valid " + log.validity(),
          "entry made at " + integratedTime);
    }
    return Outcome.read(Optional.of(integratedTime));
  }

  private Outcome<LoggedSigning> checkProof(
      TransparencyLogEntry entry, TrustedLog log, Optional<Instant> integratedTime) {
    if (!entry.hasInclusionProof() && integratedTime.isEmpty()) {
      return rejected(
          ReasonCode.INCLUSION_PROOF_MISSING,
          "an inclusion proof or a signed entry timestamp",
          "neither");
    }
    InclusionProof proof = entry.getInclusionProof();
    if (entry.hasInclusionProof()
        && !MerkleProof.leadsToRoot(entry.getCanonicalizedBody().toByteArray(), proof)) {
      return rejected(
          ReasonCode.INCLUSION_PROOF_INVALID,
          "a proof that leads to root "
              + HexFormat.of().formatHex(proof.getRootHash().toByteArray()),
          "entry " + proof.getLogIndex() + " of " + proof.getTreeSize() + " leads elsewhere");
    }
    if (proof.getCheckpoint().getEnvelope().isEmpty()) {
      return checkLegacy(entry, log, integratedTime);
    }
    return Checkpoint.parse(proof.getCheckpoint().getEnvelope())
        .then(checkpoint -> checkCheckpoint(checkpoint, proof, log))
        .then(
            checkpoint ->
                Outcome.read(
                    new LoggedSigning(
                        log,
                        integratedTime.isPresent() ? entry.getLogIndex() : proof.getLogIndex(),
                        LogEvidence.CHECKPOINT,
                        integratedTime)));
  }

  private static Outcome<Checkpoint> checkCheckpoint(
      Checkpoint checkpoint, InclusionProof proof, TrustedLog log) {
    if (checkpoint.treeSize() != proof.getTreeSize()
        || !Arrays.equals(checkpoint.rootHash(), proof.getRootHash().toByteArray())) {
      return rejected(
          ReasonCode.CHECKPOINT_INVALID,
          "a checkpoint of the proof's size and root",
          "a checkpoint of another tree");
    }
    if (!checkpoint.isSignedBy(log)) {
      return rejected(
          ReasonCode.CHECKPOINT_INVALID,
          "a checkpoint of " + log.host() + " signed by it",
          "origin \"" + checkpoint.origin() + "\", not signed by that log");
    }
    return Outcome.read(checkpoint);
  }

  private Outcome<LoggedSigning> checkLegacy(
      TransparencyLogEntry entry, TrustedLog log, Optional<Instant> integratedTime) {
    if (integratedTime.isEmpty() || !integratedTime.get().isBefore(legacyCutoff)) {
      return rejected(
          ReasonCode.CHECKPOINT_MISSING,
          "a checkpoint, or a log promise from before " + legacyCutoff,
          integratedTime.map(time -> "a log promise of " + time).orElse("neither"));
    }
    return Outcome.read(
        new LoggedSigning(log, entry.getLogIndex(), LogEvidence.LEGACY_PROMISE, integratedTime));
  }

  /** What Rekor signs: the canonical JSON (RFC 8785) of body, time, log id and index. */
  private static byte[] promisedBytes(TransparencyLogEntry entry) {
    return ("{\"body\":\""
            + Base64.getEncoder().encodeToString(entry.getCanonicalizedBody().toByteArray())
            + "\",\"integratedTime\":"
            + entry.getIntegratedTime()
            + ",\"logID\":\""
            + HexFormat.of().formatHex(entry.getLogId().getKeyId().toByteArray())
            + "\",\"logIndex\":"
            + entry.getLogIndex()
            + "}")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static <T> Outcome<T> rejected(ReasonCode reason, String expected, String actual) {
    return Outcome.rejected(reason, expected, actual);
  }
}
