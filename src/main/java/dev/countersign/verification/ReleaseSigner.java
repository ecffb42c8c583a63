package dev.countersign.verification;

import dev.countersign.verification.WorkflowReference.Foreign;
import dev.countersign.verification.WorkflowReference.OtherRef;
import dev.countersign.verification.WorkflowReference.Ours;
import java.util.List;
import java.util.Optional;

/**
 * The signer that a release dictates. Every comparison is exact; only owner and repository fold
 * ASCII case, as GitHub does. All mismatches are gathered.
 */
final class ReleaseSigner implements Signer {
  private static final String GITHUB_HOSTED = "github-hosted";

  /** Statements that say how a file was built. */
  private static final List<String> PROVENANCE =
      List.of("https://slsa.dev/provenance/v1", "https://slsa.dev/provenance/v0.2");

  private final Release release;
  private final TaggedTree tree;
  private final SignerPolicy policy;
  private final List<ClaimMatcher> matchers;

  ReleaseSigner(VerificationInput input) {
    this.release = input.release();
    this.tree = input.files().tree();
    this.policy = input.signer();
    this.matchers =
        List.of(
            ClaimMatcher.exactly(
                Check.ISSUER,
                ReasonCode.ISSUER_MISMATCH,
                List.of(Claim.ISSUER, Claim.ISSUER_V1),
                policy.issuer()),
            new ClaimMatcher(
                Check.TRIGGER,
                ReasonCode.TRIGGER_MISMATCH,
                List.of(Claim.BUILD_TRIGGER, Claim.TRIGGER_V1),
                String.join(" or ", policy.triggers().stream().sorted().toList()),
                policy.triggers()::contains),
            ClaimMatcher.exactly(
                Check.TAG,
                ReasonCode.TAG_MISMATCH,
                List.of(Claim.SOURCE_REPOSITORY_REF, Claim.REF_V1),
                release.ref()),
            ClaimMatcher.exactly(
                Check.COMMIT,
                ReasonCode.TAG_MOVED,
                List.of(Claim.SOURCE_REPOSITORY_DIGEST, Claim.COMMIT_V1),
                release.commit()));
  }

  @Override
  public void check(SignerEvidence evidence, Findings findings) {
    FulcioClaims claims = evidence.claims();
    evidence.statement().ifPresent(statement -> checkStatement(statement, findings));
    checkSigner(claims, findings);
    matchers.forEach(matcher -> matcher.check(evidence, findings));
    new RepositoryClaims(release, evidence, findings).check();
  }

  /** Not every statement vouches for what it is about: a failed test is one, too. */
  private static void checkStatement(InTotoStatement statement, Findings findings) {
    if (!PROVENANCE.contains(statement.predicateType())) {
      findings.fail(
          Check.SIGNATURE,
          ReasonCode.STATEMENT_NOT_ACCEPTED,
          String.join(" or ", PROVENANCE),
          statement.predicateType());
    }
  }

  private void checkSigner(FulcioClaims claims, Findings findings) {
    WorkflowReference.Reading signer = WorkflowReference.parse(claims.uri().orElse(""), release);
    if (signer instanceof Ours ours) {
      checkOurs(ours.path(), claims, findings);
    } else if (signer instanceof OtherRef other) {
      fail(
          findings,
          Claim.SUBJECT_ALTERNATIVE_NAME,
          ReasonCode.TAG_MISMATCH,
          release.ref(),
          other.ref());
    } else if (signer instanceof Foreign foreign) {
      checkForeign(foreign, claims, findings);
    }
    if (policy.githubHostedOnly()) {
      String runner = claims.get(Claim.RUNNER_ENVIRONMENT).orElse("no claim");
      if (!runner.equals(GITHUB_HOSTED)) {
        fail(
            findings,
            Claim.RUNNER_ENVIRONMENT,
            ReasonCode.RUNNER_NOT_ALLOWED,
            GITHUB_HOSTED,
            runner);
      }
    }
    findings.passUnlessFailed(
        Check.SIGNER,
        signer instanceof Ours ours
            ? ours.path() + " at " + release.ref()
            : claims.subjectAlternativeName());
  }

