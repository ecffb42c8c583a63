package dev.countersign.port;

import dev.countersign.verification.LogQuery;
import dev.countersign.verification.MaterialFile;
import java.util.Optional;

/** The transparency log, which can be asked for the record of a signing. */
@FunctionalInterface
public interface TransparencyLog {
  /** A log that nobody may ask, as where there is no network. */
  TransparencyLog NOT_ASKED = query -> Optional.empty();

  /**
   * The entry that records the signing, as the log tells it: nothing of it is verified yet. Where
   * the query names one by its index, that one and no other.
   *
   * @return the log's JSON object of UUID and entry; empty if the log has no such entry
   * @throws TransparencyLogUnavailableException if the log gives no answer that says either
   */
  Optional<MaterialFile> find(LogQuery query);
}
