package dev.countersign.github;

import java.time.Duration;
import java.util.Objects;

/**
 * How patiently and how much Countersign reads from GitHub.
 *
 * @param connectTimeout until a connection stands
 * @param readTimeout between two packets of an answer
 * @param callTimeout for a whole API request, redirects and body included
 * @param archiveTimeout for a whole archive download
 * @param attempts how often a request that may be repeated is sent, at least 1
 * @param treeEntries most entries that are kept of one listing; a longer one counts as truncated
 * @param pause how to wait between attempts
 */
public record GitHubOptions(
    Duration connectTimeout,
    Duration readTimeout,
    Duration callTimeout,
    Duration archiveTimeout,
    int attempts,
    int treeEntries,
    Pause pause) {
  public GitHubOptions {
    Objects.requireNonNull(connectTimeout, "connectTimeout");
    Objects.requireNonNull(readTimeout, "readTimeout");
    Objects.requireNonNull(callTimeout, "callTimeout");
    Objects.requireNonNull(archiveTimeout, "archiveTimeout");
    Objects.requireNonNull(pause, "pause");
    if (attempts < 1) {
      throw new IllegalArgumentException("at least one attempt expected: " + attempts);
    }
    if (treeEntries < 1) {
      throw new IllegalArgumentException("at least one tree entry expected: " + treeEntries);
    }
  }

  /** What a server uses. */
  public static GitHubOptions defaults() {
    return new GitHubOptions(
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofSeconds(60),
        Duration.ofMinutes(10),
        3,
        200_000,
        Pause.BLOCKING);
  }

  /** The same with another way to wait. */
  public GitHubOptions withPause(Pause other) {
    return new GitHubOptions(
        connectTimeout, readTimeout, callTimeout, archiveTimeout, attempts, treeEntries, other);
  }

  /** The same with another limit of tree entries. */
  public GitHubOptions withTreeEntries(int limit) {
    return new GitHubOptions(
        connectTimeout, readTimeout, callTimeout, archiveTimeout, attempts, limit, pause);
  }

  /** The same with another limit of whole archive downloads. */
  public GitHubOptions withArchiveTimeout(Duration timeout) {
    return new GitHubOptions(
        connectTimeout, readTimeout, callTimeout, timeout, attempts, treeEntries, pause);
  }

  /** The same with {@code timeout} for connecting, reading and every whole request. */
  public GitHubOptions withTimeout(Duration timeout) {
    return new GitHubOptions(timeout, timeout, timeout, timeout, attempts, treeEntries, pause);
  }
}
