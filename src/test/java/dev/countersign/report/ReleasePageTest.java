package dev.countersign.report;

import static dev.countersign.report.Verdicts.V1_2_0;
import static dev.countersign.report.Verdicts.brokenOff;
import static dev.countersign.report.Verdicts.contents;
import static dev.countersign.report.Verdicts.digest;
import static dev.countersign.report.Verdicts.entry;
import static dev.countersign.report.Verdicts.set;
import static dev.countersign.report.Verdicts.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.report.ReleasePage.CheckLine;
import dev.countersign.report.ReleasePage.Claim;
import dev.countersign.report.ReleasePage.Concern;
import dev.countersign.report.ReleasePage.Entry;
import dev.countersign.report.ReleasePage.Evidence;
import dev.countersign.report.ReleasePage.Fact;
import dev.countersign.report.ReleasePage.SignedList;
import dev.countersign.verification.Check;
import dev.countersign.verification.ContentsResult;
import dev.countersign.verification.EntryResult;
import dev.countersign.verification.EntryResult.DiffersFromTag;
import dev.countersign.verification.EntryResult.MatchesTag;
import dev.countersign.verification.Finding;
import dev.countersign.verification.ReasonCode;
import dev.countersign.verification.RepositoryName;
import dev.countersign.verification.Resemblance;
import dev.countersign.verification.Verdict;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleasePageTest {
  private static final String HOSTILE = "a\u202E<script>\u0000@octocat`|\u200B";

  @Test
  void tellsAllThatIsKnownOfAVerifiedRelease() {
    ReleasePage page = ReleasePage.of(Verdicts.pyconfr());
    SignedList list = page.lists().get(0);

    assertThat(page.concluded()).contains(Conclusion.SUCCESS);
    assertThat(page.title())
        .isEqualTo("v0.0.13 verified: 14 files, signed by release-to-pypi.yaml");
    assertThat(page.lead())
        .startsWith("v0.0.13 is verified. The release workflow signed this list of files")
        .doesNotContain("*", "`");
    assertThat(list.facts())
        .contains(
            new Fact(
                "Signed by",
                "the workflow .github/workflows/release-to-pypi.yaml at refs/tags/v0.0.13"),
            new Fact("Signed at", "2023-02-13 15:17:00 UTC"),
            new Fact(
                "Public record",
                "transparency log entry 13249936 (log promise, legacy bundle)",
                "https://search.sigstore.dev/?logIndex=13249936"));
    assertThat(list.concerns()).isEmpty();
    assertThat(list.checks()).hasSize(Check.values().length);
    assertThat(list.checks())
        .contains(
            new CheckLine(
                "Tag", "Did the workflow run for this tag?", "✅ passed", "refs/tags/v0.0.13"));
    assertThat(list.certificate().claims())
        .contains(new Claim("Workflow trigger (old form)", "release", "1.3.6.1.4.1.57264.1.2"));
    assertThat(list.log()).extracting(Fact::name).contains("Index", "Log", "Evidence");
    assertThat(list.byHand().command()).startsWith("sigstore verify github --cert-identity");
    assertThat(list.contents().attention().count()).isZero();
    assertThat(list.contents().others().shown())
        .hasSize(Verdicts.pyconfrContents().entries().size())
        .contains(new Entry(6, "OWNERS", "✅", "matches the tag", digest("OWNERS").hex()));
    assertThat(list.contents().gitInternals())
        .contains("✅ Confirmed (19): they are named after objects of the tagged commit.");
  }

  @Test
  void concludesAsTheCheckRunDoes() {
    Finding moved = Finding.failed(Check.COMMIT, ReasonCode.TAG_MOVED, Verdicts.COMMIT, "another");
    for (Verdict verdict :
        List.of(
            Verdicts.pyconfr(),
            verdict(set("checksums-1.txt", contents("a.py"), moved)),
            verdict(brokenOff("checksums-1.txt")),
            verdict(
                set("checksums-1.txt", contents("a.py")),
                set("checksums-2.txt", contents("a.py"), moved)))) {
      CheckReport report = CheckReports.verdict(verdict);
      ReleasePage page = ReleasePage.of(verdict);
      assertThat(page.concluded()).isEqualTo(report.conclusion());
      assertThat(page.title()).isEqualTo(report.title());
    }
  }

  @Test
  void showsTheWorstListFirst() {
    ReleasePage page =
        ReleasePage.of(
            verdict(
                set("checksums-1.txt", contents("a.py")),
                set(
                    "checksums-2.txt",
                    contents("a.py"),
                    Finding.failed(Check.COMMIT, ReasonCode.TAG_MOVED, "one", "another"))));

    assertThat(page.lists())
        .extracting(SignedList::manifest)
        .containsExactly("checksums-2.txt", "checksums-1.txt");
    assertThat(page.lists()).extracting(SignedList::result).containsExactly("FAIL", "OK");
    assertThat(page.lists().get(0).facts()).as("nothing is a fact before it is verified").isEmpty();
  }

  @Test
  void shortensNothingThatACheckRunHasNoRoomFor() {
    int many = 3_000;
    String path = "x".repeat(1_000);
    List<EntryResult> entries = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (int i = 1; i <= many; i++) {
      entries.add(new DiffersFromTag(entry(i, path + i), digest("b"), Optional.empty()));
      findings.add(
          Finding.failed(Check.CONTENTS, ReasonCode.CONTENTS_DIFFER, "as listed", path + i)
              .atLine(i));
    }
    SignedList list =
        ReleasePage.of(
                verdict(
                    set(
                        "checksums-1.txt",
                        new ContentsResult(entries, List.of("docs/notes.md")),
                        findings.toArray(Finding[]::new))))
            .lists()
            .get(0);

    assertThat(list.concerns()).hasSize(1);
    Concern concern = list.concerns().get(0);
    assertThat(concern.code()).isEqualTo("CONTENTS_DIFFER");
    assertThat(concern.why()).isEqualTo(ReasonCode.CONTENTS_DIFFER.why());
    assertThat(concern.remedy()).isEqualTo(ReasonCode.CONTENTS_DIFFER.remedy());
    assertThat(concern.evidence().shown())
        .hasSize(many)
        .endsWith(new Evidence("line 3,000", "as listed", path + many, ""));
    assertThat(list.contents().attention().shown()).hasSize(many);
    assertThat(list.contents().unlisted().shown()).containsExactly("docs/notes.md");
  }

  @Test
  void saysWhatElseHasTheListedContentInPlainWords() {
    Entry entry =
        ReleasePage.of(
                verdict(
                    set(
                        "checksums-1.txt",
                        new ContentsResult(
                            List.of(
                                new DiffersFromTag(
                                    entry(1, "a.py"),
                                    digest("b"),
                                    Optional.of(Resemblance.CRLF_LINE_ENDS))),
                            List.of()))))
            .lists()
            .get(0)
            .contents()
            .attention()
            .shown()
            .get(0);

    assertThat(entry.outcome())
        .isEqualTo(
            "differs: the tag has "
                + digest("b").hex()
                + "; listed is the same file with CR LF line ends");
  }

  @Test
  void countsTheEntriesThatAreBeyondAHundredThousand() {
    List<EntryResult> entries =
        IntStream.rangeClosed(1, 100_007)
            .<EntryResult>mapToObj(i -> new MatchesTag(entry(i, "f" + i)))
            .toList();
    SignedList list =
        ReleasePage.of(
                verdict(
                    set("checksums-1.txt", new ContentsResult(entries, List.of("docs/notes.md")))))
            .lists()
            .get(0);

    assertThat(list.contents().others().shown()).hasSize(100_000);
    assertThat(list.contents().others().more()).isEqualTo(7);
    assertThat(list.contents().others().count()).isEqualTo(100_007);
    assertThat(list.contents().unlisted().more()).isEqualTo(1);
  }

  @Test
  void leavesOutRowsThatAreTooLongTogether() {
    PageRoom room = new PageRoom(10, 10);

    assertThat(room.rows(List.of("four", "five", "six", "7").stream(), row -> row, String::length))
        .isEqualTo(new ReleasePage.Rows<>(List.of("four", "five"), 2));
    assertThat(room.rows(List.of("8").stream(), row -> row, String::length).shown())
        .containsExactly("8");
  }

  @Test
  @Tag("threat-21")
  void makesForeignTextVisibleWhereverItStands() throws Exception {
    ReleasePage page = ReleasePages.hostile(HOSTILE);

    List<String> texts = new ArrayList<>();
    collect(new ObjectMapper().valueToTree(page), texts);
    assertThat(texts).filteredOn(text -> text.contains("‹U+202E›<script>")).hasSizeGreaterThan(9);
    assertThat(texts)
        .filteredOn(text -> !text.startsWith("sigstore verify"))
        .allMatch(VisibleText::isHarmless);
  }

  @Test
  void repeatsTheCheckRunWhereThereIsNoVerdict() {
    CheckReport report =
        CheckReports.retrying(
            "v1.2.0", "The log cannot be asked.", Instant.parse("2025-09-01T10:04:12Z"));
    ReleasePage page = ReleasePage.of(V1_2_0, report);

    assertThat(page)
        .isEqualTo(
            new ReleasePage(
                "octo-org/octo-app",
                "https://github.com/octo-org/octo-app",
                "v1.2.0",
                Verdicts.COMMIT,
                null,
                report.title(),
                "",
                List.of(),
                report.summary(),
                List.of()));
    assertThat(page.concluded()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "v1.2.0 v1.2.0",
        "pkg/v1.2.0 pkg/v1.2.0",
        "a+b%2F#? a%2Bb%252F%23%3F",
        "é;=&<\"> %C3%A9%3B%3D%26%3C%22%3E"
      })
  void isAtAnAddressThatNamesTheTagExactly(String tag, String encoded) {
    URI address =
        ReleasePage.address(
            URI.create("https://countersign.example/app"),
            RepositoryName.parse("octo-org/octo.app"),
            tag);

    assertThat(address)
        .hasToString("https://countersign.example/app/octo-org/octo.app/releases/" + encoded);
    assertThat(address.getPath()).endsWith("/releases/" + tag);
  }

  private static void collect(JsonNode node, List<String> texts) {
    if (node.isTextual()) {
      texts.add(node.textValue());
    }
    node.forEach(child -> collect(child, texts));
  }
}
