package dev.countersign.delivery;

import dev.countersign.port.RepositoryTarget;

/** What a delivery tells Countersign. */
public sealed interface WebhookEvent {
  /** A release was published: its verdict opens. */
  record ReleasePublished(RepositoryTarget target, String tag) implements WebhookEvent {}

  /** Commits arrived on the default branch: awaited materials may be among them. */
  record DefaultBranchPushed(RepositoryTarget target) implements WebhookEvent {}

  /**
   * A workflow run ended.
   *
   * @param headBranch branch or tag that it ran for
   */
  record WorkflowRunCompleted(RepositoryTarget target, String headBranch) implements WebhookEvent {}

  /**
   * Somebody asked for one of our check runs again. GitHub tells only the App that made it, and has
   * taken its conclusion back: it waits until it is concluded anew.
   *
   * @param headSha commit that it stands on
   * @param externalId our id of the check run
   */
  record CheckRunRerequested(RepositoryTarget target, String headSha, String externalId)
      implements WebhookEvent {}

  /**
   * Nothing to do.
   *
   * @param why for the log
   */
  record Ignored(String why) implements WebhookEvent {}
}
