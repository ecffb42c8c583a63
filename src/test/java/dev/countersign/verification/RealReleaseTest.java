package dev.countersign.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.countersign.fixture.RealRelease;
import dev.countersign.fixture.SharedFixtures;
import dev.countersign.verification.EntryResult.GitInternal;
import dev.countersign.verification.EntryResult.GitInternalConfirmed;
import dev.countersign.verification.EntryResult.GitInternalNotCheckable;
import dev.countersign.verification.EntryResult.ManifestItself;
import dev.countersign.verification.EntryResult.MatchesTag;
import dev.sigstore.proto.bundle.v1.Bundle;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The real release v0.0.13, fully offline, and what a single change to it does. */
class RealReleaseTest {
  private final Verifier verifier =
      new Verifier(
          TrustedMaterial.parse(SharedFixtures.text("fixtures/trusted-roots/production.json")));

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
  void rejectsAManifestWithOneBitChanged() {
    MaterialSet set = RealRelease.materials();
    byte[] changed = set.manifest().content();
    changed[0] ^= 1;

    assertThat(
            reasons(
                with(
                    new MaterialSet(
                        new MaterialFile(RealRelease.MANIFEST, changed),
                        set.bundles(),
                        set.signatures(),
                        set.certificates()))))
        .contains(ReasonCode.DIGEST_MISMATCH, ReasonCode.LOG_ENTRY_MISMATCH);
  }

  @Test
  void rejectsABundleWithOneBitOfTheSignatureChanged() {
    assertThat(
            changed(
                bundle ->
                    bundle
                        .getMessageSignatureBuilder()
                        .setSignature(flip(bundle.getMessageSignature().getSignature(), 20))))
        .contains(
            ReasonCode.SIGNATURE_INVALID,
            ReasonCode.MATERIALS_DISAGREE,
            ReasonCode.LOG_ENTRY_MISMATCH);
  }

  @Test
  void rejectsADetachedSignatureWithOneBitChanged() {
    MaterialSet set = RealRelease.materials();
    byte[] changed = set.signatures().get(0).content();
    changed[10] ^= 1;

    assertThat(
            reasons(
                with(
                    new MaterialSet(
                        set.manifest(),
                        set.bundles(),
                        List.of(new MaterialFile(RealRelease.MANIFEST + ".sig", changed)),
                        set.certificates()))))
        .containsExactly(ReasonCode.MATERIALS_DISAGREE);
  }

  @Test
  void rejectsADetachedCertificateOfSomebodyElse() {
    MaterialSet set = RealRelease.materials();
    byte[] changed =
        new String(set.certificates().get(0).content(), StandardCharsets.US_ASCII)
            .replaceFirst("A", "B")
            .getBytes(StandardCharsets.US_ASCII);

    assertThat(
            reasons(
                with(
                    new MaterialSet(
                        set.manifest(),
                        set.bundles(),
                        set.signatures(),
                        List.of(new MaterialFile(RealRelease.MANIFEST + ".crt", changed))))))
        .isNotEmpty()
        .isSubsetOf(ReasonCode.MATERIALS_DISAGREE, ReasonCode.SIGNATURE_FILE_UNREADABLE);
  }

  @Test
  void rejectsABundleWithOneBitOfTheCertificatesSignatureChanged() {
    assertThat(
            changed(
                bundle -> {
                  var certificate =
                      bundle
                          .getVerificationMaterialBuilder()
                          .getX509CertificateChainBuilder()
                          .getCertificatesBuilder(0);
                  certificate.setRawBytes(
                      flip(certificate.getRawBytes(), certificate.getRawBytes().size() - 1));
                }))
        .contains(ReasonCode.CERTIFICATE_CHAIN_UNTRUSTED, ReasonCode.LOG_ENTRY_MISMATCH);
  }

  @Test
  void rejectsASignedEntryTimestampWithOneBitChanged() {
    assertThat(
            changedEntry(
                entry ->
                    entry
                        .getInclusionPromiseBuilder()
                        .setSignedEntryTimestamp(
                            flip(entry.getInclusionPromise().getSignedEntryTimestamp(), 20))))
        .containsExactly(ReasonCode.SET_INVALID, ReasonCode.SIGNING_TIME_UNVERIFIED);
  }

  @Test
  void rejectsALogEntryWithAnotherTime() {
    assertThat(changedEntry(entry -> entry.setIntegratedTime(entry.getIntegratedTime() + 1)))
        .containsExactly(ReasonCode.SET_INVALID, ReasonCode.SIGNING_TIME_UNVERIFIED);
  }

  @Test
  void rejectsALogEntryWithOneBitOfItsBodyChanged() {
    int digest = 120;
    assertThat(
            changedEntry(
                entry -> entry.setCanonicalizedBody(flip(entry.getCanonicalizedBody(), digest))))
        .contains(ReasonCode.SIGNING_TIME_UNVERIFIED)
        .containsAnyOf(ReasonCode.LOG_ENTRY_MISMATCH, ReasonCode.LOG_ENTRY_UNREADABLE);
  }

  @Test
  void rejectsAProofWithOneBitChanged() {
    assertThat(
            changedEntry(
                entry -> {
                  var proof = entry.getInclusionProofBuilder();
                  proof.setHashes(0, flip(proof.getHashes(0), 0));
                }))
        .containsExactly(ReasonCode.INCLUSION_PROOF_INVALID, ReasonCode.SIGNING_TIME_UNVERIFIED);
  }

