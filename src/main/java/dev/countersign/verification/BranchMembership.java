package dev.countersign.verification;

import java.util.List;

/**
 * Whether the tag's commit is reachable from where it must be.
 *
 * @param contained whether one of the branches contains it
 * @param branches their names; empty where nobody looked
 * @param required whether the configuration demands it: otherwise a commit elsewhere is worth a
 *     look, since whoever may push a tag can put it on a commit that nobody reviewed
 */
public record BranchMembership(boolean contained, List<String> branches, boolean required) {
  /** Of a release whose branches nobody looked at. */
  public static final BranchMembership UNKNOWN = new BranchMembership(true, List.of(), false);

  public BranchMembership {
    branches = List.copyOf(branches);
  }

  /** What it means for the release. */
  void judge(Release release, Findings findings) {
    if (contained) {
      return;
    }
    String expected = "commit " + release.commit() + " on " + String.join(" or ", branches);
    String actual =
        branches.size() == 1 ? "it is not on this branch" : "it is on none of these branches";
    if (required) {
      findings.fail(Check.COMMIT, ReasonCode.TAG_NOT_ON_REQUIRED_BRANCH, expected, actual);
    } else {
      findings.warn(Check.COMMIT, ReasonCode.TAG_NOT_ON_DEFAULT_BRANCH, expected, actual);
    }
  }
}
