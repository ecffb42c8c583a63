package dev.countersign.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.SigningRequest;
import dev.countersign.simulation.sigstore.WorkflowIdentity;
import dev.countersign.simulation.sigstore.WorkflowRun;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each claim of a certificate is compared with the release, and a mismatch names the claim. */
class ReleaseClaimsTest {
  private static final String ARC = "1.3.6.1.4.1.57264.1.";
  private static final String OTHER_COMMIT = "1f9439c395f4c25c9a7dd54b774eb73cb2898996";
  private static final String EVIL = "https://github.com/evil/demo";
  private static final String WORKFLOW_AT = "/.github/workflows/release.yml@refs/tags/v1.0.0";
  private static final String STARTED = ".github/workflows/on-release.yml";

  private final SignedRelease release = new SignedRelease();
  private final WorkflowRun run = SignedRelease.run();
  private final WorkflowIdentity identity = run.identity();

  @ParameterizedTest
  @CsvSource({
    "8,ISSUER,ISSUER_V1,https://evil.example,ISSUER,ISSUER_MISMATCH",
    "9,BUILD_SIGNER_URI,," + EVIL + WORKFLOW_AT + ",SIGNER,SIGNER_MISMATCH",
    "10,BUILD_SIGNER_DIGEST,," + OTHER_COMMIT + ",COMMIT,TAG_MOVED",
    "11,RUNNER_ENVIRONMENT,,self-hosted,SIGNER,RUNNER_NOT_ALLOWED",
    "12,SOURCE_REPOSITORY_URI,REPOSITORY," + EVIL + ",REPOSITORY,REPOSITORY_MISMATCH",
    "13,SOURCE_REPOSITORY_DIGEST,COMMIT," + OTHER_COMMIT + ",COMMIT,TAG_MOVED",
    "14,SOURCE_REPOSITORY_REF,REF,refs/heads/main,TAG,TAG_MISMATCH",
    "15,SOURCE_REPOSITORY_IDENTIFIER,,1002,REPOSITORY,REPOSITORY_MISMATCH",
    "16,SOURCE_REPOSITORY_OWNER_URI,,https://github.com/evil,REPOSITORY,REPOSITORY_MISMATCH",
    "17,SOURCE_REPOSITORY_OWNER_IDENTIFIER,,2003,REPOSITORY,REPOSITORY_MISMATCH",
    "18,BUILD_CONFIG_URI,," + EVIL + WORKFLOW_AT + ",SIGNER,SIGNER_MISMATCH",
    "19,BUILD_CONFIG_DIGEST,," + OTHER_COMMIT + ",COMMIT,TAG_MOVED",
    "20,BUILD_TRIGGER,TRIGGER,push,TRIGGER,TRIGGER_MISMATCH",
    "21,RUN_INVOCATION_URI,," + EVIL + "/actions/runs/1/attempts/1,REPOSITORY,REPOSITORY_MISMATCH"
  })
  void namesTheOneClaimThatIsWrong(
      int number,
      dev.countersign.simulation.sigstore.Claim claim,
      dev.countersign.simulation.sigstore.Claim older,
      String value,
      Check check,
      ReasonCode reason) {
    release.allowing(new SignerPolicy(List.of(), Set.of("release"), SignedRelease.ISSUER, true));
    WorkflowIdentity newer = older == null ? identity : identity.without(older);

    assertThat(failed(newer)).isEmpty();
    assertThat(failed(newer.with(claim, value)))
        .extracting(Finding::check, Finding::reason, finding -> finding.claim().orElseThrow().oid())
        .containsExactly(tuple(check, reason, ARC + number));
    assertThat(failed(newer.with(claim, value)).get(0).actual()).contains(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/octo-org/demo-evil/actions/runs/1",
        "https://github.com/octo-org/demo/issues/1",
        "https://github.example/octo-org/demo/actions/runs/1",
        ""
      })
  void rejectsARunOfAnotherRepository(String uri) {
    assertThat(
            failed(
                identity.with(dev.countersign.simulation.sigstore.Claim.RUN_INVOCATION_URI, uri)))
        .extracting(Finding::reason, finding -> finding.claim().orElseThrow())
        .containsExactly(tuple(ReasonCode.REPOSITORY_MISMATCH, Claim.RUN_INVOCATION_URI));
  }

  @ParameterizedTest
  @ValueSource(strings = {"private", "internal", "Public", ""})
  void onlyWarnsOfARepositoryThatWasOpenedOrClosed(String visibility) {
    SetVerdict verdict =
        verdict(
            identity.with(
                dev.countersign.simulation.sigstore.Claim.SOURCE_REPOSITORY_VISIBILITY,
                visibility));

    assertThat(verdict.verified()).isTrue();
    assertThat(verdict.withStatus(Status.WARNING))
        .containsExactly(
            Finding.warning(Check.REPOSITORY, ReasonCode.VISIBILITY_CHANGED, "public", visibility)
                .about(Claim.SOURCE_REPOSITORY_VISIBILITY));
  }

  @Test
  void warnsOfNothingWhereTheVisibilityIsTheSameOrUnknown() {
    assertThat(verdict(identity).withStatus(Status.WARNING)).isEmpty();
    assertThat(
            verdict(
                    identity.without(
                        dev.countersign.simulation.sigstore.Claim.SOURCE_REPOSITORY_VISIBILITY))
                .withStatus(Status.WARNING))
        .isEmpty();
  }

