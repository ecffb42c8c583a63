package dev.countersign.report;

import static dev.countersign.report.Verdicts.contents;
import static dev.countersign.report.Verdicts.set;
import static dev.countersign.report.Verdicts.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.PolicyError;
import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.verification.Check;
import dev.countersign.verification.Finding;
import dev.countersign.verification.ReasonCode;
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
    assertReport("change-without-materials", Conclusion.NEUTRAL, change(false, List.of()));
  }

  @Test
  void verifiedMaterials() {
    assertReport("change-green", Conclusion.SUCCESS, change(false, List.of(GREEN)));
  }

  @Test
  void materialsThatDoNotVerifyFromAFork() {
    assertReport("change-red-from-fork", Conclusion.FAILURE, change(true, List.of(RED)));
  }

  @Test
  void theWorstOfSeveralReleasesDecides() {
    ProposedChange change =
        new ProposedChange(
            Optional.of(7),
            false,
            Optional.of("v1.2.0"),
            List.of(GREEN, RED),
            List.of(),
            Map.of("checksums-0.txt", "v1.1.0"),
            List.of(),
            false,
            List.of(),
            List.of());
    assertReport("change-older-materials", Conclusion.FAILURE, change);
  }

  @Test
  void removedMaterials() {
    assertReport(
        "change-removes-materials",
        Conclusion.ACTION_REQUIRED,
        new ProposedChange(
            Optional.of(7),
            false,
            Optional.of("v1.2.0"),
            List.of(),
            List.of(),
            Map.of(),
            List.of("checksums-1.txt", "@octocat.txt"),
            false,
            List.of(),
            List.of()));
  }

  @Test
  void removedMaterialsBesideVerifiedOnes() {
    ProposedChange change =
        new ProposedChange(
            Optional.of(7),
            false,
            Optional.of("v1.2.0"),
            List.of(GREEN),
            List.of(),
            Map.of(),
            List.of("checksums-0.txt"),
            false,
            List.of(),
            List.of());
    assertThat(CheckReports.change(change).conclusion()).contains(Conclusion.ACTION_REQUIRED);
  }

  @Test
  void alteredConfigurationAndWorkflow() {
    assertReport(
        "change-alters-rules",
        Conclusion.NEUTRAL,
        new ProposedChange(
            Optional.empty(),
            false,
            Optional.of("v1.2.0"),
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            true,
            List.of(),
            List.of(".github/workflows/release.yml")));
  }

  @Test
  void brokenConfiguration() {
    CheckReport report =
        assertReport(
            "change-breaks-configuration",
            Conclusion.ACTION_REQUIRED,
            new ProposedChange(
                Optional.of(7),
                false,
                Optional.of("v1.2.0"),
                List.of(GREEN),
                List.of(),
                Map.of(),
                List.of(),
                true,
                List.of(new PolicyError(2, 7, "wait: \"x\" is not a duration")),
                List.of()));
    assertThat(report.annotations()).singleElement().matches(note -> note.line() == 2);
  }

  @Test
  void doesNotPassWithAListThatNoVerdictIsAbout() {
    ProposedChange change =
        new ProposedChange(
            Optional.of(7),
            false,
            Optional.of("v1.2.0"),
            List.of(GREEN),
            List.of("checksums-1.txt", "checksums-2.txt"),
            Map.of(),
            List.of(),
            false,
            List.of(),
            List.of());
    assertReport("change-with-an-unknown-list", Conclusion.ACTION_REQUIRED, change);
  }

  @Test
  void passesWithListsThatAreAllVerified() {
    ProposedChange change =
        new ProposedChange(
            Optional.of(7),
            false,
            Optional.of("v1.2.0"),
            List.of(GREEN),
            List.of("checksums-1.txt"),
            Map.of(),
            List.of(),
            false,
            List.of(),
            List.of());
    assertThat(CheckReports.change(change).conclusion()).contains(Conclusion.SUCCESS);
  }

  @Test
  void noReleaseYet() {
    assertReport(
        "change-before-any-release",
        Conclusion.ACTION_REQUIRED,
        new ProposedChange(
            Optional.of(7),
            false,
            Optional.empty(),
            List.of(),
            List.of("checksums-1.txt"),
            Map.of(),
            List.of(),
            false,
            List.of(),
            List.of()));
  }

  private static ProposedChange change(boolean fromFork, List<Verdict> verdicts) {
    return new ProposedChange(
        Optional.of(7),
        fromFork,
        Optional.of("v1.2.0"),
        verdicts,
        List.of(),
        Map.of(),
        List.of(),
        false,
        List.of(),
        List.of());
  }

  private static CheckReport assertReport(
      String name, Conclusion conclusion, ProposedChange change) {
    CheckReport report = CheckReports.change(change);
    assertThat(report.conclusion()).contains(conclusion);
    Golden.assertReport(name, report);
    return report;
  }
}
