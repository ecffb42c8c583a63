package dev.countersign.materials;

import dev.countersign.port.TransparencyLog;
import dev.countersign.port.TransparencyLogUnavailableException;
import dev.countersign.verification.Artifact;
import dev.countersign.verification.LogQuery;
import dev.countersign.verification.MaterialSet;
import dev.countersign.verification.SignatureFiles;
import java.time.Instant;

/**
 * Adds to signature files the log entries that they lack: the record of a detached signature, or
 * the proof of each entry that has none.
 */
public final class LogLookup {
  private final TransparencyLog log;

  /** Prepares looking up in this log. */
  public LogLookup(TransparencyLog log) {
    this.log = log;
  }

  /**
   * The files with the log's answers: one for each entry that they lack and the log has.
   *
   * @param legacyCutoff an entry from before this needs no proof
   * @throws TransparencyLogUnavailableException if the log was needed and gave no answer
   */
  public SignatureFiles complete(Artifact artifact, SignatureFiles files, Instant legacyCutoff) {
    SignatureFiles completed = files;
    for (LogQuery query : LogQuery.wanted(artifact, files, legacyCutoff)) {
      completed = log.find(query).map(completed::withLogEntry).orElse(completed);
    }
    return completed;
  }

  /** The same for a whole set. */
  public MaterialSet complete(MaterialSet set, Instant legacyCutoff) {
    return set.with(complete(set.artifact(), set.signatureFiles(), legacyCutoff));
  }
}
