package dev.countersign.report;

import static dev.countersign.report.Verdicts.V0_0_13;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.policy.PolicyError;
import dev.countersign.policy.PolicyOrigin;
import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.verification.RepositoryName;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every message without a verdict as a person reads it: still awaited, or not to be had. */
class WithoutVerdictReportsTest {
  private static final Awaited AWAITED =
      new Awaited(
          V0_0_13,
          "master",
          List.of("checksums-*.txt"),
          Instant.parse("2023-02-13T15:16:20Z"),
          Instant.parse("2023-02-13T15:46:20Z"));

  private static final List<PolicyError> MISTAKES =
      List.of(
          new PolicyError(7, 13, "contents.unlisted: \"warning\" is not one of fail, warn, ignore"),
          new PolicyError(12, 1, "sginer: unknown key, did you mean signer?"));

  private static final PolicyOrigin OF_OWNER =
      new PolicyOrigin.OwnersFile(new RepositoryName("octo-org", ".github"));

  @Test
  void waiting() {
    Golden.assertReport("waiting", CheckReports.waiting(AWAITED));
  }

  @Test
  void timedOut() {
    Golden.assertReport("timed-out", CheckReports.timedOut(AWAITED));
  }

  @Test
  void waitingForARunOfTheWorkflow() {
    Golden.assertReport("waiting-for-a-run", CheckReports.waiting(awaitedFrom(Optional.empty())));
  }

  @Test
  void timedOutAfterARunThatSucceeded() {
    Golden.assertReport(
        "timed-out-after-a-run", CheckReports.timedOut(awaitedFrom(Optional.of("success"))));
  }

  @Test
  void workflowFailed() {
    Golden.assertReport(
        "workflow-failed", CheckReports.workflowFailed(awaitedFrom(Optional.of("failure"))));
  }

  @Test
  void tagMoved() {
    Golden.assertReport(
        "red-tag-left-this-commit",
        CheckReports.tagMoved("v1.2.0", "97543e47f5a8fb72c43f4d2d6a345ee95f0a5375"));
  }

  @Test
  void withdrawn() {
    Golden.assertReport("withdrawn", CheckReports.withdrawn("v1.2.0"));
  }

  @Test
  void changedVerdict() {
    Golden.assertReport(
        "changed-to-red",
        CheckReports.tagMoved("v1.2.0", "97543e47f5a8fb72c43f4d2d6a345ee95f0a5375")
            .changed(
                Conclusion.SUCCESS,
                "v1.2.0 verified: 2 files, signed by release.yml",
                Instant.parse("2026-03-02T09:00:00Z")));
  }

  private static Awaited awaitedFrom(Optional<String> conclusion) {
    return new Awaited(
        AWAITED.release(),
        AWAITED.branch(),
        AWAITED.materials(),
        AWAITED.publishedAt(),
        AWAITED.deadline(),
        Map.of(),
        List.of(
            new Awaited.Run(
                "Release to PyPI @octocat",
                URI.create("https://github.com/octo-org/octo-app/actions/runs/1"),
                conclusion)));
  }

  @Test
  void retrying() {
    Golden.assertReport(
        "retrying",
        CheckReports.retrying(
            "v1.2.0",
            "GitHub did not answer: api.github.com returned 502.",
            Instant.parse("2025-09-01T10:34:10Z")));
  }

  @Test
  void brokenPolicy() {
    Golden.assertReport(
        "broken-policy", CheckReports.brokenPolicy("v1.2.0", new PolicyOrigin.OwnFile(), MISTAKES));
  }

  @Test
  void brokenPolicyOfTheOwner() {
    Golden.assertReport(
        "broken-policy-of-owner", CheckReports.brokenPolicy("v1.2.0", OF_OWNER, MISTAKES));
  }

  @Test
  void waitingAsTheOwnerConfigured() {
    Golden.assertReport(
        "waiting-as-owner-configured", CheckReports.waiting(AWAITED).configuredBy(OF_OWNER));
  }

  @Test
  void saysNothingOfAConfigurationThatIsWhereReadersLook() {
    CheckReport report = CheckReports.waiting(AWAITED);

    assertThat(report.configuredBy(new PolicyOrigin.OwnFile())).isEqualTo(report);
    assertThat(report.configuredBy(new PolicyOrigin.Defaults())).isEqualTo(report);
  }

  @Test
  @Tag("threat-24")
  void couldNotVerifyInTime() {
    Golden.assertReport(
        "could-not-verify-timed-out",
        CheckReports.couldNotVerify(
            "v1.2.0",
            Conclusion.TIMED_OUT,
            "GitHub did not answer for 2 hours.",
            "Wait until GitHub works again."));
  }

  @Test
  void couldNotVerifyForALimit() {
    Golden.assertReport(
        "could-not-verify-limit",
        CheckReports.couldNotVerify(
            "v1.2.0",
            Conclusion.ACTION_REQUIRED,
            "The file assets/video@4k.mp4 has 900 MB, more than the 512 MB that are read.",
            "Leave this file out of the manifest."));
  }

  @Test
  void internalError() {
    Golden.assertReport("internal-error", CheckReports.internalError("v1.2.0", "4b6f3c1e-release"));
  }

  @Test
  @Tag("threat-24")
  void neverCallsAnUndecidedReleaseGoodOrBadNorLetsItPass() {
    for (Conclusion decided : List.of(Conclusion.SUCCESS, Conclusion.NEUTRAL, Conclusion.FAILURE)) {
      assertThatThrownBy(() -> CheckReports.couldNotVerify("v1", decided, "Why.", "What."))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(decided.name());
    }
  }
}
