package dev.countersign.delivery;

import dev.countersign.port.RepositoryTarget;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a delivery tells Countersign. It says where to look; what holds is asked of GitHub. */
public sealed interface WebhookEvent {
  /** A release was published: its verdict opens. */
  record ReleasePublished(RepositoryTarget target, String tag) implements WebhookEvent {}

  /** A release was edited, deleted or unpublished, or its assets changed. */
  record ReleaseChanged(RepositoryTarget target, String tag) implements WebhookEvent {}

  /** A tag was created, moved or deleted. */
  record TagChanged(RepositoryTarget target, String tag) implements WebhookEvent {}

  /**
   * Commits arrived on the default branch, or it was moved.
   *
   * @param paths files that were added, changed or removed; empty where the payload cannot say all
   *     of them: after a forced push, or one of as many commits as a payload holds
   */
  record DefaultBranchPushed(RepositoryTarget target, Optional<Set<String>> paths)
      implements WebhookEvent {
    public DefaultBranchPushed {
      paths = paths.map(Set::copyOf);
    }
  }

  /**
   * A workflow run was asked for or ended.
   *
   * @param headBranch branch or tag that it ran for
   * @param trigger event that started it
   */
  record WorkflowRunChanged(RepositoryTarget target, String headBranch, String trigger)
      implements WebhookEvent {}

  /**
   * A pull request was opened or got commits, or a merge queue formed a group of some.
   *
   * @param head object id of the head commit
   * @param base name of the branch that the change is for
   * @param pullRequest its number; empty for a merge group
   */
  record ChangeProposed(
      RepositoryTarget target, String head, String base, Optional<Integer> pullRequest)
      implements WebhookEvent {}

  /**
   * Somebody asked for one of our check runs again, by <i>Re-run</i> or by its button. GitHub tells
   * only the App that made it, and after <i>Re-run</i> has taken its conclusion back: it waits
   * until it is concluded anew.
   *
   * @param headSha commit that it stands on
   * @param externalId our id of the check run
   */
  record CheckRunRerequested(RepositoryTarget target, String headSha, String externalId)
      implements WebhookEvent {}

  /** Somebody asked for all of our check runs on a commit again. */
  record CheckSuiteRerequested(RepositoryTarget target, String headSha) implements WebhookEvent {}

  /** A repository was renamed, transferred, archived or its visibility changed. */
  record RepositoryChanged(RepositoryTarget target) implements WebhookEvent {}

  /** The installation may act on these repositories from now on. */
  record RepositoriesGained(long installationId, List<RepositoryTarget> targets)
      implements WebhookEvent {
    public RepositoriesGained {
      targets = List.copyOf(targets);
    }
  }

  /**
   * The installation may not act on repositories any more: they were deleted or taken from it, or
   * it was suspended or deleted.
   *
   * @param repositoryIds numeric ids; empty when all of the installation are meant
   */
  record RepositoriesLost(long installationId, Optional<Set<Long>> repositoryIds)
      implements WebhookEvent {
    public RepositoriesLost {
      repositoryIds = repositoryIds.map(Set::copyOf);
    }
  }

  /**
   * Nothing to do.
   *
   * @param why for the log
   */
  record Ignored(String why) implements WebhookEvent {}
}
