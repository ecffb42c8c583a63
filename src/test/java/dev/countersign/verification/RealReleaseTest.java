package dev.countersign.verification;

import static dev.countersign.verification.RealReleaseCases.reasons;
import static dev.countersign.verification.RealReleaseCases.release;
import static dev.countersign.verification.RealReleaseCases.verifier;
import static dev.countersign.verification.RealReleaseCases.verify;
import static dev.countersign.verification.RealReleaseCases.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.fixture.RealRelease;
import dev.countersign.verification.EntryResult.GitInternal;
import dev.countersign.verification.EntryResult.GitInternalConfirmed;
import dev.countersign.verification.EntryResult.GitInternalNotCheckable;
import dev.countersign.verification.EntryResult.ManifestItself;
import dev.countersign.verification.EntryResult.MatchesTag;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The real release v0.0.13, fully offline, and how it differs from other releases. */
class RealReleaseTest {
  @Test
  void verifiesTheRealRelease() {
    SetVerdict verdict = verify(RealRelease.input());

    assertThat(verdict.findings())
        .extracting(Finding::check, Finding::status)
        .containsExactlyElementsOf(
            Arrays.stream(Check.values())
                .map(check -> org.assertj.core.groups.Tuple.tuple(check, Status.PASSED))
                .toList());
    assertThat(verdict.verified()).isTrue();
    SigningFacts facts = verdict.signing().orElseThrow();
    assertThat(facts.signedAt()).contains(RealRelease.SIGNED_AT);
    assertThat(facts.logIndex()).contains(13_249_936L);
    assertThat(facts.evidence()).contains(SigningFacts.LogEvidence.LEGACY_PROMISE);
  }

  @Test
  void explainsAllFiftySixEntries() {
    ContentsResult contents = verify(RealRelease.input()).contents();

    assertThat(contents.entries()).hasSize(56);
    assertThat(contents.ofKind(MatchesTag.class)).hasSize(14);
    assertThat(contents.ofKind(ManifestItself.class)).hasSize(1);
    assertThat(
            contents.ofKind(GitInternalConfirmed.class).stream()
                .collect(Collectors.groupingBy(GitInternalConfirmed::kind, Collectors.counting())))
        .containsEntry(GitInternal.DETERMINED_BY_TAG, 4L)
        .containsEntry(GitInternal.OBJECT_OF_TAG, 19L)
        .containsEntry(GitInternal.STOCK_TEMPLATE, 15L);
    assertThat(contents.ofKind(GitInternalNotCheckable.class))
        .extracting(result -> result.entry().path())
        .containsExactly(".git/index", ".git/config", ".git/logs/HEAD");
    assertThat(contents.unlisted()).isEmpty();
  }

  @Test
  @Tag("threat-10")
  void rejectsTheLegacyPromiseAfterTheCutOff() {
    VerificationInput input = RealRelease.input();

    assertThat(
            reasons(
                new VerificationInput(
                    input.release(),
                    input.materialSets(),
                    input.files(),
                    input.signer(),
                    input.contents(),
                    RealRelease.SIGNED_AT)))
        .containsExactly(ReasonCode.CHECKPOINT_MISSING, ReasonCode.SIGNING_TIME_UNVERIFIED);
  }

  @Test
  @Tag("threat-1")
  void rejectsATagMovedAfterSigning() {
    String moved = "1f9439c395f4c25c9a7dd54b774eb73cb2898996";
    TaggedTree tree = RealRelease.treeOf(moved);

    assertThat(
            reasons(
                with(
                    release(RealRelease.REPOSITORY, RealRelease.TAG, moved),
                    tree,
                    RealRelease.signer())))
        .containsExactly(ReasonCode.TAG_MOVED);
  }

  @Test
  @Tag("threat-8")
  void rejectsMaterialsOfAnotherTag() {
    assertThat(
            reasons(
                with(
                    release(RealRelease.REPOSITORY, "v0.0.14", RealRelease.COMMIT),
                    RealRelease.tree(),
                    RealRelease.signer())))
        .containsExactly(ReasonCode.TAG_MISMATCH, ReasonCode.TAG_MISMATCH);
  }

  @Test
  @Tag("threat-6")
  void rejectsMaterialsOfAnotherRepository() {
    assertThat(
            reasons(
                with(
                    release(
                        RepositoryName.parse("someone/pyconfr-sigstore-demo"),
                        RealRelease.TAG,
                        RealRelease.COMMIT),
                    RealRelease.tree(),
                    RealRelease.signer())))
        .containsExactly(ReasonCode.SIGNER_MISMATCH, ReasonCode.REPOSITORY_MISMATCH);
  }

  @Test
  @Tag("threat-5")
  void rejectsAnotherTrigger() {
    assertThat(
            reasons(
                with(
                    RealRelease.release(),
                    RealRelease.tree(),
                    new SignerPolicy(
                        List.of(), Set.of("push"), RealRelease.signer().issuer(), false))))
        .containsExactly(ReasonCode.TRIGGER_MISMATCH);
  }

  @Test
  @Tag("threat-6")
  void rejectsAnotherIssuer() {
    assertThat(
            reasons(
                with(
                    RealRelease.release(),
                    RealRelease.tree(),
                    new SignerPolicy(
                        List.of(),
                        Set.of("release"),
                        "https://token.actions.githubusercontent.com/",
                        false))))
        .containsExactly(ReasonCode.ISSUER_MISMATCH);
  }

  @Test
  void rejectsAWorkflowThatIsNotListed() {
    assertThat(
            reasons(
                with(
                    RealRelease.release(),
                    RealRelease.tree(),
                    new SignerPolicy(
                        List.of(Glob.ofPath(".github/workflows/publish.yaml")),
                        Set.of("release"),
                        RealRelease.signer().issuer(),
                        false))))
        .containsExactly(ReasonCode.SIGNER_WORKFLOW_NOT_ALLOWED);
  }

  @Test
  void rejectsASelfHostedRunnerWhereHostedOnesAreRequired() {
    assertThat(
            reasons(
                with(
                    RealRelease.release(),
                    RealRelease.tree(),
                    new SignerPolicy(
                        List.of(), Set.of("release"), RealRelease.signer().issuer(), true))))
        .containsExactly(ReasonCode.RUNNER_NOT_ALLOWED);
  }

  @Test
  @Tag("threat-7")
  void rejectsMaterialsSignedBeforeTheRepositoryExisted() {
    Release release = RealRelease.release();

    assertThat(
            reasons(
                with(
                    new Release(
                        release.serverUrl(),
                        release.repository(),
                        release.repositoryId(),
                        release.ownerId(),
                        Instant.parse("2023-02-13T15:17:01Z"),
                        release.visibility(),
                        release.tag(),
                        release.commit(),
                        Optional.empty()),
                    RealRelease.tree(),
                    RealRelease.signer())))
        .containsExactly(ReasonCode.SIGNED_BEFORE_REPOSITORY_EXISTED);
  }

  @Test
  void rejectsTheTrustedRootOfAnotherInstance() {
    assertThat(reasons(verifier("staging").verify(RealRelease.input()).sets().get(0)))
        .containsExactly(
            ReasonCode.CERTIFICATE_CHAIN_UNTRUSTED,
            ReasonCode.SCT_INVALID,
            ReasonCode.LOG_UNKNOWN,
            ReasonCode.SIGNING_TIME_UNVERIFIED);
  }
}
