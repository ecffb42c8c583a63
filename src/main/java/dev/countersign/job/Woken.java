package dev.countersign.job;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A job that is to be executed.
 *
 * @param id of the job
 * @param notBefore until when GitHub asked not to be asked, or it has time
 */
record Woken(String id, Optional<Instant> notBefore) {
  Woken {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(notBefore, "notBefore");
  }
}
