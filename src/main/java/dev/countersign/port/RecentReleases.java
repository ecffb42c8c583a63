package dev.countersign.port;

import java.util.List;
import java.util.Objects;

/**
 * A repository and its newest releases as GitHub describes them at one moment.
 *
 * @param defaultBranch name of the default branch
 * @param branchHead commit that it points at
 * @param archived whether the repository takes no changes any more
 * @param releases published ones whose tag exists, the newest publication first
 */
public record RecentReleases(
    String defaultBranch, String branchHead, boolean archived, List<ReleaseState> releases) {
  public RecentReleases {
    Objects.requireNonNull(defaultBranch, "defaultBranch");
    Objects.requireNonNull(branchHead, "branchHead");
    releases = List.copyOf(releases);
  }
}
