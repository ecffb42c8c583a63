package dev.countersign.port;

import dev.countersign.report.CheckReport;

/** Where check runs go. */
@FunctionalInterface
public interface CheckRuns {
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
