package dev.countersign.simulation.github;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An issue at one moment.
 *
 * @param appId the App that opened it; null for one of a person
 * @param stateReason {@code completed}, {@code not_planned} or {@code reopened}, if it ever changed
 */
public record SimulatedIssue(
    long id,
    int number,
    Account author,
    @Nullable Long appId,
    String title,
    String body,
    boolean open,
    @Nullable String stateReason,
    Instant createdAt,
    Optional<Instant> closedAt) {
  SimulatedIssue saying(String newTitle, String newBody) {
    return new SimulatedIssue(
        id, number, author, appId, newTitle, newBody, open, stateReason, createdAt, closedAt);
  }

  SimulatedIssue closed(String reason, Instant when) {
    return new SimulatedIssue(
        id, number, author, appId, title, body, false, reason, createdAt, Optional.of(when));
  }

  SimulatedIssue reopened() {
    return new SimulatedIssue(
        id, number, author, appId, title, body, true, "reopened", createdAt, Optional.empty());
  }
}
