package dev.countersign.verification;

import static dev.countersign.verification.ReasonCode.CLAIM_MISSING;
import static dev.countersign.verification.ReasonCode.SIGNER_MISMATCH;
import static dev.countersign.verification.ReasonCode.SIGNER_WORKFLOW_UNKNOWN;
import static dev.countersign.verification.ReasonCode.TAG_MISMATCH;
import static dev.countersign.verification.ReasonCode.TAG_MOVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.simulation.sigstore.Claim;
import dev.countersign.simulation.sigstore.WorkflowIdentity;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where one workflow calls another, the called one signs and the caller was started. */
class ReusableWorkflowTest {
  private static final String OURS =
      "https://github.com/octo-org/demo/" + SignedRelease.WORKFLOW + "@refs/tags/v1.0.0";
  private static final String FOREIGN =
      "https://github.com/octo-org/signing/.github/workflows/sign.yml@refs/tags/v2";
  private static final String FOREIGN_COMMIT = "1f9439c395f4c25c9a7dd54b774eb73cb2898996";

  private final SignedRelease release = new SignedRelease();

  /** A certificate of the foreign workflow, which the release's own one called. */
  private final WorkflowIdentity called =
      SignedRelease.run()
          .identity()
          .withUris(FOREIGN)
          .with(Claim.BUILD_SIGNER_URI, FOREIGN)
          .with(Claim.BUILD_SIGNER_DIGEST, FOREIGN_COMMIT)
          .with(Claim.BUILD_CONFIG_URI, OURS);

  @Test
  @Tag("threat-4")
  void acceptsAForeignWorkflowThatIsListed() {
    assertThat(release.reasons(called)).containsExactly(SIGNER_MISMATCH);

    for (String pattern :
        List.of(
            "octo-org/signing/.github/workflows/sign.yml@refs/tags/v2",
            "octo-org/signing/.github/workflows/*.yml@refs/tags/v*")) {
      allow(pattern);
      assertThat(release.reasons(called)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "octo-org/signing/.github/workflows/sign.yml@refs/tags/v1",
        "octo-org/signing/.github/workflows/sign.yml@refs/heads/*",
        "octo-org/*/sign.yml@refs/tags/v2",
        "octo-org/sign/.github/workflows/sign.yml@refs/tags/v2",
        ".github/workflows/sign.yml",
        "**"
      })
  @Tag("threat-4")
  void rejectsAForeignWorkflowThatIsListedOnlyAlmost(String pattern) {
    allow(pattern);

    assertThat(release.reasons(called)).containsExactly(SIGNER_MISMATCH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sign.yml@!v2", "sign.yml@/refs", "sign.yml@.", "..@v2"})
  void rejectsAForeignWorkflowWhereNoPatternIsOfAWorkflowAtARef(String pattern) {
    allow("octo-org/signing/.github/workflows/" + pattern);

    assertThat(release.reasons(called)).containsExactly(SIGNER_MISMATCH);
  }

  @Test
  void acceptsAListedWorkflowThatIsPinnedToACommit() {
    String pinned = FOREIGN.replace("refs/tags/v2", FOREIGN_COMMIT);
    allow("octo-org/signing/.github/workflows/sign.yml@" + FOREIGN_COMMIT);

    assertThat(release.reasons(called.withUris(pinned).with(Claim.BUILD_SIGNER_URI, pinned)))
        .isEmpty();
    assertThat(release.reasons(called)).containsExactly(SIGNER_MISMATCH);
  }

  @Test
  @Tag("threat-4")
  void doesNotLetAPatternOfAPathReachIntoTheRef() {
    String branch = FOREIGN.replace("refs/tags/v2", "refs/heads/x@refs/tags/v2");
    allow("octo-org/signing/.github/workflows/**@refs/tags/v2");

    assertThat(release.reasons(called)).isEmpty();
    assertThat(release.reasons(called.withUris(branch).with(Claim.BUILD_SIGNER_URI, branch)))
        .containsExactly(SIGNER_MISMATCH);
  }

  @Test
  @Tag("threat-4")
  void rejectsAListedWorkflowThatAnotherRepositoryCalled() {
    allow("octo-org/signing/.github/workflows/sign.yml@refs/tags/v2");

    assertThat(
            release.reasons(
                called.with(
                    Claim.BUILD_CONFIG_URI,
                    "https://github.com/evil/app/.github/workflows/ci.yml@refs/tags/v1.0.0")))
        .containsExactly(SIGNER_MISMATCH);
    assertThat(
            release.reasons(
                called.with(
                    Claim.BUILD_CONFIG_URI, OURS.replace("refs/tags/v1.0.0", "refs/heads/main"))))
        .containsExactly(TAG_MISMATCH);
    assertThat(
            release.reasons(
                called.with(Claim.BUILD_CONFIG_URI, OURS.replace("release.yml", "unknown.yml"))))
        .containsExactly(SIGNER_WORKFLOW_UNKNOWN);
    assertThat(release.reasons(called.without(Claim.BUILD_CONFIG_URI)))
        .containsExactly(CLAIM_MISSING);
    assertThat(release.reasons(called.with(Claim.BUILD_CONFIG_DIGEST, FOREIGN_COMMIT)))
        .containsExactly(TAG_MOVED);
    assertThat(release.reasons(called.with(Claim.BUILD_SIGNER_URI, OURS)))
        .containsExactly(SIGNER_MISMATCH);
  }

  @Test
  @Tag("threat-4")
  @Tag("threat-6")
  void rejectsAListedWorkflowOfAnotherServer() {
    String elsewhere = FOREIGN.replace("github.com", "github.example");
    allow("octo-org/signing/.github/workflows/sign.yml@refs/tags/v2");

    assertThat(release.reasons(called.withUris(elsewhere).with(Claim.BUILD_SIGNER_URI, elsewhere)))
        .containsExactly(SIGNER_MISMATCH);
  }

  @Test
  @Tag("threat-4")
  void doesNotTakeAPatternOfForeignWorkflowsForOneOfOurs() {
    allow("octo-org/signing/.github/workflows/sign.yml@refs/tags/v2");

    assertThat(release.reasons(SignedRelease.run().identity()))
        .containsExactly(ReasonCode.SIGNER_WORKFLOW_NOT_ALLOWED);
  }

  private void allow(String pattern) {
    release.allowing(
        new SignerPolicy(
            List.of(Glob.ofPath(pattern)), Set.of("release"), SignedRelease.ISSUER, false));
  }
}