  @Test
  void gathersEverythingThatIsWrongAtOnce() {
    release.allowing(new SignerPolicy(List.of(), Set.of("release"), SignedRelease.ISSUER, true));
    WorkflowRun foreign =
        run.withRepository("evil/demo")
            .withIds(7, 8)
            .withRef("refs/heads/main")
            .withCommit(OTHER_COMMIT)
            .withTrigger("push")
            .withIssuer("https://evil.example")
            .withRunner("self-hosted");

    assertThat(failed(foreign.identity()))
        .extracting(Finding::reason, finding -> finding.claim().orElseThrow())
        .containsExactlyInAnyOrder(
            tuple(ReasonCode.SIGNER_MISMATCH, Claim.SUBJECT_ALTERNATIVE_NAME),
            tuple(ReasonCode.RUNNER_NOT_ALLOWED, Claim.RUNNER_ENVIRONMENT),
            tuple(ReasonCode.ISSUER_MISMATCH, Claim.ISSUER),
            tuple(ReasonCode.TRIGGER_MISMATCH, Claim.BUILD_TRIGGER),
            tuple(ReasonCode.REPOSITORY_MISMATCH, Claim.REPOSITORY_V1),
            tuple(ReasonCode.REPOSITORY_MISMATCH, Claim.SOURCE_REPOSITORY_URI),
            tuple(ReasonCode.REPOSITORY_MISMATCH, Claim.SOURCE_REPOSITORY_ID),
            tuple(ReasonCode.REPOSITORY_MISMATCH, Claim.SOURCE_REPOSITORY_OWNER_URI),
            tuple(ReasonCode.REPOSITORY_MISMATCH, Claim.SOURCE_REPOSITORY_OWNER_ID),
            tuple(ReasonCode.REPOSITORY_MISMATCH, Claim.RUN_INVOCATION_URI),
            tuple(ReasonCode.TAG_MISMATCH, Claim.SOURCE_REPOSITORY_REF),
            tuple(ReasonCode.TAG_MOVED, Claim.SOURCE_REPOSITORY_DIGEST));
  }

  @Test
  void acceptsOneOfOurWorkflowsCalledByAnotherOfOurs() {
    release.containing(STARTED);

    assertThat(failed(startedBy(address(STARTED)))).isEmpty();
  }

  @Test
  void wantsTheCalledWorkflowAmongThoseThatMaySign() {
    release.containing(STARTED);
    allow(SignedRelease.WORKFLOW);
    assertThat(failed(startedBy(address(STARTED)))).isEmpty();

    allow(STARTED);
    assertThat(failed(startedBy(address(STARTED))))
        .extracting(Finding::reason, finding -> finding.claim().orElseThrow())
        .containsExactly(
            tuple(ReasonCode.SIGNER_WORKFLOW_NOT_ALLOWED, Claim.SUBJECT_ALTERNATIVE_NAME));
  }

  @Test
  void rejectsACallerOfAnotherRefOrThatTheTagDoesNotContain() {
    assertThat(failed(startedBy(address(STARTED))))
        .extracting(Finding::reason, finding -> finding.claim().orElseThrow())
        .containsExactly(tuple(ReasonCode.SIGNER_WORKFLOW_UNKNOWN, Claim.BUILD_CONFIG_URI));

    release.containing(STARTED);
    assertThat(failed(startedBy(address(STARTED).replace("tags/v1.0.0", "heads/main"))))
        .extracting(Finding::reason, finding -> finding.claim().orElseThrow())
        .containsExactly(tuple(ReasonCode.TAG_MISMATCH, Claim.BUILD_CONFIG_URI));
  }

  @Test
  void rejectsACalledWorkflowThatTheTagDoesNotContain() {
    String called = address(".github/workflows/sign.yml");

    assertThat(
            failed(
                identity
                    .withUris(called)
                    .with(dev.countersign.simulation.sigstore.Claim.BUILD_SIGNER_URI, called)))
        .extracting(Finding::reason, finding -> finding.claim().orElseThrow())
        .containsExactly(tuple(ReasonCode.SIGNER_WORKFLOW_UNKNOWN, Claim.SUBJECT_ALTERNATIVE_NAME));
  }

  private WorkflowIdentity startedBy(String caller) {
    return identity.with(dev.countersign.simulation.sigstore.Claim.BUILD_CONFIG_URI, caller);
  }

  private static String address(String path) {
    return "https://github.com/octo-org/demo/" + path + "@refs/tags/v1.0.0";
  }

  private void allow(String path) {
    release.allowing(
        new SignerPolicy(
            List.of(Glob.ofPath(path)), Set.of("release"), SignedRelease.ISSUER, false));
  }

  private List<Finding> failed(WorkflowIdentity signer) {
    return verdict(signer).withStatus(Status.FAILED);
  }

  private SetVerdict verdict(WorkflowIdentity signer) {
    SetVerdict verdict =
        release.verify(
            SignedRelease.set(release.sign(SigningRequest.by(signer)).bundle(BundleVersion.V0_3)));
    assertThat(verdict.verified()).isEqualTo(verdict.withStatus(Status.FAILED).isEmpty());
    return verdict;
  }
}
