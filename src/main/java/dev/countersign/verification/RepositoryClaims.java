package dev.countersign.verification;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** Compares what a certificate says about the repository with the release's repository. */
final class RepositoryClaims {
  private final Release release;
  private final SignerEvidence evidence;
  private final FulcioClaims claims;
  private final Findings findings;

  RepositoryClaims(Release release, SignerEvidence evidence, Findings findings) {
    this.release = release;
    this.evidence = evidence;
    this.claims = evidence.claims();
    this.findings = findings;
  }

  void check() {
    new RepositoryNameClaims(release.repository(), release.serverUrl()).check(evidence, findings);
    compareId(Claim.SOURCE_REPOSITORY_ID, "repository id ", release.repositoryId());
    compareId(Claim.SOURCE_REPOSITORY_OWNER_ID, "owner id ", release.ownerId());
    String owner = release.serverUrl() + "/" + release.repository().owner();
    compare(
        Claim.SOURCE_REPOSITORY_OWNER_URI,
        owner,
        uri -> RepositoryName.asciiLowerCase(uri).equals(RepositoryName.asciiLowerCase(owner)));
    String runs = release.repositoryUrl() + "/actions/runs/";
    compare(
        Claim.RUN_INVOCATION_URI,
        runs + "…",
        uri -> RepositoryName.asciiLowerCase(uri).startsWith(RepositoryName.asciiLowerCase(runs)));
    checkAge();
    checkVisibility();
    findings.passUnlessFailed(
        Check.REPOSITORY,
        release.repository().fullName()
            + claims
                .get(Claim.SOURCE_REPOSITORY_ID)
                .map(value -> ", id " + value)
                .orElse(", identity by name only: the certificate predates numeric ids"));
  }

  /** Without numeric ids only its age tells a repository from an earlier one of its name. */
  private void checkAge() {
    Optional<Instant> signedAt = evidence.signedAt();
    if (claims.get(Claim.SOURCE_REPOSITORY_ID).isEmpty()
        && signedAt.isPresent()
        && signedAt.get().isBefore(release.repositoryCreatedAt())) {
      findings.fail(
          Check.REPOSITORY,
          ReasonCode.SIGNED_BEFORE_REPOSITORY_EXISTED,
          "signed after " + release.repositoryCreatedAt(),
          "signed at " + signedAt.get());
    }
  }

  /** Repositories are opened and closed for good reasons, so this is worth a look, no more. */
  private void checkVisibility() {
    claims
        .get(Claim.SOURCE_REPOSITORY_VISIBILITY)
        .filter(visibility -> !visibility.equals(release.visibility()))
        .ifPresent(
            visibility ->
                findings.add(
                    Finding.warning(
                            Check.REPOSITORY,
                            ReasonCode.VISIBILITY_CHANGED,
                            release.visibility(),
                            visibility)
                        .about(Claim.SOURCE_REPOSITORY_VISIBILITY)));
  }

  private void compare(Claim claim, String expected, Predicate<String> matches) {
    claims
        .get(claim)
        .filter(value -> !matches.test(value))
        .ifPresent(value -> fail(claim, expected, value));
  }

  private void compareId(Claim claim, String what, long expected) {
    claims
        .get(claim)
        .filter(value -> !value.equals(Long.toString(expected)))
        .ifPresent(value -> fail(claim, what + expected, what + value));
  }

  private void fail(Claim claim, String expected, String actual) {
    findings.add(
        Finding.failed(Check.REPOSITORY, ReasonCode.REPOSITORY_MISMATCH, expected, actual)
            .about(claim));
  }
}
