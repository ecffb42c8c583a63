package dev.countersign.verification;

import dev.countersign.verification.FulcioClaims.Claim;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Compares what the certificate claims with what the release dictates. Every comparison is exact;
 * only owner and repository fold ASCII case, as GitHub does. All mismatches are gathered.
 */
final class IdentityCheck {
  private static final String GITHUB_HOSTED = "github-hosted";

  private final Release release;
  private final TaggedTree tree;
  private final SignerPolicy policy;
  private final FulcioClaims claims;
  private final Findings findings;

  IdentityCheck(VerificationInput input, FulcioClaims claims, Findings findings) {
    this.release = input.release();
    this.tree = input.tree();
    this.policy = input.signer();
    this.claims = claims;
    this.findings = findings;
  }

  void check(Optional<Instant> signedAt) {
    checkSigner();
    compare(
        Check.ISSUER,
        ReasonCode.ISSUER_MISMATCH,
        Claim.ISSUER_V1,
        Claim.ISSUER,
        policy.issuer(),
        policy.issuer()::equals);
    compare(
        Check.TRIGGER,
        ReasonCode.TRIGGER_MISMATCH,
        Claim.TRIGGER_V1,
        Claim.BUILD_TRIGGER,
        String.join(" or ", policy.triggers().stream().sorted().toList()),
        policy.triggers()::contains);
    compare(
        Check.TAG,
        ReasonCode.TAG_MISMATCH,
        Claim.REF_V1,
        Claim.SOURCE_REPOSITORY_REF,
        release.ref(),
        release.ref()::equals);
    compare(
        Check.COMMIT,
        ReasonCode.TAG_MOVED,
        Claim.COMMIT_V1,
        Claim.SOURCE_REPOSITORY_DIGEST,
        release.commit(),
        release.commit()::equals);
    checkRepository(signedAt);
  }

  private void checkSigner() {
    WorkflowReference.Reading reading =
        WorkflowReference.parse(claims.subjectAlternativeName(), release);
    if (reading instanceof WorkflowReference.Foreign foreign) {
      findings.fail(Check.SIGNER, ReasonCode.SIGNER_MISMATCH, foreign.expected(), foreign.actual());
    } else if (reading instanceof WorkflowReference.OtherRef other) {
      findings.fail(Check.SIGNER, ReasonCode.TAG_MISMATCH, release.ref(), other.ref());
    } else if (reading instanceof WorkflowReference.Ours ours) {
      checkWorkflow(ours.path());
    }
    if (policy.githubHostedOnly()) {
      String runner = claims.get(Claim.RUNNER_ENVIRONMENT).orElse("no claim");
      if (!runner.equals(GITHUB_HOSTED)) {
        findings.fail(Check.SIGNER, ReasonCode.RUNNER_NOT_ALLOWED, GITHUB_HOSTED, runner);
      }
    }
  }

  private void checkWorkflow(String path) {
    if (!policy.workflows().isEmpty()
        && policy.workflows().stream().noneMatch(glob -> glob.matches(path))) {
      findings.fail(
          Check.SIGNER,
          ReasonCode.SIGNER_WORKFLOW_NOT_ALLOWED,
          String.join(" or ", policy.workflows().stream().map(Glob::pattern).toList()),
          path);
    }
    if (tree.entries().stream()
        .noneMatch(entry -> entry.kind() == TreeEntry.Kind.FILE && entry.path().equals(path))) {
      findings.fail(
          Check.SIGNER,
          ReasonCode.SIGNER_WORKFLOW_UNKNOWN,
          "a file of the tag",
          path + ", which the tag does not contain");
    }
    requireSameWorkflow(Claim.BUILD_SIGNER_URI, "signed by ");
    requireSameWorkflow(Claim.BUILD_CONFIG_URI, "run by ");
    requireCommit(Claim.BUILD_SIGNER_DIGEST);
    requireCommit(Claim.BUILD_CONFIG_DIGEST);
    findings.passUnlessFailed(Check.SIGNER, path + " at " + release.ref());
  }

