package dev.countersign.trust;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a TUF repository between two refreshes.
 *
 * @param files the signed files of the last good refresh, and newer root metadata if a later one
 *     got no further
 * @param confirmedAt when the last good refresh was, if there was one. Nothing signs it; it counts
 *     only as far as every file was valid then
 */
record KeptState(TufFiles files, @Nullable Instant confirmedAt) {
  static final KeptState NONE = new KeptState(TufFiles.NONE, null);

  KeptState {
    Objects.requireNonNull(files, "files");
  }
}
