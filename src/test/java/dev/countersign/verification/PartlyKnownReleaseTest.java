package dev.countersign.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.GitHubSigstore;
import dev.countersign.simulation.sigstore.ReleaseAttestation;
import dev.countersign.simulation.sigstore.SigningRequest;
import dev.countersign.simulation.sigstore.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A release of which not everything is known, or an attestation that does not say everything. */
class PartlyKnownReleaseTest {
  private static final String ASSET = SignedRelease.MANIFEST;
  private static final Digest DIGEST = Digest.sha256(SignedRelease.manifest());
  private static final String PURL = "pkg:github/octo-org/demo@v1.0.0";

  private final GitHubSigstore gitHub = new GitHubSigstore(() -> SignedRelease.ISSUED_AT);
  private final Statement good =
      new ReleaseAttestation(
              "octo-org/demo",
              1001,
              2002,
              3003,
              "v1.0.0",
              SignedRelease.COMMIT,
              Map.of(ASSET, DIGEST.hex()))
          .statement();

  @Test
  void comparesNothingThatIsNotKnown() {
    ExpectedRelease named =
        new ExpectedRelease(
            RepositoryName.parse("Octo-Org/Demo"),
            OptionalLong.empty(),
            OptionalLong.empty(),
            "v1.0.0",
            Set.of(),
            Optional.empty());

    assertThat(reasons(good.withSubject("more.zip", "sha256", "0".repeat(64)), named)).isEmpty();
    assertThat(named.checks()).containsExactlyInAnyOrder(Check.REPOSITORY, Check.TAG);
    assertThat(known().checks())
        .containsExactlyInAnyOrder(Check.REPOSITORY, Check.TAG, Check.COMMIT, Check.CONTENTS);
  }

  @ParameterizedTest
  @CsvSource({"1002,2002", "1001,2003"})
  void comparesEitherIdByItself(long repositoryId, long ownerId) {
    for (ExpectedRelease one :
        List.of(
            ids(OptionalLong.of(repositoryId), OptionalLong.empty()),
            ids(OptionalLong.empty(), OptionalLong.of(ownerId)))) {
      boolean right = one.repositoryId().orElse(1001) == 1001 && one.ownerId().orElse(2002) == 2002;
      assertThat(reasons(good, one))
          .isEqualTo(right ? List.of() : List.of(ReasonCode.REPOSITORY_MISMATCH));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"repository", "repositoryId", "ownerId", "tag"})
  void rejectsAPredicateThatLacksAMemberOrHasItInAnotherForm(String name) {
    JsonObject lacking = good.predicate();
    lacking.remove(name);
    assertThat(reasons(good.withPredicate(lacking), known()))
        .containsExactly(ReasonCode.STATEMENT_UNREADABLE);

    JsonObject numbered = good.predicate();
    numbered.addProperty(name, 1001);
    assertThat(reasons(good.withPredicate(numbered), known()))
        .containsExactly(ReasonCode.STATEMENT_UNREADABLE);
  }

  @Test
  void rejectsAnAttestationOfNoCommitOrOfTwo() {
    Statement uncommitted =
        Statement.of(ReleaseAttestation.V0_1)
            .withPredicate(good.predicate())
            .withSubject(ASSET, "sha256", DIGEST.hex());

    assertThat(reasons(uncommitted, known())).containsExactly(ReasonCode.TAG_MOVED);
    assertThat(reasons(uncommitted.withSubjectUri(PURL, "sha256", DIGEST.hex()), known()))
        .containsExactly(ReasonCode.TAG_MOVED);
    assertThat(reasons(good.withSubjectUri(PURL, "sha1", "0".repeat(40)), known()))
        .containsExactly(ReasonCode.TAG_MOVED);
    assertThat(reasons(good.withSubjectUri(PURL, "sha1", SignedRelease.COMMIT), known())).isEmpty();
  }

  @Test
  void rejectsAnAssetWithoutADigestThatCanBeCompared() {
    assertThat(reasons(good.withSubject("more.zip", "sha1", "0".repeat(40)), known()))
        .containsExactly(ReasonCode.ASSET_MISMATCH);
  }

  @ParameterizedTest
  @CsvSource({"ISSUER,8", "ISSUER_V1,1"})
  void rejectsACertificateOfGitHubsNameThatHasAnIssuer(
      dev.countersign.simulation.sigstore.Claim claim, int number) {
    SigningRequest honest = gitHub.byReleaseSigner();
    SigningRequest issued = GitHubSigstore.by(honest.identity().with(claim, SignedRelease.ISSUER));

    SigningVerdict verdict = verdict(good, issued, known());

    assertThat(SigningCases.reasons(verdict)).containsExactly(ReasonCode.ISSUER_MISMATCH);
    assertThat(verdict.findings())
        .filteredOn(finding -> finding.status() == Status.FAILED)
        .allMatch(finding -> finding.claim().orElseThrow().oid().endsWith(".57264.1." + number));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://dotcom.releases.github.com/",
        "http://dotcom.releases.github.com",
        "https://dotcom.releases.github.com.evil.example",
        "https://DOTCOM.releases.github.com"
      })
  void rejectsASignerOfAlmostGitHubsName(String name) {
    assertThat(
            SigningCases.reasons(
                verdict(
                    good,
                    GitHubSigstore.by(gitHub.byReleaseSigner().identity().withUris(name)),
                    known())))
        .containsExactly(ReasonCode.SIGNER_MISMATCH);
  }

  @Test
  void rejectsAFileThatIsSignedInPlaceOfAStatement() {
    assertThat(
            SigningCases.reasons(
                verifier()
                    .verify(
                        SigningCases.MANIFEST,
                        SigningCases.bundle(
                            gitHub
                                .sign(SignedRelease.manifest(), gitHub.byReleaseSigner())
                                .bundleJson(BundleVersion.V0_3)),
                        IdentityPolicy.ofGitHubRelease(known()))))
        .containsExactly(ReasonCode.BUNDLE_UNSUPPORTED);
  }

  private static ExpectedRelease known() {
    return new ExpectedRelease(
        RepositoryName.parse("octo-org/demo"),
        OptionalLong.of(1001),
        OptionalLong.of(2002),
        "v1.0.0",
        Set.of(SignedRelease.COMMIT),
        Optional.of(Map.of(ASSET, DIGEST)));
  }

  private static ExpectedRelease ids(OptionalLong repositoryId, OptionalLong ownerId) {
    return new ExpectedRelease(
        RepositoryName.parse("octo-org/demo"),
        repositoryId,
        ownerId,
        "v1.0.0",
        Set.of(),
        Optional.empty());
  }

  private List<ReasonCode> reasons(Statement statement, ExpectedRelease release) {
    return SigningCases.reasons(verdict(statement, gitHub.byReleaseSigner(), release));
  }

  private SigningVerdict verdict(
      Statement statement, SigningRequest request, ExpectedRelease release) {
    return verifier()
        .verify(
            SigningCases.MANIFEST,
            SigningCases.bundle(gitHub.attest(statement, request).bundleJson(BundleVersion.V0_3)),
            IdentityPolicy.ofGitHubRelease(release));
  }

  private SigningVerifier verifier() {
    return new SigningVerifier(
        TrustedMaterial.parse(gitHub.trustedRootJson()), SigningCases.CUTOFF);
  }
}
