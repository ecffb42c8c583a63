package dev.countersign.report;

import static dev.countersign.report.Verdicts.contents;
import static dev.countersign.report.Verdicts.set;
import static dev.countersign.report.Verdicts.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.PolicyError;
import dev.countersign.policy.PolicyOrigin;
import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.verification.Check;
import dev.countersign.verification.Finding;
import dev.countersign.verification.ReasonCode;
import dev.countersign.verification.RepositoryName;
import dev.countersign.verification.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a reviewer of a change reads, in {@code src/test/resources/golden}. */
class ChangeReportsTest {
  private static final Verdict GREEN = verdict(set("checksums-1.txt", contents("a.py", "b.py")));
  private static final Verdict RED =
      verdict(
          set(
              "checksums-1.txt",
              contents("a.py"),
              Finding.failed(
                  Check.TAG, ReasonCode.TAG_MISMATCH, "refs/tags/v1.2.0", "refs/tags/v1.1.0")));

  @Test
  void nothingOfReleases() {
    assertReport("change-without-materials", Conclusion.NEUTRAL, new Draft().change());
  }

  @Test
  void verifiedMaterials() {
    assertReport("change-green", Conclusion.SUCCESS, new Draft().verified(GREEN).change());
  }

  @Test
  void materialsThatDoNotVerifyFromAFork() {
    assertReport(
        "change-red-from-fork", Conclusion.FAILURE, new Draft().fromFork().verified(RED).change());
  }

  @Test
  void theWorstOfSeveralReleasesDecides() {
    ProposedChange change =
        new Draft().verified(GREEN, RED).ofOlder("checksums-0.txt", "v1.1.0").change();
    assertReport("change-older-materials", Conclusion.FAILURE, change);
  }

  @Test
  void removedMaterials() {
    assertReport(
        "change-removes-materials",
        Conclusion.ACTION_REQUIRED,
        new Draft().removing("checksums-1.txt", "@octocat.txt").change());
  }

  @Test
  void removedMaterialsBesideVerifiedOnes() {
    ProposedChange change = new Draft().verified(GREEN).removing("checksums-0.txt").change();
    assertThat(CheckReports.change(change).conclusion()).contains(Conclusion.ACTION_REQUIRED);
  }

  @Test
  void alteredConfigurationAndWorkflow() {
    assertReport(
        "change-alters-rules",
        Conclusion.NEUTRAL,
        new Draft()
            .inAMergeGroup()
            .changingConfiguration()
            .changingWorkflow(".github/workflows/release.yml")
            .change());
  }

  @Test
  void annotatesNoFileOfAnotherRepository() {
    CheckReport report =
        CheckReports.change(
            new Draft().brokenByTheOwner(new PolicyError(7, 5, "it is wrong")).change());

    assertThat(report.conclusion()).contains(Conclusion.ACTION_REQUIRED);
    assertThat(report.summary())
        .contains("`.github/countersign.yml` of `octo-org/.github`", "on the default branch of");
    assertThat(report.annotations()).isEmpty();
  }

  @Test
  void brokenConfiguration() {
    CheckReport report =
        assertReport(
            "change-breaks-configuration",
            Conclusion.ACTION_REQUIRED,
            new Draft()
                .verified(GREEN)
                .changingConfiguration(new PolicyError(2, 7, "wait: \"x\" is not a duration"))
                .change());
    assertThat(report.annotations()).singleElement().matches(note -> note.line() == 2);
  }

  @Test
  void doesNotPassWithAListThatNoVerdictIsAbout() {
    ProposedChange change =
        new Draft().verified(GREEN).bringing("checksums-1.txt", "checksums-2.txt").change();
    assertReport("change-with-an-unknown-list", Conclusion.ACTION_REQUIRED, change);
  }

  @Test
  void passesWithListsThatAreAllVerified() {
    ProposedChange change = new Draft().verified(GREEN).bringing("checksums-1.txt").change();
    assertThat(CheckReports.change(change).conclusion()).contains(Conclusion.SUCCESS);
  }

  @Test
  void noReleaseYet() {
    assertReport(
        "change-before-any-release",
        Conclusion.ACTION_REQUIRED,
        new Draft().beforeAnyRelease().bringing("checksums-1.txt").change());
  }

  private static CheckReport assertReport(
      String name, Conclusion conclusion, ProposedChange change) {
    CheckReport report = CheckReports.change(change);
    assertThat(report.conclusion()).contains(conclusion);
    Golden.assertReport(name, report);
    return report;
  }

  /** A change of a pull request that touches nothing of releases, unless a test says otherwise. */
  private static final class Draft {
    private Optional<Integer> pullRequest = Optional.of(7);
    private boolean fromFork;
    private Optional<String> newestTag = Optional.of("v1.2.0");
    private List<Verdict> verdicts = List.of();
    private List<String> brought = List.of();
    private Map<String, String> ofOlder = Map.of();
    private List<String> removed = List.of();
    private boolean changesConfiguration;
    private PolicyOrigin origin = new PolicyOrigin.OwnFile();
    private List<PolicyError> errors = List.of();
    private List<String> workflows = List.of();

    Draft inAMergeGroup() {
      pullRequest = Optional.empty();
      return this;
    }

    Draft fromFork() {
      fromFork = true;
      return this;
    }

    Draft beforeAnyRelease() {
      newestTag = Optional.empty();
      return this;
    }

    Draft verified(Verdict... of) {
      verdicts = List.of(of);
      return this;
    }

    Draft bringing(String... manifests) {
      brought = List.of(manifests);
      return this;
    }

    Draft ofOlder(String manifest, String tag) {
      ofOlder = Map.of(manifest, tag);
      return this;
    }

    Draft removing(String... manifests) {
      removed = List.of(manifests);
      return this;
    }

    Draft changingConfiguration(PolicyError... found) {
      changesConfiguration = true;
      errors = List.of(found);
      return this;
    }

    Draft brokenByTheOwner(PolicyError error) {
      origin = new PolicyOrigin.OwnersFile(RepositoryName.parse("octo-org/.github"));
      errors = List.of(error);
      return this;
    }

    Draft changingWorkflow(String path) {
      workflows = List.of(path);
      return this;
    }

    ProposedChange change() {
      return new ProposedChange(
          pullRequest,
          fromFork,
          newestTag,
          verdicts,
          brought,
          ofOlder,
          removed,
          changesConfiguration,
          origin,
          errors,
          workflows);
    }
  }
}
