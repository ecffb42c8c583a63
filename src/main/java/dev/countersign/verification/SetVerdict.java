package dev.countersign.verification;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything found about one material set.
 *
 * @param manifestPath where the manifest is committed
 * @param signing what the certificate and the log entry say; empty when they could not be read
 * @param findings all findings, in the order of {@link Check}
 * @param contents the comparison with the tagged tree
 */
public record SetVerdict(
    String manifestPath,
    Optional<SigningFacts> signing,
    List<Finding> findings,
    ContentsResult contents) {
  public SetVerdict {
    Objects.requireNonNull(manifestPath, "manifestPath");
    Objects.requireNonNull(signing, "signing");
    Objects.requireNonNull(contents, "contents");
    findings = List.copyOf(findings);
  }

  /** Whether every {@link Check} has positively passed and nothing is against it. */
  public boolean verified() {
    return Findings.allPassed(EnumSet.allOf(Check.class), findings);
  }

  /**
   * Whether it is no verdict at all, since what the transparency log answered when it was asked
   * does not verify: a later answer may, and the files are not to blame.
   */
  public boolean doubtsTheLog() {
    return Findings.doubtTheLog(findings);
  }

  /** The findings with this status. */
  public List<Finding> withStatus(Status status) {
    return findings.stream().filter(finding -> finding.status() == status).toList();
  }
}
