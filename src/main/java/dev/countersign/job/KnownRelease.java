package dev.countersign.job;

import java.util.Objects;

/**
 * A release that there is a job of.
 *
 * @param tag of the release
 * @param open whether the job is open
 * @param progress as it was left
 */
record KnownRelease(String tag, boolean open, Progress progress) {
  KnownRelease {
    Objects.requireNonNull(tag, "tag");
    Objects.requireNonNull(progress, "progress");
  }
}
