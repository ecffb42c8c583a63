package dev.countersign.report;

import dev.countersign.policy.PolicyError;
import dev.countersign.policy.PolicyOrigin;
import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.verification.Check;
import dev.countersign.verification.ContentsResult;
import dev.countersign.verification.EntryResult;
import dev.countersign.verification.EntryResult.DiffersFromTag;
import dev.countersign.verification.EntryResult.MatchesTag;
import dev.countersign.verification.EntryResult.Missing;
import dev.countersign.verification.Finding;
import dev.countersign.verification.ReasonCode;
import dev.countersign.verification.Release;
import dev.countersign.verification.RepositoryName;
import dev.countersign.verification.SigningFacts;
import dev.countersign.verification.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Pages for the tests of other rooms. */
public final class ReleasePages {
  private ReleasePages() {}

  /** The page of the real release that Countersign was made for. */
  public static ReleasePage pyconfr() {
    return ReleasePage.of(Verdicts.pyconfr());
  }

  /** The page of a verified release whose list has this many entries. */
  public static ReleasePage withEntries(int count) {
    List<EntryResult> entries =
        IntStream.rangeClosed(1, count)
            .<EntryResult>mapToObj(
                line -> new MatchesTag(Verdicts.entry(line, "src/main/some/folder/file" + line)))
            .toList();
    return ReleasePage.of(
        Verdicts.verdict(Verdicts.set("checksums-1.txt", new ContentsResult(entries, List.of()))));
  }

  /** The page of a rejected release that has this text wherever foreign text may stand. */
  public static ReleasePage hostile(String text) {
    SigningFacts good = Verdicts.modernFacts(Verdicts.V1_2_0);
    SigningFacts facts =
        new SigningFacts(
            text,
            Map.of("1.3.6.1.4.1.57264.1.5", text, "1.2.3", text),
            good.certificateSha256(),
            good.notBefore(),
            good.notAfter(),
            good.signedAt(),
            good.logIndex(),
            Optional.of("https://" + text),
            good.evidence());
    ContentsResult contents =
        new ContentsResult(
            List.of(
                new MatchesTag(Verdicts.entry(1, text)),
                new Missing(Verdicts.entry(2, text), Optional.of(text))),
            List.of(text),
            List.of(text));
    Finding signer = Finding.failed(Check.SIGNER, ReasonCode.SIGNER_MISMATCH, "octo-org", text);
    return ReleasePage.of(
        new Verdict(
            Verdicts.release("octo-org/octo-app", "v1" + text),
            List.of(Verdicts.set(text, facts, contents, signer))),
        List.of(new WorkflowChange(text, text, "f".repeat(40), false)));
  }

  /** The page of a rejected release with two lists. */
  public static ReleasePage rejected() {
    Finding moved =
        Finding.failed(Check.COMMIT, ReasonCode.TAG_MOVED, Verdicts.COMMIT, "f".repeat(40));
    Finding unlisted =
        Finding.warning(
            Check.CONTENTS, ReasonCode.FILE_UNLISTED, "every file is listed", "docs/notes.md");
    ContentsResult contents =
        new ContentsResult(
            List.of(
                new MatchesTag(Verdicts.entry(1, "a.py")),
                new DiffersFromTag(
                    Verdicts.entry(2, "b.py"), Verdicts.digest("other"), Optional.empty())),
            List.of("docs/notes.md"));
    return ReleasePage.of(
        Verdicts.verdict(
            Verdicts.set("checksums-1.txt", Verdicts.contents("a.py")),
            Verdicts.set("checksums-2.txt", contents, moved, unlisted),
            Verdicts.brokenOff("checksums-3.txt", moved)));
  }

  /** The page of a release whose list is awaited. */
  public static ReleasePage waiting() {
    Instant published = Instant.parse("2025-09-01T10:00:00Z");
    return ReleasePage.of(
        Verdicts.V1_2_0,
        CheckReports.waiting(
            new Awaited(
                Verdicts.V1_2_0,
                "main",
                List.of("checksums-*.txt", "<b>*</b>"),
                published,
                published.plusSeconds(1_800))));
  }

  /** The page of a release whose configuration is broken. */
  public static ReleasePage brokenPolicy() {
    return ReleasePage.of(
        Verdicts.V1_2_0,
        CheckReports.brokenPolicy(
            "v1.2.0",
            new PolicyOrigin.OwnFile(),
            List.of(new PolicyError(7, 5, "contents.unlisted: <img src=x> is no choice"))));
  }

  /** The page of a report that is not about a verdict. */
  public static ReleasePage page(Release release, @Nullable Conclusion conclusion, String title) {
    return ReleasePage.of(
        release, new CheckReport(Optional.ofNullable(conclusion), title, "**" + title + "**", ""));
  }

  /** A release of a public repository. */
  public static Release release(String repository, String tag) {
    return Verdicts.release(repository, tag);
  }

  /** The same of another repository. */
  public static Release release(String repository, String tag, long repositoryId) {
    return new Release(
        "https://github.com",
        RepositoryName.parse(repository),
        repositoryId,
        1_000_000L,
        Instant.parse("2022-11-08T09:00:00Z"),
        "public",
        tag,
        Verdicts.COMMIT,
        Optional.empty());
  }

  /** The same release in a repository that others can read, or that they cannot. */
  public static Release withVisibility(Release release, String visibility) {
    return new Release(
        release.serverUrl(),
        release.repository(),
        release.repositoryId(),
        release.ownerId(),
        release.repositoryCreatedAt(),
        visibility,
        release.tag(),
        release.commit(),
        release.tagObject());
  }
}
