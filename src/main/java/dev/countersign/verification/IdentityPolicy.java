package dev.countersign.verification;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A signer as somebody describes it claim by claim. All that is described must hold, each exactly;
 * a policy that describes nobody cannot be built.
 */
public final class IdentityPolicy {
  /** Subject alternative name of the certificates with which GitHub attests releases. */
  public static final String GITHUB_RELEASES = "https://dotcom.releases.github.com";

  private final List<Signer> parts;
  private final Set<Check> checks;

  private IdentityPolicy(List<Signer> parts, Set<Check> checks) {
    this.parts = List.copyOf(parts);
    this.checks = Set.copyOf(checks);
  }

  /** An empty description, to be filled in. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * GitHub itself, attesting an immutable release. Its certificate names no issuer and no
   * repository; the signed statement does.
   */
  public static IdentityPolicy ofGitHubRelease(ExpectedRelease release) {
    return builder()
        .subjectAlternativeName(GITHUB_RELEASES)
        .with(Check.ISSUER, ReleaseAttestation::requireNoIssuer)
        .with(release.checks(), new ReleaseAttestation(release))
        .build();
  }

  /** The checks that this policy makes. */
  Set<Check> checks() {
    return checks;
  }

  /**
   * Gathers findings about everything in which the signing shows somebody else. A certificate that
   * contradicts itself shows nobody, also where that is not described.
   */
  void check(SignerEvidence evidence, Findings findings) {
    FulcioClaims claims = evidence.claims();
    ClaimMatcher.requireEqual(Check.ISSUER, Claim.ISSUER, Claim.ISSUER_V1, claims, findings);
    ClaimMatcher.requireEqual(
        Check.TRIGGER, Claim.BUILD_TRIGGER, Claim.TRIGGER_V1, claims, findings);
    ClaimMatcher.requireEqual(
        Check.TAG, Claim.SOURCE_REPOSITORY_REF, Claim.REF_V1, claims, findings);
    ClaimMatcher.requireEqual(
        Check.COMMIT, Claim.SOURCE_REPOSITORY_DIGEST, Claim.COMMIT_V1, claims, findings);
    parts.forEach(part -> part.check(evidence, findings));
  }

  /** Gathers what is described. */
  public static final class Builder {
    private final List<Signer> parts = new ArrayList<>();
    private final Set<Check> checks = EnumSet.noneOf(Check.class);
    private boolean namesSomebody;

    private Builder() {}

    /** The whole subject alternative name: {@code https://…/release.yml@refs/tags/v1}. */
    public Builder subjectAlternativeName(String name) {
      namesSomebody = true;
      return exactly(
          Check.SIGNER, ReasonCode.SIGNER_MISMATCH, name, Claim.SUBJECT_ALTERNATIVE_NAME);
    }

    /** Who vouched for the identity. */
    public Builder issuer(String url) {
      return exactly(Check.ISSUER, ReasonCode.ISSUER_MISMATCH, url, Claim.ISSUER, Claim.ISSUER_V1);
    }

    /** The event that started the workflow: {@code release}. */
    public Builder trigger(String event) {
      return exactly(
          Check.TRIGGER, ReasonCode.TRIGGER_MISMATCH, event, Claim.BUILD_TRIGGER, Claim.TRIGGER_V1);
    }

    /** The repository, which GitHub knows in any ASCII case. */
    public Builder repository(RepositoryName name, String serverUrl) {
      namesSomebody = true;
      RepositoryNameClaims claimed = new RepositoryNameClaims(name, serverUrl);
      return with(
          Check.REPOSITORY,
          (evidence, findings) -> {
            claimed.check(evidence, findings);
            findings.passUnlessFailed(Check.REPOSITORY, name.fullName());
          });
    }

    /** The Git ref that the workflow ran for: {@code refs/tags/v1}. */
    public Builder ref(String ref) {
      return exactly(
          Check.TAG, ReasonCode.TAG_MISMATCH, ref, Claim.SOURCE_REPOSITORY_REF, Claim.REF_V1);
    }

    /** The commit that the workflow ran at. */
    public Builder commit(String id) {
      return exactly(
          Check.COMMIT, ReasonCode.TAG_MOVED, id, Claim.SOURCE_REPOSITORY_DIGEST, Claim.COMMIT_V1);
    }

    /** The workflow's name, as its file gives it. */
    public Builder workflowName(String name) {
      return exactly(Check.SIGNER, ReasonCode.WORKFLOW_NAME_MISMATCH, name, Claim.WORKFLOW_NAME);
    }

    /**
     * The policy.
     *
     * @throws IllegalStateException if it says neither who signed nor for which repository, so that
     *     anybody could have
     */
    public IdentityPolicy build() {
      if (!namesSomebody) {
        throw new IllegalStateException("anybody would satisfy this policy");
      }
      return new IdentityPolicy(parts, checks);
    }

    private Builder exactly(
        Check check, ReasonCode mismatch, String expected, Claim newest, Claim... older) {
      List<Claim> forms = new ArrayList<>(List.of(newest));
      forms.addAll(List.of(older));
      return with(check, ClaimMatcher.exactly(check, mismatch, forms, expected));
    }

    private Builder with(Check check, Signer part) {
      return with(Set.of(check), part);
    }

    private Builder with(Set<Check> made, Signer part) {
      checks.addAll(made);
      parts.add(part);
      return this;
    }
  }
}
