package dev.countersign.verification;

import dev.sigstore.proto.rekor.v1.InclusionProof;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import java.util.List;

/**
 * A signing as its files tell it, decoded but not verified.
 *
 * @param key the key that signed
 * @param content the signature and what it is over
 * @param logEntries transparency log entries, however many there are
 * @param timestamps RFC 3161 responses in DER
 * @param answered what of it is not in the files but the log's answer
 */
record SignedBundle(
    KeyMaterial key,
    SignedContent content,
    List<TransparencyLogEntry> logEntries,
    List<byte[]> timestamps,
    LogAnswered answered) {
  SignedBundle {
    logEntries = List.copyOf(logEntries);
    timestamps = List.copyOf(timestamps);
  }

  /** A signing of which the files tell everything. */
  SignedBundle(
      KeyMaterial key,
      SignedContent content,
      List<TransparencyLogEntry> logEntries,
      List<byte[]> timestamps) {
    this(key, content, logEntries, timestamps, LogAnswered.NOTHING);
  }

  /** Whether its one entry comes without a checkpoint. */
  boolean lacksCheckpoint() {
    return logEntries.size() == 1
        && logEntries.get(0).getInclusionProof().getCheckpoint().getEnvelope().isEmpty();
  }

  /** The same with the log's proof of its one entry. */
  SignedBundle withProof(InclusionProof proof) {
    TransparencyLogEntry proven = logEntries.get(0).toBuilder().setInclusionProof(proof).build();
    return new SignedBundle(key, content, List.of(proven), timestamps, LogAnswered.PROOF);
  }
}
