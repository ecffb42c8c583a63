package dev.countersign.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.simulation.sigstore.BundleVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Threat 19: a limit turns nothing green, and nothing red. */
class PartlyReadTreeTest {
  private final SignedRelease release = new SignedRelease();
  private final VerificationInput whole =
      release.input(
          SignedRelease.set(release.sign(SignedRelease.request()).bundle(BundleVersion.V0_3)));

  @Test
  void isGreenWhenAllIsRead() {
    assertThat(verify(whole.files().tree()).verified()).isTrue();
  }

  @Test
  @Tag("threat-19")
  void isUndecidedWhereFilesAreNotRead() {
    SetVerdict verdict =
        verify(
            new TaggedTree(
                whole.release().commit(),
                "1".repeat(40),
                whole.files().tree().entries(),
                Map.of(),
                Optional.of("too many bytes")));

    assertUndecided(verdict);
    assertThat(verdict.withStatus(Status.UNDECIDED))
        .extracting(Finding::actual)
        .allMatch(actual -> actual.contains("too many bytes"));
  }

  @Test
  @Tag("threat-19")
  void isUndecidedWhereFilesAreNotEvenListed() {
    TaggedTree.Builder tree =
        new TaggedTree.Builder(
            whole.release().commit(),
            "1".repeat(40),
            new TreeListingBuilder().build(),
            Set.of(Digest.Algorithm.SHA_256));
    tree.notWhollyListed("too many files");

    SetVerdict verdict = verify(tree.build());
    assertUndecided(verdict);
    assertThat(verdict.withStatus(Status.UNDECIDED))
        .as("whether the tag has the workflow")
        .extracting(Finding::check)
        .contains(Check.SIGNER);
  }

  /** Only a file of the tag can be the workflow that ran: what a link leads to may be anywhere. */
  @ParameterizedTest
  @EnumSource(names = {"SYMBOLIC_LINK", "SUBMODULE", "DIRECTORY"})
  void rejectsAWorkflowThatIsNoFileOfTheTag(TreeEntry.Kind kind) {
    List<TreeEntry> entries =
        whole.files().tree().entries().stream()
            .map(
                entry ->
                    entry.path().equals(SignedRelease.WORKFLOW)
                        ? new TreeEntry(entry.path(), kind, entry.objectId(), 0)
                        : entry)
            .toList();
    SetVerdict verdict =
        verify(new TaggedTree(whole.release().commit(), "1".repeat(40), entries, Map.of()));

    assertThat(verdict.withStatus(Status.FAILED))
        .extracting(Finding::reason)
        .contains(ReasonCode.SIGNER_WORKFLOW_UNKNOWN);
  }

  @Test
  @Tag("threat-19")
  void isUndecidedWhereAllThatIsListedWasReadButNotAllOfTheTag() {
    TaggedTree.Builder tree =
        new TaggedTree.Builder(
            whole.release().commit(), "1".repeat(40), whole.files().tree().entries(), Set.of());
    for (int i = 0; i < whole.files().tree().entries().size(); i++) {
      tree.digest(
          i,
          Digest.Algorithm.SHA_256,
          whole
              .files()
              .tree()
              .digest(whole.files().tree().entries().path(i), Digest.Algorithm.SHA_256)
              .orElseThrow()
              .bytes());
    }
    tree.notWhollyListed("too many files");

    assertUndecided(verify(tree.build()));
  }

  private static void assertUndecided(SetVerdict verdict) {
    assertThat(verdict.verified()).isFalse();
    assertThat(verdict.withStatus(Status.FAILED)).isEmpty();
    assertThat(verdict.withStatus(Status.UNDECIDED))
        .isNotEmpty()
        .allMatch(finding -> finding.reason() == ReasonCode.CONTENT_LIMIT_REACHED);
  }

  private SetVerdict verify(TaggedTree tree) {
    return release
        .verifier()
        .verify(
            new VerificationInput(
                whole.release(),
                whole.materialSets(),
                new ReleaseFiles(tree),
                whole.signer(),
                whole.contents(),
                whole.legacyCutoff()))
        .sets()
        .get(0);
  }
}
