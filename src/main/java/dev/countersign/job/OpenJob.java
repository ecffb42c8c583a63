package dev.countersign.job;

import dev.countersign.port.RepositoryTarget;
import dev.countersign.verification.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The job of one release, before or between its executions.
 *
 * @param target repository
 * @param tag tag of the release
 * @param openedAt when the release was last heard to be published
 * @param wakes how often it was woken; a change during an execution asks for another one
 * @param progress so far
 */
record OpenJob(
    RepositoryTarget target, String tag, Instant openedAt, long wakes, Progress progress) {
  /** Longest tag that is part of an id as it stands: with the rest it fits the column of 500. */
  private static final int LONGEST_PLAIN_TAG = 400;

  private static final String EXTERNAL_ID = "release/";

  OpenJob {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(tag, "tag");
    Objects.requireNonNull(openedAt, "openedAt");
    Objects.requireNonNull(progress, "progress");
  }

  /** The id of the only job of this release. */
  static String id(long repositoryId, String tag) {
    String name =
        tag.length() <= LONGEST_PLAIN_TAG
            ? tag
            : "sha256:" + Digest.sha256(tag.getBytes(StandardCharsets.UTF_8)).hex();
    return repositoryId + "/" + name;
  }

  String id() {
    return id(target.repositoryId(), tag);
  }

  /** What is to be scheduled of it. */
  ReleaseJobTable.Woken woken() {
    return new ReleaseJobTable.Woken(id(), progress.notBefore());
  }

  /** Our id of its check run. */
  String externalId() {
    return EXTERNAL_ID + tag;
  }

  /** The tag of the release whose check run has this id; empty when it is no id of ours. */
  static Optional<String> tagOf(String externalId) {
    return externalId.startsWith(EXTERNAL_ID) && externalId.length() > EXTERNAL_ID.length()
        ? Optional.of(externalId.substring(EXTERNAL_ID.length()))
        : Optional.empty();
  }
}
