package dev.countersign.verification;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Everything found about the signing of one artifact.
 *
 * @param artifact what was to be signed
 * @param signing what the certificate and the log entry say; empty when they could not be read, or
 *     when a managed key signed
 * @param findings all findings, in the order of {@link Check}
 * @param demanded what must have passed
 */
public record SigningVerdict(
    String artifact, Optional<SigningFacts> signing, List<Finding> findings, Set<Check> demanded) {
  /** Rejects a verdict that demands nothing. */
  public SigningVerdict {
    Objects.requireNonNull(artifact, "artifact");
    Objects.requireNonNull(signing, "signing");
    findings = List.copyOf(findings);
    demanded = Set.copyOf(demanded);
    if (demanded.isEmpty()) {
      throw new IllegalArgumentException("a verdict demands a check");
    }
  }

  /** Whether everything that is demanded has positively passed and nothing is against it. */
  public boolean verified() {
    return Findings.allPassed(demanded, findings);
  }

  /**
   * Whether it is no verdict at all, since what the transparency log answered when it was asked
   * does not verify: a later answer may, and the files are not to blame.
   */
  public boolean doubtsTheLog() {
    return Findings.doubtTheLog(findings);
  }

  /** What is demanded and was not found out either way, as when the files cannot be read. */
  public List<Check> notChecked() {
    return demanded.stream()
        .filter(check -> findings.stream().noneMatch(finding -> finding.check() == check))
        .sorted()
        .toList();
  }
}
