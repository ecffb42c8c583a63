package dev.countersign.simulation.github;

import java.time.Duration;
import java.time.Instant;

/**
 * A request that was answered. Holds no secrets.
 *
 * @param took what the simulator itself needed to make the answer
 * @param path with its query, whose {@code token} is blanked
 * @param status as sent, or as it would have been had it arrived
 * @param note {@code lost} or {@code broken} for an answer that did not arrive whole, else empty
 */
public record LoggedRequest(
    Instant at,
    Duration took,
    String method,
    String path,
    int status,
    Credential credential,
    String note) {
  @Override
  public String toString() {
    return "%s %-5s %s %d %s%s"
        .formatted(at, method, path, status, credential, note.isEmpty() ? "" : " (" + note + ")");
  }
}
