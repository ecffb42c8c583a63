package dev.countersign.verification;

import static dev.countersign.verification.ReasonCode.CLAIMS_DISAGREE;
import static dev.countersign.verification.ReasonCode.CLAIM_MISSING;
import static dev.countersign.verification.ReasonCode.RUNNER_NOT_ALLOWED;
import static dev.countersign.verification.ReasonCode.SIGNER_MISMATCH;
import static dev.countersign.verification.ReasonCode.SIGNER_WORKFLOW_UNKNOWN;
import static dev.countersign.verification.ReasonCode.TAG_MISMATCH;
import static dev.countersign.verification.ReasonCode.TAG_MOVED;
import static dev.countersign.verification.ReasonCode.TRIGGER_MISMATCH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.Claim;
import dev.countersign.simulation.sigstore.SignedMaterials;
import dev.countersign.simulation.sigstore.Statement;
import dev.countersign.simulation.sigstore.WorkflowIdentity;
import dev.countersign.simulation.sigstore.WorkflowRun;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseSignerTest {
  private static final String OTHER_COMMIT = "1f9439c395f4c25c9a7dd54b774eb73cb2898996";

  private final SignedRelease release = new SignedRelease();
  private final WorkflowRun run = SignedRelease.run();
  private final WorkflowIdentity identity = run.identity();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "refs/heads/main",
        "refs/tags/v1.0.1",
        "refs/tags/V1.0.0",
        "refs/heads/v1.0.0",
        "refs/tags/v1.0.0/",
        "refs/tags/v1.0.0@refs/tags/v1.0.0",
        "refs/heads/x@refs/tags/v1.0.0",
        "refs/pull/1/merge"
      })
  @Tag("threat-2")
  @Tag("threat-8")
  void rejectsARunForAnotherRef(String ref) {
    assertThat(reasons(run.withRef(ref))).containsExactly(TAG_MISMATCH, TAG_MISMATCH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "workflow_dispatch",
        "pull_request",
        "push",
        "Release",
        "release ",
        "releases",
        ""
      })
  @Tag("threat-5")
  void rejectsAnotherTrigger(String trigger) {
    assertThat(reasons(run.withTrigger(trigger))).containsExactly(TRIGGER_MISMATCH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://token.actions.githubusercontent.com/",
        "http://token.actions.githubusercontent.com",
        "https://token.actions.githubusercontent.com.evil.example",
        "https://github.com/login/oauth"
      })
  @Tag("threat-6")
  void rejectsAnotherIssuer(String issuer) {
    assertThat(reasons(run.withIssuer(issuer))).containsExactly(ReasonCode.ISSUER_MISMATCH);
  }

  @Test
  @Tag("threat-1")
  void rejectsARunAtAnotherCommit() {
    // The source's, the build signer's and the build configuration's commit.
    assertThat(reasons(run.withCommit(OTHER_COMMIT)))
        .containsExactly(TAG_MOVED, TAG_MOVED, TAG_MOVED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com.evil.example/octo-org/demo/.github/workflows/release.yml@refs/tags/v1.0.0",
        "http://github.com/octo-org/demo/.github/workflows/release.yml@refs/tags/v1.0.0",
        "https://github.com/evil/demo/.github/workflows/release.yml@refs/tags/v1.0.0",
        "https://github.com/octo-org/demo/.github/workflows@refs/tags/v1.0.0",
        "https://github.com/octo-org/demo/workflows/release.yml@refs/tags/v1.0.0",
        "https://github.com/octo-org/demo/.github/workflows/release.yml",
        "https://github.com/octo-org/demo",
        "https://github.com/"
      })
  @Tag("threat-6")
  void rejectsASignerOutsideOfTheRepositorysWorkflows(String uri) {
    assertThat(signedBy(uri)).containsExactly(SIGNER_MISMATCH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "other.yml",
        "release.yml/",
        "../workflows/release.yml",
        "Release.yml",
        "",
        "./release.yml"
      })
  void rejectsAWorkflowThatTheTagDoesNotContain(String file) {
    assertThat(
            signedBy(
                "https://github.com/octo-org/demo/.github/workflows/" + file + "@refs/tags/v1.0.0"))
        .containsExactly(SIGNER_WORKFLOW_UNKNOWN);
  }

  @Test
  void rejectsAWorkflowThatIsNotListed() {
    release.allowing(
        new SignerPolicy(
            List.of(Glob.ofPath(".github/workflows/publish-*.yml")),
            Set.of("release"),
            SignedRelease.ISSUER,
            false));

    assertThat(release.reasons(identity)).containsExactly(ReasonCode.SIGNER_WORKFLOW_NOT_ALLOWED);
  }

  @Test
  @Tag("threat-4")
  void rejectsOurWorkflowCalledByAnothers() {
    String foreign = "https://github.com/evil/app/.github/workflows/ci.yml@refs/heads/main";

    assertThat(release.reasons(identity.with(Claim.BUILD_CONFIG_URI, foreign)))
        .containsExactly(SIGNER_MISMATCH);
    assertThat(release.reasons(identity.with(Claim.BUILD_SIGNER_URI, foreign)))
        .containsExactly(SIGNER_MISMATCH);
  }

  @Test
  @Tag("threat-4")
  void rejectsAForeignWorkflowThatOursCalls() {
    String foreign = "https://github.com/evil/app/.github/workflows/sign.yml@refs/tags/v1.0.0";

    assertThat(release.reasons(identity.withUris(foreign).with(Claim.BUILD_SIGNER_URI, foreign)))
        .containsExactly(SIGNER_MISMATCH);
  }

  @ParameterizedTest
  @CsvSource({"BUILD_SIGNER_DIGEST", "BUILD_CONFIG_DIGEST"})
  @Tag("threat-1")
  void rejectsAWorkflowAsItStandsAtAnotherCommit(Claim claim) {
    assertThat(release.reasons(identity.with(claim, OTHER_COMMIT))).containsExactly(TAG_MOVED);
  }

  @Test
  @Tag("threat-6")
  void rejectsACertificateThatNamesNobody() {
    assertThat(release.reasons(identity.withUris())).containsExactly(SIGNER_MISMATCH);
  }

  @Test
  @Tag("threat-6")
  void rejectsACertificateWithASecondName() {
    assertThat(release.reasons(identity.withUris(run.workflowUri(), "https://evil.example/")))
        .containsExactly(SIGNER_MISMATCH);
    assertThat(
            release.reasons(
                identity.withNames(
                    new GeneralName(GeneralName.uniformResourceIdentifier, run.workflowUri()),
                    new GeneralName(GeneralName.rfc822Name, "a@evil.example"))))
        .containsExactly(SIGNER_MISMATCH);
  }

  @Test
  @Tag("threat-6")
  void rejectsTheWorkflowAsANameOfAnotherKind() {
    GeneralName mail = new GeneralName(GeneralName.rfc822Name, run.workflowUri());

    assertThat(release.reasons(identity.withNames(mail))).containsExactly(SIGNER_MISMATCH);
  }

  @ParameterizedTest
  @CsvSource({
    "ISSUER_V1,ISSUER",
    "TRIGGER,BUILD_TRIGGER",
    "COMMIT,SOURCE_REPOSITORY_DIGEST",
    "REF,SOURCE_REPOSITORY_REF",
    "REPOSITORY,SOURCE_REPOSITORY_URI"
  })
  void rejectsACertificateWithoutTheClaim(Claim old, Claim newer) {
    assertThat(release.reasons(identity.without(old).without(newer)))
        .containsExactly(CLAIM_MISSING);
  }

  @ParameterizedTest
  @CsvSource({
    "ISSUER_V1,ISSUER,https://evil.example,ISSUER_MISMATCH",
    "TRIGGER,BUILD_TRIGGER,push,TRIGGER_MISMATCH",
    "COMMIT,SOURCE_REPOSITORY_DIGEST," + OTHER_COMMIT + ",TAG_MOVED",
    "REF,SOURCE_REPOSITORY_REF,refs/heads/main,TAG_MISMATCH"
  })
  @Tag("threat-1")
  @Tag("threat-2")
  @Tag("threat-5")
  void rejectsClaimsThatDisagree(Claim old, Claim newer, String value, ReasonCode mismatch) {
    assertThat(release.reasons(identity.with(old, value)))
        .containsExactly(CLAIMS_DISAGREE, mismatch);
    assertThat(release.reasons(identity.with(newer, value)))
        .containsExactly(CLAIMS_DISAGREE, mismatch);
  }

  @Test
  void rejectsClaimsThatDisagreeThoughEitherWouldDo() {
    release.allowing(
        new SignerPolicy(List.of(), Set.of("release", "push"), SignedRelease.ISSUER, false));

    assertThat(reasons(run.withTrigger("push"))).isEmpty();
    assertThat(release.reasons(identity.with(Claim.TRIGGER, "push")))
        .containsExactly(CLAIMS_DISAGREE);
  }

  @Test
  void rejectsASelfHostedOrUnknownRunnerWhereHostedOnesAreRequired() {
    release.allowing(new SignerPolicy(List.of(), Set.of("release"), SignedRelease.ISSUER, true));

    assertThat(reasons(run)).isEmpty();
    assertThat(reasons(run.withRunner("self-hosted"))).containsExactly(RUNNER_NOT_ALLOWED);
    assertThat(release.reasons(identity.without(Claim.RUNNER_ENVIRONMENT)))
        .containsExactly(RUNNER_NOT_ALLOWED);
  }

  @ParameterizedTest
  @CsvSource({
    "https://slsa.dev/provenance/v1,",
    "https://slsa.dev/provenance/v0.2,",
    "https://in-toto.io/attestation/test-result/v0.1,STATEMENT_NOT_ACCEPTED",
    "https://slsa.dev/provenance/v1/,STATEMENT_NOT_ACCEPTED"
  })
  void acceptsOnlyStatementsAboutTheOrigin(String predicateType, @Nullable ReasonCode reason) {
    Statement statement = Statement.of(predicateType).withSubject("list", SignedRelease.manifest());

    assertThat(
            release.reasons(
                release
                    .sigstore()
                    .attest(statement, SignedRelease.request())
                    .bundle(BundleVersion.V0_3)))
        .isEqualTo(reason == null ? List.of() : List.of(reason));
  }

  @Test
  void sortsADetachedSignatureByItsCertificate() {
    SignedMaterials signing = release.sign(SignedRelease.request());
    MaterialSet detached =
        new MaterialSet(
            new MaterialFile("list", SignedRelease.manifest()),
            List.of(),
            List.of(SigningCases.file(".sig", signing.signatureFile())),
            List.of(SigningCases.file(".crt", signing.certificateFile())));

    assertThat(ClaimedRef.of(detached)).contains("refs/tags/v1.0.0");
  }

  private List<ReasonCode> reasons(WorkflowRun other) {
    return release.reasons(other.identity());
  }

  private List<ReasonCode> signedBy(String uri) {
    return release.reasons(
        identity.withUris(uri).with(Claim.BUILD_SIGNER_URI, uri).with(Claim.BUILD_CONFIG_URI, uri));
  }
}
