package dev.countersign.job;

import dev.countersign.port.RepositoryTarget;
import java.time.Instant;
import java.util.Objects;

/**
 * A job before or between its executions.
 *
 * @param target repository
 * @param subject what it is about
 * @param openedAt when it was last opened
 * @param wakes how often it was woken; a change during an execution asks for another one
 * @param asked how often somebody asked for an answer; a change during an execution, too
 * @param progress so far
 */
record OpenJob(
    RepositoryTarget target,
    Subject subject,
    Instant openedAt,
    long wakes,
    long asked,
    Progress progress) {
  OpenJob {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(openedAt, "openedAt");
    Objects.requireNonNull(progress, "progress");
  }

  String id() {
    return subject.id(target.repositoryId());
  }

  /** What is to be scheduled of it. */
  Woken woken() {
    return new Woken(id(), progress.tries().notBefore());
  }
}
