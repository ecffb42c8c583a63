package dev.countersign.job;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A job that is to be executed.
 *
 * @param id of the job
 * @param notBefore until when GitHub asked not to be asked, or the job has time
 * @param patient whether it stays due when it was, if it is due at some time already
 */
record Woken(String id, Optional<Instant> notBefore, boolean patient) {
  Woken {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(notBefore, "notBefore");
  }

  /** One that is due as soon as GitHub may be asked. */
  Woken(String id, Optional<Instant> notBefore) {
    this(id, notBefore, false);
  }

  /** The same where it has time. */
  Woken dueAt(Instant time) {
    return new Woken(id, Optional.of(notBefore.filter(time::isBefore).orElse(time)), true);
  }
}
