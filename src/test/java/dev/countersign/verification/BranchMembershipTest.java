package dev.countersign.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.simulation.sigstore.BundleVersion;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A tag on a commit that is not where it should be: threat row 3. */
class BranchMembershipTest {
  private final SignedRelease release = new SignedRelease();

  @Test
  @Tag("threat-3")
  void isAWarningOutsideOfTheDefaultBranch() {
    SetVerdict verdict = verify(new BranchMembership(false, List.of("main"), false));

    assertThat(verdict.verified()).isTrue();
    assertThat(verdict.withStatus(Status.WARNING))
        .extracting(Finding::reason)
        .containsExactly(ReasonCode.TAG_NOT_ON_DEFAULT_BRANCH);
  }

  @Test
  @Tag("threat-3")
  void isAFailureOutsideOfTheBranchesThatAreDemanded() {
    SetVerdict verdict = verify(new BranchMembership(false, List.of("a", "b"), true));

    assertThat(verdict.verified()).isFalse();
    assertThat(verdict.withStatus(Status.FAILED))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.reason()).isEqualTo(ReasonCode.TAG_NOT_ON_REQUIRED_BRANCH);
              assertThat(finding.expected()).endsWith(" on a or b");
            });
  }

  @Test
  void isNothingToSpeakOfWithin() {
    SetVerdict verdict = verify(new BranchMembership(true, List.of("main"), true));

    assertThat(verdict.verified()).isTrue();
    assertThat(verdict.withStatus(Status.WARNING)).isEmpty();
  }

  private SetVerdict verify(BranchMembership membership) {
    VerificationInput input =
        release.input(
            SignedRelease.set(release.sign(SignedRelease.request()).bundle(BundleVersion.V0_3)));
    return release
        .verifier()
        .verify(
            new VerificationInput(
                input.release(),
                input.materialSets(),
                input.files(),
                input.signer(),
                input.contents(),
                input.legacyCutoff(),
                membership))
        .sets()
        .get(0);
  }
}
