package dev.countersign.port;

import dev.countersign.report.CheckReport;
import java.time.Instant;
import java.util.Optional;

/** Where check runs go. */
@FunctionalInterface
public interface CheckRuns {
  /**
   * When it is the turn of a subject to publish: empty if it is now, later where GitHub had much to
   * take from its installation. The same subject is told the same until then, and it is its turn
   * then.
   *
   * @param queue whose subjects have their turns one after the other; those of others do not wait
   *     for them
   * @param subject our id of what the check runs are about
   */
  default Optional<Instant> turn(long installationId, String queue, String subject) {
    return Optional.empty();
  }

  /**
   * Makes the check run of {@code (headSha, externalId)} say what {@code report} says: updates the
   * one that exists, creates it otherwise. Publishing the same report again changes nothing.
   *
   * <p>Annotations of an earlier report stay, because nobody can remove them; the summary then
   * begins by saying how many are out of date.
   *
   * @param headSha commit that the check run stands on
   * @param externalId our id of the check run, the same for every attempt
   * @throws GitHubUnavailableException if it could not be published now
   * @throws GitHubRefusedException if it cannot be published
   */
  void publish(RepositoryTarget target, String headSha, String externalId, CheckReport report);
}
