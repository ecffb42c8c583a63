package dev.countersign.port;

import java.util.Objects;
import java.util.Optional;

/**
 * A file of a release, beside the same path at the release before.
 *
 * @param formerTag tag of the release before
 * @param formerCommit object id of the commit of that tag
 * @param then object id of the file there; empty where there is none
 * @param now object id of the file at the release itself; empty where there is none
 */
public record FormerFile(
    String formerTag, String formerCommit, Optional<String> then, Optional<String> now) {
  public FormerFile {
    Objects.requireNonNull(formerTag, "formerTag");
    Objects.requireNonNull(formerCommit, "formerCommit");
    Objects.requireNonNull(then, "then");
    Objects.requireNonNull(now, "now");
  }

  /** Whether the file is there now and was not, or not the same, before. */
  public boolean differs() {
    return now.isPresent() && !now.equals(then);
  }
}
