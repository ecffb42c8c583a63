package dev.countersign.simulation.github;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A comment on an issue or a pull request at one moment.
 *
 * @param number of the issue or the pull request
 * @param appId the App that made it; null for one of a person
 */
public record SimulatedComment(
    long id,
    int number,
    Account author,
    @Nullable Long appId,
    String body,
    Instant createdAt,
    Instant updatedAt) {
  SimulatedComment saying(String newBody, Instant when) {
    return new SimulatedComment(id, number, author, appId, newBody, createdAt, when);
  }
}
