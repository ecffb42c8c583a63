package dev.countersign;

import dev.countersign.rekor.RekorLog;
import dev.countersign.trust.TufRepository;
import java.time.Duration;
import java.util.Objects;

/**
 * How long Sigstore's services may take.
 *
 * @param answer one answer of the transparency log
 * @param file one file of the TUF repository
 */
record SigstoreTimeouts(Duration answer, Duration file) {
  SigstoreTimeouts {
    Objects.requireNonNull(answer, "answer");
    Objects.requireNonNull(file, "file");
  }

  /** What a server uses. */
  static SigstoreTimeouts defaults() {
    return new SigstoreTimeouts(RekorLog.PATIENCE, TufRepository.PATIENCE);
  }
}