  @Test
  void rejectsALogEntryWithoutProofAndPromise() {
    assertThat(changedEntry(entry -> entry.clearInclusionProof().clearInclusionPromise()))
        .containsExactly(ReasonCode.INCLUSION_PROOF_MISSING, ReasonCode.SIGNING_TIME_UNVERIFIED);
  }

  @Test
  void rejectsASecondLogEntry() {
    assertThat(
            changed(
                bundle ->
                    bundle
                        .getVerificationMaterialBuilder()
                        .addTlogEntries(bundle.getVerificationMaterial().getTlogEntries(0))))
        .containsExactly(ReasonCode.LOG_ENTRY_AMBIGUOUS, ReasonCode.SIGNING_TIME_UNVERIFIED);
  }

  @Test
  void rejectsABundleWithoutLogEntry() {
    assertThat(changed(bundle -> bundle.getVerificationMaterialBuilder().clearTlogEntries()))
        .containsExactly(ReasonCode.LOG_ENTRY_MISSING, ReasonCode.SIGNING_TIME_MISSING);
  }

  @Test
  void rejectsTheLegacyPromiseAfterTheCutOff() {
    VerificationInput input = RealRelease.input();

    assertThat(
            reasons(
                new VerificationInput(
                    input.release(),
                    input.materialSets(),
                    input.tree(),
                    input.signer(),
                    input.contents(),
                    RealRelease.SIGNED_AT)))
        .containsExactly(ReasonCode.CHECKPOINT_MISSING, ReasonCode.SIGNING_TIME_UNVERIFIED);
  }

  @Test
  void rejectsATagMovedAfterSigning() {
    String moved = "1f9439c395f4c25c9a7dd54b774eb73cb2898996";
    VerificationInput input = RealRelease.input();
    TaggedTree tree =
        new TaggedTree(
            moved, input.tree().rootTree(), input.tree().entries(), input.tree().digests());

    assertThat(
            reasons(
                with(
                    release(RealRelease.REPOSITORY, RealRelease.TAG, moved),
                    tree,
                    RealRelease.signer())))
        .containsExactly(ReasonCode.TAG_MOVED);
  }

  @Test
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
                        release.tag(),
                        release.commit(),
                        Optional.empty()),
                    RealRelease.tree(),
                    RealRelease.signer())))
        .containsExactly(ReasonCode.SIGNED_BEFORE_REPOSITORY_EXISTED);
  }

  @Test
  void rejectsTheTrustedRootOfAnotherInstance() {
    Verifier staging =
        new Verifier(
            TrustedMaterial.parse(SharedFixtures.text("fixtures/trusted-roots/staging.json")));

    assertThat(reasons(staging.verify(RealRelease.input()).sets().get(0)))
        .containsExactly(
            ReasonCode.CERTIFICATE_CHAIN_UNTRUSTED,
            ReasonCode.SCT_INVALID,
            ReasonCode.LOG_UNKNOWN,
            ReasonCode.SIGNING_TIME_UNVERIFIED);
  }

  private List<ReasonCode> changedEntry(Consumer<TransparencyLogEntry.Builder> change) {
    return changed(
        bundle -> change.accept(bundle.getVerificationMaterialBuilder().getTlogEntriesBuilder(0)));
  }

  private List<ReasonCode> changed(Consumer<Bundle.Builder> change) {
    MaterialSet set = RealRelease.materials();
    try {
      Bundle.Builder bundle = Bundle.newBuilder();
      JsonFormat.parser()
          .merge(new String(set.bundles().get(0).content(), StandardCharsets.UTF_8), bundle);
      change.accept(bundle);
      byte[] json = JsonFormat.printer().print(bundle).getBytes(StandardCharsets.UTF_8);
      return reasons(
          with(
              new MaterialSet(
                  set.manifest(),
                  List.of(new MaterialFile(RealRelease.MANIFEST + ".sigstore", json)),
                  set.signatures(),
                  set.certificates())));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the fixture is a bundle", e);
    }
  }

  private List<ReasonCode> reasons(VerificationInput input) {
    return reasons(verify(input));
  }

  private static List<ReasonCode> reasons(SetVerdict verdict) {
    List<ReasonCode> reasons =
        verdict.withStatus(Status.FAILED).stream().map(Finding::reason).toList();
    assertThat(verdict.verified()).isEqualTo(reasons.isEmpty());
    return reasons;
  }

  private SetVerdict verify(VerificationInput input) {
    return verifier.verify(input).sets().get(0);
  }

  private static Release release(RepositoryName repository, String tag, String commit) {
    Release release = RealRelease.release();
    return new Release(
        release.serverUrl(),
        repository,
        release.repositoryId(),
        release.ownerId(),
        release.repositoryCreatedAt(),
        tag,
        commit,
        Optional.empty());
  }

  private static VerificationInput with(MaterialSet set) {
    VerificationInput input = RealRelease.input();
    return new VerificationInput(
        input.release(),
        List.of(set),
        input.tree(),
        input.signer(),
        input.contents(),
        input.legacyCutoff());
  }

  private static VerificationInput with(Release release, TaggedTree tree, SignerPolicy signer) {
    VerificationInput input = RealRelease.input();
    return new VerificationInput(
        release, input.materialSets(), tree, signer, input.contents(), input.legacyCutoff());
  }

  private static ByteString flip(ByteString bytes, int index) {
    byte[] changed = bytes.toByteArray();
    changed[index] ^= 1;
    return ByteString.copyFrom(changed);
  }
}