  private void checkOurs(String path, FulcioClaims claims, Findings findings) {
    if (!policy.allows(path)) {
      fail(
          findings,
          Claim.SUBJECT_ALTERNATIVE_NAME,
          ReasonCode.SIGNER_WORKFLOW_NOT_ALLOWED,
          policy.describeWorkflows(),
          path);
    }
    requireAtTag(Claim.SUBJECT_ALTERNATIVE_NAME, path, findings);
    requireSameSigner(claims, findings);
    requireCommit(Claim.BUILD_SIGNER_DIGEST, claims, findings);
    requireCommit(Claim.BUILD_CONFIG_DIGEST, claims, findings);
    claims
        .get(Claim.BUILD_CONFIG_URI)
        .filter(caller -> !caller.equals(claims.subjectAlternativeName()))
        .ifPresent(caller -> checkCaller(caller, findings));
  }

  /** A reusable workflow of another repository: only one that is listed, called by one of ours. */
  private void checkForeign(Foreign foreign, FulcioClaims claims, Findings findings) {
    if (!policy.allowsForeign(claims.subjectAlternativeName(), release)) {
      fail(
          findings,
          Claim.SUBJECT_ALTERNATIVE_NAME,
          ReasonCode.SIGNER_MISMATCH,
          foreign.expected(),
          foreign.actual());
      return;
    }
    requireSameSigner(claims, findings);
    Optional<String> caller = claims.get(Claim.BUILD_CONFIG_URI);
    if (caller.isEmpty()) {
      fail(
          findings,
          Claim.BUILD_CONFIG_URI,
          ReasonCode.CLAIM_MISSING,
          foreign.expected(),
          "no claim");
      return;
    }
    checkCaller(caller.get(), findings);
    requireCommit(Claim.BUILD_CONFIG_DIGEST, claims, findings);
  }

  /** The workflow that the event started: one of this repository, at this tag. */
  private void checkCaller(String uri, Findings findings) {
    WorkflowReference.Reading caller = WorkflowReference.parse(uri, release);
    if (caller instanceof Ours ours) {
      requireAtTag(Claim.BUILD_CONFIG_URI, ours.path(), findings);
    } else if (caller instanceof OtherRef other) {
      fail(findings, Claim.BUILD_CONFIG_URI, ReasonCode.TAG_MISMATCH, release.ref(), other.ref());
    } else if (caller instanceof Foreign foreign) {
      fail(
          findings,
          Claim.BUILD_CONFIG_URI,
          ReasonCode.SIGNER_MISMATCH,
          foreign.expected(),
          foreign.actual());
    }
  }

  private void requireAtTag(Claim claim, String path, Findings findings) {
    Optional<TreeEntry> found = tree.entries().entry(path);
    if (found.isEmpty() && !tree.whollyListed()) {
      findings.undecided(
          Check.SIGNER,
          ReasonCode.CONTENT_LIMIT_REACHED,
          path + " among the files of the tag",
          "only some of them: " + tree.incomplete().orElse("the others are not listed"));
    } else if (found.filter(entry -> entry.kind() == TreeEntry.Kind.FILE).isEmpty()) {
      fail(
          findings,
          claim,
          ReasonCode.SIGNER_WORKFLOW_UNKNOWN,
          "a file of the tag",
          path + ", which the tag does not contain");
    }
  }

  private void requireSameSigner(FulcioClaims claims, Findings findings) {
    String name = claims.subjectAlternativeName();
    claims
        .get(Claim.BUILD_SIGNER_URI)
        .filter(uri -> !uri.equals(name) && !isSameWorkflow(uri, name))
        .ifPresent(
            uri ->
                fail(
                    findings,
                    Claim.BUILD_SIGNER_URI,
                    ReasonCode.SIGNER_MISMATCH,
                    "signed by " + name,
                    "signed by " + uri));
  }

  /** One of ours at this tag may be spelled in two ways. */
  private boolean isSameWorkflow(String one, String other) {
    return WorkflowReference.parse(one, release) instanceof Ours ours
        && ours.equals(WorkflowReference.parse(other, release));
  }

  private void requireCommit(Claim claim, FulcioClaims claims, Findings findings) {
    claims
        .get(claim)
        .filter(commit -> !commit.equals(release.commit()))
        .ifPresent(
            commit ->
                findings.add(
                    Finding.failed(Check.COMMIT, ReasonCode.TAG_MOVED, release.commit(), commit)
                        .about(claim)));
  }

  private static void fail(
      Findings findings, Claim claim, ReasonCode reason, String expected, String actual) {
    findings.add(Finding.failed(Check.SIGNER, reason, expected, actual).about(claim));
  }
}
