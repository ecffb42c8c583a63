package dev.countersign.port;

import java.util.List;
import java.util.Optional;

/**
 * What happens in a repository: releases, commits, pull requests and workflow runs. Every method
 * throws what those of {@link MaterialSource} throw.
 */
public interface Activity {
  /** Most releases that {@link #recentReleases} gives. */
  int RECENT_RELEASES = 20;

  /**
   * The repository with its newest published releases as they are now, in as few requests for all
   * of them as for one.
   */
  RecentReleases recentReleases(RepositoryTarget target);

  /**
   * Where files of a release come from, in one request for all of them.
   *
   * @param changed paths whose last change on the default branch is wanted
   * @param compared paths that are to be compared with the release before
   */
  Origins origins(
      RepositoryTarget target, ReleaseState release, List<String> changed, List<String> compared);

  /**
   * How {@code head} relates to {@code base}.
   *
   * @param base object id of a commit, or name of a branch
   * @param head object id of a commit, also of a fork
   * @return empty if one of them is not there, or they have no common history
   */
  Optional<Comparison> compare(RepositoryTarget target, String base, String head);

  /** Numbers of the pull requests that brought {@code commit} to the default branch, or want to. */
  List<Integer> pullRequestsWith(RepositoryTarget target, String commit);

  /** The pull request of this number; empty if there is none. */
  Optional<PullRequest> pullRequest(RepositoryTarget target, int number);

  /** The workflow runs for {@code commit} that ran for the branch or tag {@code name}. */
  List<WorkflowRun> workflowRuns(RepositoryTarget target, String commit, String name);

  /** Whether everybody may read the repository now; false as well when it is gone. */
  boolean isPublic(RepositoryTarget target);
}
