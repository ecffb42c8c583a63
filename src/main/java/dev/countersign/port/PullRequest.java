package dev.countersign.port;

import dev.countersign.verification.ObjectIds;
import java.util.Objects;

/**
 * A pull request as GitHub describes it at one moment.
 *
 * @param number within its repository
 * @param open whether it may still be merged
 * @param head object id of its head commit
 * @param base name of the branch that it is to be merged into
 * @param fromFork whether its head is in another repository, or in one that is gone
 */
public record PullRequest(int number, boolean open, String head, String base, boolean fromFork) {
  public PullRequest {
    ObjectIds.require(head);
    Objects.requireNonNull(base, "base");
  }
}
