package dev.countersign.verification;

import static dev.countersign.verification.ReasonCode.REPOSITORY_MISMATCH;
import static dev.countersign.verification.ReasonCode.SIGNER_MISMATCH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.simulation.sigstore.Claim;
import dev.countersign.simulation.sigstore.WorkflowIdentity;
import dev.countersign.simulation.sigstore.WorkflowRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The certificate's repository is the release's, by name and by number. */
class SigningRepositoryTest {
  private final SignedRelease release = new SignedRelease();
  private final WorkflowRun run = SignedRelease.run();
  private final WorkflowIdentity identity = run.identity();

  @ParameterizedTest
  @ValueSource(
      strings = {"evil/demo", "octo-org/demo2", "octo-org/dem", "octo_org/demo", "octo-org/dem0"})
  @Tag("threat-6")
  void rejectsAForkOrALookAlike(String repository) {
    assertThat(reasons(run.withRepository(repository)))
        .startsWith(SIGNER_MISMATCH, REPOSITORY_MISMATCH, REPOSITORY_MISMATCH)
        .containsOnly(SIGNER_MISMATCH, REPOSITORY_MISMATCH);
  }

  @Test
  @Tag("threat-6")
  void rejectsLettersThatOnlyLookLikeTheRepositorys() {
    assertThat(release.reasons(identity.with(Claim.REPOSITORY, "octo-org/dem\u043e")))
        .containsExactly(REPOSITORY_MISMATCH);
    // The Kelvin sign is a small k to those who fold case as Unicode does.
    assertThat(RepositoryName.parse("octo-org/kit").isNamed("octo-org/\u212ait")).isFalse();
  }

  @Test
  @Tag("threat-6")
  void foldsAsciiCaseOfOwnerAndRepository() {
    assertThat(reasons(run.withRepository("Octo-Org/DEMO"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1002,2002", "1001,2003", "-1001,2002"})
  @Tag("threat-7")
  void rejectsANameWhoseRepositoryOrOwnerIsAnother(long repositoryId, long ownerId) {
    assertThat(reasons(run.withIds(repositoryId, ownerId))).containsExactly(REPOSITORY_MISMATCH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"01001", " 1001", "1001 ", "+1001", "", "1e3"})
  @Tag("threat-7")
  void comparesNumericIdsToTheCharacter(String id) {
    assertThat(release.reasons(identity.with(Claim.SOURCE_REPOSITORY_IDENTIFIER, id)))
        .containsExactly(REPOSITORY_MISMATCH);
  }

  @Test
  @Tag("threat-7")
  void rejectsANamesakeThatSignedBeforeTheRepositoryExisted() {
    WorkflowIdentity old = identity.withoutNewerClaims();

    assertThat(createdAt(SignedRelease.SIGNED_AT.plusSeconds(1)).reasons(old))
        .containsExactly(ReasonCode.SIGNED_BEFORE_REPOSITORY_EXISTED);
    assertThat(createdAt(SignedRelease.SIGNED_AT).reasons(old)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"REPOSITORY,evil/demo", "SOURCE_REPOSITORY_URI,https://github.com/evil/demo"})
  @Tag("threat-6")
  void rejectsEitherRepositoryClaimOfAnother(Claim claim, String value) {
    assertThat(release.reasons(identity.with(claim, value))).containsExactly(REPOSITORY_MISMATCH);
  }

  private List<ReasonCode> reasons(WorkflowRun other) {
    return release.reasons(other.identity());
  }

  private SignedRelease createdAt(Instant instant) {
    Release known = SignedRelease.RELEASE;
    return release.of(
        new Release(
            known.serverUrl(),
            known.repository(),
            known.repositoryId(),
            known.ownerId(),
            instant,
            known.visibility(),
            known.tag(),
            known.commit(),
            Optional.empty()));
  }
}
