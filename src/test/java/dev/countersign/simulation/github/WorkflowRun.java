package dev.countersign.simulation.github;

import java.time.Instant;
import java.util.Optional;

/**
 * A run of a GitHub Actions workflow at one moment.
 *
 * @param workflowPath such as {@code .github/workflows/release.yml}
 * @param event what triggered it
 * @param headBranch branch or tag that it runs for
 * @param conclusion {@code success}, {@code failure}, …; empty until it has completed
 */
public record WorkflowRun(
    long id,
    String workflowPath,
    String event,
    String headBranch,
    String headSha,
    Optional<String> conclusion,
    Instant createdAt,
    Instant updatedAt) {
  /** {@code in_progress} or {@code completed}. */
  String status() {
    return conclusion.isPresent() ? "completed" : "in_progress";
  }

  WorkflowRun completed(String newConclusion, Instant when) {
    return new WorkflowRun(
        id, workflowPath, event, headBranch, headSha, Optional.of(newConclusion), createdAt, when);
  }
}