  private void requireSameWorkflow(Claim claim, String what) {
    String name = claims.subjectAlternativeName();
    claims
        .get(claim)
        .filter(uri -> !uri.equals(name))
        .ifPresent(
            uri ->
                findings.fail(Check.SIGNER, ReasonCode.SIGNER_MISMATCH, what + name, what + uri));
  }

  private void requireCommit(Claim claim) {
    claims
        .get(claim)
        .filter(digest -> !digest.equals(release.commit()))
        .ifPresent(
            digest -> findings.fail(Check.COMMIT, ReasonCode.TAG_MOVED, release.commit(), digest));
  }

  private void checkRepository(Optional<Instant> signedAt) {
    Optional<String> uri = claims.get(Claim.SOURCE_REPOSITORY_URI);
    Optional<String> oldName = claims.get(Claim.REPOSITORY_V1);
    if (uri.isEmpty() && oldName.isEmpty()) {
      findings.fail(
          Check.REPOSITORY,
          ReasonCode.CLAIM_MISSING,
          release.repositoryUrl(),
          "no claim about the repository");
      return;
    }
    oldName
        .filter(name -> !release.repository().isNamed(name))
        .ifPresent(name -> failRepository(release.repository().fullName(), name));
    uri.filter(url -> !isOurUrl(url))
        .ifPresent(url -> failRepository(release.repositoryUrl(), url));
    Optional<String> id = claims.get(Claim.SOURCE_REPOSITORY_ID);
    compareId(id, "repository id ", release.repositoryId());
    compareId(claims.get(Claim.SOURCE_REPOSITORY_OWNER_ID), "owner id ", release.ownerId());
    if (id.isEmpty()
        && signedAt.isPresent()
        && signedAt.get().isBefore(release.repositoryCreatedAt())) {
      findings.fail(
          Check.REPOSITORY,
          ReasonCode.SIGNED_BEFORE_REPOSITORY_EXISTED,
          "signed after " + release.repositoryCreatedAt(),
          "signed at " + signedAt.get());
    }
    findings.passUnlessFailed(
        Check.REPOSITORY,
        release.repository().fullName()
            + id.map(value -> ", id " + value)
                .orElse(", identity by name only: the certificate predates numeric ids"));
  }

  private boolean isOurUrl(String url) {
    String prefix = release.serverUrl() + "/";
    return url.startsWith(prefix) && release.repository().isNamed(url.substring(prefix.length()));
  }

  private void compareId(Optional<String> claimed, String what, long expected) {
    claimed
        .filter(value -> !value.equals(Long.toString(expected)))
        .ifPresent(value -> failRepository(what + expected, what + value));
  }

  private void failRepository(String expected, String actual) {
    findings.fail(Check.REPOSITORY, ReasonCode.REPOSITORY_MISMATCH, expected, actual);
  }

  /** Compares a claim that exists in an old and a new form: one must be there, both must agree. */
  private void compare(
      Check check,
      ReasonCode mismatch,
      Claim oldClaim,
      Claim newClaim,
      String expected,
      Predicate<String> matches) {
    Optional<String> oldValue = claims.get(oldClaim);
    Optional<String> newValue = claims.get(newClaim);
    if (oldValue.isEmpty() && newValue.isEmpty()) {
      findings.fail(check, ReasonCode.CLAIM_MISSING, expected, "no claim");
      return;
    }
    if (oldValue.isPresent() && newValue.isPresent() && !oldValue.equals(newValue)) {
      findings.fail(
          check,
          ReasonCode.CLAIMS_DISAGREE,
          newClaim.oid() + " = " + newValue.get(),
          oldClaim.oid() + " = " + oldValue.get());
    }
    String actual = newValue.or(() -> oldValue).orElseThrow();
    for (String value : new String[] {oldValue.orElse(actual), actual}) {
      if (!matches.test(value)) {
        findings.fail(check, mismatch, expected, value);
      }
    }
    findings.passUnlessFailed(check, actual);
  }
}
