package dev.countersign.port;

import dev.countersign.verification.ObjectIds;

/**
 * How one commit, the head, relates to another, the base.
 *
 * @param mergeBase object id of their best common ancestor
 * @param ahead commits that the head has and the base does not
 * @param behind commits that the base has and the head does not
 * @see <a href="https://docs.github.com/en/rest/commits/commits#compare-two-commits">Compare two
 *     commits</a>
 */
public record Comparison(String mergeBase, int ahead, int behind) {
  public Comparison {
    ObjectIds.require(mergeBase);
  }

  /** Whether the head is reachable from the base. */
  public boolean contained() {
    return ahead == 0;
  }
}
