package dev.countersign.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.GitHubSigstore;
import dev.countersign.simulation.sigstore.ReleaseAttestation;
import dev.countersign.simulation.sigstore.SignedMaterials;
import dev.countersign.simulation.sigstore.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What GitHub attests about an immutable release. */
class ReleaseAttestationTest {
  private static final String ASSET = SignedRelease.MANIFEST;
  private static final String DIGEST = Digest.sha256(SignedRelease.manifest()).hex();

  private final GitHubSigstore gitHub = new GitHubSigstore(() -> SignedRelease.ISSUED_AT);

  @Test
  void acceptsTheAttestationOfTheRelease() {
    assertThat(judged(attested().statement())).isEmpty();
    assertThat(judged(attested().newerStatement())).isEmpty();
  }

  @Test
  void rejectsEachThingThatIsAnothers() {
    assertThat(judged(of("octo-org/demo2", 1001, 2002, "v1.0.0", SignedRelease.COMMIT)))
        .containsExactly(ReasonCode.REPOSITORY_MISMATCH);
    assertThat(judged(of("octo-org/demo", 1002, 2002, "v1.0.0", SignedRelease.COMMIT)))
        .containsExactly(ReasonCode.REPOSITORY_MISMATCH);
    assertThat(judged(of("octo-org/demo", 1001, 2003, "v1.0.0", SignedRelease.COMMIT)))
        .containsExactly(ReasonCode.REPOSITORY_MISMATCH);
    assertThat(judged(of("octo-org/demo", 1001, 2002, "v1.0.1", SignedRelease.COMMIT)))
        .containsExactly(ReasonCode.TAG_MISMATCH);
    assertThat(judged(of("octo-org/demo", 1001, 2002, "v1.0.0", "0".repeat(40))))
        .containsExactly(ReasonCode.TAG_MOVED);
  }

  @Test
  void acceptsAnAnnotatedTagByItsCommitOrItsTagObjectAndByNothingElse() {
    String tagObject = "b".repeat(40);
    ExpectedRelease annotated = release(assets(), Set.of(SignedRelease.COMMIT, tagObject));
    Statement byObject = of("octo-org/demo", 1001, 2002, "v1.0.0", tagObject);

    assertThat(judged(attested().statement(), annotated)).isEmpty();
    assertThat(judged(byObject, annotated)).isEmpty();
    assertThat(judged(byObject.withSubjectUri("pkg:x", "sha1", SignedRelease.COMMIT), annotated))
        .isEmpty();
    assertThat(judged(byObject, release(assets()))).containsExactly(ReasonCode.TAG_MOVED);
    assertThat(judged(of("octo-org/demo", 1001, 2002, "v1.0.0", "0".repeat(40)), annotated))
        .containsExactly(ReasonCode.TAG_MOVED);
    assertThat(judged(byObject.withSubjectUri("pkg:x", "sha1", "0".repeat(40)), annotated))
        .containsExactly(ReasonCode.TAG_MOVED);
  }

  @Test
  void rejectsAssetsThatWereReplacedAddedOrRemoved() {
    Statement statement = attested().statement();

    assertThat(judged(statement.withSubject("more.zip", "sha256", "0".repeat(64))))
        .containsExactly(ReasonCode.ASSET_MISMATCH);
    assertThat(judged(statement.withSubject(ASSET, "sha256", "0".repeat(64))))
        .containsExactly(ReasonCode.ASSET_MISMATCH);
    assertThat(judged(statement.withSubject(ASSET, "sha256", DIGEST))).isEmpty();
    assertThat(
            judged(
                statement,
                release(
                    Map.of(
                        ASSET,
                        new Digest(Digest.Algorithm.SHA_256, DIGEST),
                        "more.zip",
                        new Digest(Digest.Algorithm.SHA_256, "0".repeat(64))))))
        .containsExactly(ReasonCode.ASSET_MISMATCH);
  }

  @Test
  void rejectsAFileThatIsNoAsset() {
    Statement other =
        new ReleaseAttestation(
                "octo-org/demo",
                1001,
                2002,
                3003,
                "v1.0.0",
                SignedRelease.COMMIT,
                Map.of(ASSET, "0".repeat(64)))
            .statement();

    assertThat(judged(other))
        .containsExactly(ReasonCode.SUBJECT_MISMATCH, ReasonCode.ASSET_MISMATCH);
  }

  @Test
  void rejectsAnotherStatementByTheSameSigner() {
    assertThat(judged(SigningCases.statement())).containsExactly(ReasonCode.BUNDLE_UNSUPPORTED);
    assertThat(
            judged(
                Statement.of(ReleaseAttestation.V0_1).withSubject(ASSET, SignedRelease.manifest())))
        .contains(ReasonCode.STATEMENT_UNREADABLE);
  }

  @Test
  void rejectsTheSameStatementByAWorkflow() {
    SignedMaterials workflows =
        gitHub.attest(attested().statement(), GitHubSigstore.by(SignedRelease.run().identity()));

    assertThat(judged(workflows, release(assets())))
        .containsExactly(
            ReasonCode.SIGNER_MISMATCH, ReasonCode.ISSUER_MISMATCH, ReasonCode.ISSUER_MISMATCH);
  }

  private static ReleaseAttestation attested() {
    return new ReleaseAttestation(
        "octo-org/demo", 1001, 2002, 3003, "v1.0.0", SignedRelease.COMMIT, Map.of(ASSET, DIGEST));
  }

  private static Statement of(
      String repository, long repositoryId, long ownerId, String tag, String commit) {
    return new ReleaseAttestation(
            repository, repositoryId, ownerId, 3003, tag, commit, Map.of(ASSET, DIGEST))
        .statement();
  }

  private static Map<String, Digest> assets() {
    return Map.of(ASSET, new Digest(Digest.Algorithm.SHA_256, DIGEST));
  }

  private static ExpectedRelease release(Map<String, Digest> assets) {
    return release(assets, Set.of(SignedRelease.COMMIT));
  }

  private static ExpectedRelease release(Map<String, Digest> assets, Set<String> objects) {
    return new ExpectedRelease(
        RepositoryName.parse("octo-org/demo"),
        OptionalLong.of(1001),
        OptionalLong.of(2002),
        "v1.0.0",
        objects,
        Optional.of(assets));
  }

  private List<ReasonCode> judged(Statement statement) {
    return judged(statement, release(assets()));
  }

  private List<ReasonCode> judged(Statement statement, ExpectedRelease release) {
    return judged(gitHub.attest(statement, gitHub.byReleaseSigner()), release);
  }

  private List<ReasonCode> judged(SignedMaterials materials, ExpectedRelease release) {
    return SigningCases.reasons(
        new SigningVerifier(TrustedMaterial.parse(gitHub.trustedRootJson()), SigningCases.CUTOFF)
            .verify(
                SigningCases.MANIFEST,
                SigningCases.bundle(materials.bundleJson(BundleVersion.V0_3)),
                IdentityPolicy.ofGitHubRelease(release)));
  }
}
