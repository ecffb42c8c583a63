package dev.countersign.verification;

import dev.countersign.verification.SigningFacts.LogEvidence;
import dev.sigstore.proto.rekor.v1.InclusionProof;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

  private static final byte[] BEFORE_BODY = "{\"body\":\"".getBytes(StandardCharsets.US_ASCII);

  private final TrustedInstance instance;
  private final Instant legacyCutoff;

  LogEntryCheck(TrustedInstance instance, Instant legacyCutoff) {
    this.instance = instance;
    this.legacyCutoff = legacyCutoff;
  }

  Outcome<LoggedSigning> check(SignedBundle bundle, SignedBytes signed) {
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
    Optional<TrustedLog> log = instance.transparencyLog(entry.getLogId().getKeyId().toByteArray());
    if (log.isEmpty()) {
      return rejected(
          ReasonCode.LOG_UNKNOWN,
          "a log of the trusted root",
          "log id " + HexFormat.of().formatHex(entry.getLogId().getKeyId().toByteArray()));
    }
    if (entry.getLogIndex() < 0
        || entry.getIntegratedTime() < 0
        || entry.getIntegratedTime() > LAST_SECOND) {
      return rejected(
          ReasonCode.LOG_ENTRY_UNREADABLE,
          "an index of 0 or more and a time from 1970 to 9999",
          "index " + entry.getLogIndex() + ", second " + entry.getIntegratedTime());
    }
    return EntryBody.parse(entry.getCanonicalizedBody(), entry.getKindVersion())
        .then(body -> EntryBodyCheck.check(body, bundle.content(), signed))
        .then(body -> checkPromise(entry, log.get()))
        .then(integratedTime -> checkProof(entry, log.get(), integratedTime))
        .then(logged -> checkUnsigned(entry, logged));
  }

  /** The signed entry timestamp, where there is one: the only thing that vouches for the time. */
  private static Outcome<Optional<Instant>> checkPromise(
      TransparencyLogEntry entry, TrustedLog log) {
    byte[] set = entry.getInclusionPromise().getSignedEntryTimestamp().toByteArray();
    if (set.length == 0) {
      return Outcome.read(Optional.empty());
    }
    if (!log.signed(promisedBytes(entry), set)) {
      return rejected(
          ReasonCode.SET_INVALID,
          "a signed entry timestamp by " + log.baseUrl(),
          "one that does not verify");
    }
    Instant integratedTime = Instant.ofEpochSecond(entry.getIntegratedTime());
    if (!log.validAt(integratedTime)) {
      return rejected(
          ReasonCode.LOG_KEY_NOT_VALID_THEN,
          "the key of " + log.baseUrl() + " is valid " + log.windows(),
          "entry made at " + integratedTime);
    }
    return Outcome.read(Optional.of(integratedTime));
  }

  /** Without a promise nobody vouches for what stands beside the proof, so it may say no more. */
  private static Outcome<LoggedSigning> checkUnsigned(
      TransparencyLogEntry entry, LoggedSigning logged) {
    long proven = entry.getInclusionProof().getLogIndex();
    if (logged.integratedTime().isEmpty()
        && (entry.getIntegratedTime() != 0 || entry.getLogIndex() != proven)) {
      return rejected(
          ReasonCode.LOG_ENTRY_UNSIGNED,
          "index " + proven + ", which is proven, and no time",
          "index " + entry.getLogIndex() + ", second " + entry.getIntegratedTime());
    }
    return Outcome.read(logged);
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
                        log, entry.getLogIndex(), LogEvidence.CHECKPOINT, integratedTime)));
  }

  private static Outcome<Checkpoint> checkCheckpoint(
      Checkpoint checkpoint, InclusionProof proof, TrustedLog log) {
    if (!checkpoint.isOfTree(proof)) {
      return rejected(
          ReasonCode.CHECKPOINT_INVALID,
          "a checkpoint of the proof's size and root",
          "a checkpoint of another tree");
    }
    if (!checkpoint.isSignedBy(log)) {
      return rejected(
          ReasonCode.CHECKPOINT_INVALID,
          "a checkpoint of " + log.name() + " signed by it",
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
    byte[] body = Base64.getEncoder().encode(entry.getCanonicalizedBody().toByteArray());
    byte[] rest =
        ("\",\"integratedTime\":"
                + entry.getIntegratedTime()
                + ",\"logID\":\""
                + HexFormat.of().formatHex(entry.getLogId().getKeyId().toByteArray())
                + "\",\"logIndex\":"
                + entry.getLogIndex()
                + "}")
            .getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(BEFORE_BODY.length + body.length + rest.length)
        .put(BEFORE_BODY)
        .put(body)
        .put(rest)
        .array();
  }

  private static <T> Outcome<T> rejected(ReasonCode reason, String expected, String actual) {
    return Outcome.rejected(reason, expected, actual);
  }
}
