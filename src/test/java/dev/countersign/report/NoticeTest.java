package dev.countersign.report;

import static dev.countersign.report.Verdicts.V1_2_0;
import static dev.countersign.report.Verdicts.contents;
import static dev.countersign.report.Verdicts.set;
import static dev.countersign.report.Verdicts.verdict;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.verification.Check;
import dev.countersign.verification.Finding;
import dev.countersign.verification.ReasonCode;
import dev.countersign.verification.Verdict;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What comments and issues say. */
class NoticeTest {
  private static final Optional<URI> PAGE =
      Optional.of(URI.create("https://countersign.example/octo-org/octo-app/releases/v1.2.0"));

  @Test
  void saysTheSameAsTheCheckRun() {
    assertNotice(
        "notice-red",
        CheckReports.verdict(
            verdict(
                set(
                    "checksums-1.txt",
                    contents("a.py"),
                    Finding.failed(
                        Check.COMMIT, ReasonCode.TAG_MOVED, Verdicts.COMMIT, "0".repeat(40))))));
  }

  @Test
  void saysThatAReleaseIsVerified() {
    assertNotice("notice-green", CheckReports.verdict(verdict(set("a.txt", contents("a.py")))));
  }

  @Test
  void doesNotMarkAsBadWhatCouldNotBeVerified() {
    assertThat(Notice.of(CheckReports.internalError("v1.2.0", "7"), PAGE).markdown())
        .startsWith("### ❔ `v1.2.0` could not be verified");
  }

  @Test
  @Tag("threat-21")
  void mentionsNobodyAndLinksToNothingForeign() {
    Verdict hostile =
        new Verdict(
            Verdicts.release("octo-org/octo-app", "@octocat"),
            List.of(
                set(
                    "checksums-@octo-org/security.txt",
                    contents("@octocat", "https://evil.example"),
                    Finding.failed(
                        Check.CONTENTS,
                        ReasonCode.CONTENTS_DIFFER,
                        "@octocat",
                        "closes #1 https://evil.example"))));

    Notice notice = Notice.of(CheckReports.verdict(hostile), PAGE);
    String shown = notice.markdown().replaceAll("(?s)```.*?```", "").replaceAll("`[^`\n]*`", "");
    assertThat(shown).doesNotContain("@", "#1", "evil");
  }

  @Test
  void fitsIntoAComment() {
    CheckReport report =
        new CheckReport(
            Optional.of(CheckReport.Conclusion.FAILURE),
            "v1",
            ("é".repeat(500) + "\n\n").repeat(60),
            "");

    assertThat(Notice.of(report, PAGE).markdown().getBytes(UTF_8))
        .hasSizeLessThanOrEqualTo(Notice.MAX_BYTES);
  }

  @Test
  void saysWhatSettlesAnIssue() {
    assertThat(Notice.resolved(V1_2_0.tag()))
        .isEqualTo("`v1.2.0` is verified now, so this is settled.");
    assertThat(Notice.resolved("@octocat")).startsWith("`@octocat` is");
  }

  @Test
  void mentionsNobodyWhenAReleaseIsGone() {
    assertThat(Notice.closing(CheckReports.withdrawn("@octo-org/security")))
        .isEqualTo("`@octo-org/security` is not verified: there is no such release any more.");
  }

  private static void assertNotice(String name, CheckReport report) {
    Notice notice = Notice.of(report, PAGE);
    Golden.assertMatches(
        Path.of("src/test/resources/golden", name + ".md"),
        "> Title: " + notice.title() + "\n\n" + notice.markdown() + "\n");
  }
}
