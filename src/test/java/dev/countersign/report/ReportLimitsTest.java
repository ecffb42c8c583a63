package dev.countersign.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.PolicyError;
import dev.countersign.policy.PolicyOrigin;
import dev.countersign.verification.Check;
import dev.countersign.verification.ContentsResult;
import dev.countersign.verification.EntryResult;
import dev.countersign.verification.EntryResult.DiffersFromTag;
import dev.countersign.verification.EntryResult.GitInternalNotCheckable;
import dev.countersign.verification.EntryResult.MatchesTag;
import dev.countersign.verification.EntryResult.Missing;
import dev.countersign.verification.Finding;
import dev.countersign.verification.ManifestEntry;
import dev.countersign.verification.ReasonCode;
import dev.countersign.verification.Release;
import dev.countersign.verification.RepositoryName;
import dev.countersign.verification.SetVerdict;
import dev.countersign.verification.SigningFacts;
import dev.countersign.verification.Verdict;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reports keep GitHub's limits and stay what they are, whatever they are about. */
class ReportLimitsTest {
  /** The only markup of ours that is HTML. */
  private static final Pattern OUR_HTML =
      Pattern.compile("<details>\\n<summary>[A-Za-z0-9 ./?,()]+</summary>|</details>");

  private static final Pattern OUR_LINK =
      Pattern.compile(
          "https://github\\.com/octo-org/octo-app/(commit/[0-9a-f]{40}|actions(/runs/[0-9]+)?)"
              + "|https://search\\.sigstore\\.dev/\\?logIndex=[0-9]+");

  /** What GitHub would act on in text outside code. */
  private static final Pattern ACTIVE =
      Pattern.compile("@[A-Za-z]|#[0-9]|GH-[0-9]|https?:|www\\.|[0-9a-f]{7}|\\p{Cntrl}");

  private static final List<String> HOSTILE =
      List.of(
          "@octocat ",
          "#1 ",
          "a|b",
          "\\|",
          "`",
          "```\n",
          "</details>",
          "<details>",
          "<img src=x>",
          "![x](https://evil.example/x.png)",
          "[x](javascript:alert(1))",
          "https://evil.example ",
          "www.evil.example ",
          "\n\n# heading\n",
          "\n- item\n",
          "\u202E",
          "\u0000",
          "\ud83d",
          "🚀",
          "日本",
          "e\u0301",
          "&#64;octocat",
          "--bundle",
          "'; ls; '",
          " ",
          "plain",
          "deadbeefdeadbeef",
          "%s%n%d");

  @Test
  void aHundredThousandEntriesWithLongNamesFit() {
    String folder = "データ/".repeat(30);
    List<EntryResult> entries =
        IntStream.rangeClosed(1, 100_000)
            .mapToObj(
                line ->
                    (EntryResult)
                        new MatchesTag(
                            new ManifestEntry(line, Verdicts.digest("x"), folder + line + ".txt")))
            .toList();
    List<String> unlisted = IntStream.range(0, 100_000).mapToObj(i -> "unlisted/🚀" + i).toList();

    CheckReport report =
        CheckReports.verdict(
            Verdicts.verdict(
                Verdicts.set("checksums-1.txt", new ContentsResult(entries, unlisted))));

    assertSound(report);
    assertThat(report.title()).contains("100,000 files");
    assertThat(report.summary()).contains("100,000 files match the tag");
    assertThat(report.text()).contains("rows left out").contains("All entries (100,000)");
    URI page = URI.create("https://countersign.example/" + "a".repeat(1_500));
    String linked = report.withDetails(page).text();
    assertThat(linked).endsWith("[The whole verdict, with every entry](" + page + ")");
    assertThat(linked.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(CheckReport.MAX_BYTES);
  }

  @Test
  void tenThousandFailingFilesFit() {
    List<EntryResult> entries = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (int line = 1; line <= 10_000; line++) {
      ManifestEntry entry = Verdicts.entry(line, "src/file" + line);
      entries.add(new DiffersFromTag(entry, Verdicts.digest("other"), Optional.empty()));
      findings.add(
          Finding.failed(
              Check.CONTENTS,
              ReasonCode.CONTENTS_DIFFER,
              entry.path() + " as listed",
              entry.path() + " otherwise"));
    }
    CheckReport report =
        CheckReports.verdict(
            Verdicts.verdict(
                Verdicts.set(
                    "checksums-1.txt",
                    new ContentsResult(entries, List.of()),
                    findings.toArray(Finding[]::new))));

    assertSound(report);
    assertThat(report.summary()).contains("and 9,990 more of this kind");
    assertThat(report.text()).contains("All findings (10,013)").contains("`src/file1`");
  }

  @Test
  void manySetsFitAndTheWorstAreShown() {
    List<SetVerdict> sets = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      sets.add(Verdicts.set("checksums-" + i + ".txt", Verdicts.contents("a.py")));
    }
    sets.add(
        Verdicts.set(
            "checksums-bad.txt",
            Verdicts.contents("a.py"),
            Finding.failed(Check.SIGNATURE, ReasonCode.SIGNATURE_INVALID, "valid", "invalid")));

    CheckReport report = CheckReports.verdict(new Verdict(Verdicts.V1_2_0, sets));

    assertSound(report);
    assertThat(report.title()).contains("not verified: checksums-bad.txt has");
    assertThat(report.summary())
        .contains("This release has 301 signed lists")
        .contains("- `FAIL: checksums-bad.txt`\n- `OK: checksums-0.txt`")
        .contains("## `checksums-bad.txt`: not verified")
        .contains("other signed lists not shown here");
    assertThat(report.text()).contains("## `checksums-bad.txt`: not verified");
  }

  @Test
  void aHugeListOfErrorsInTheConfigurationFits() {
    List<PolicyError> lines =
        IntStream.rangeClosed(1, 5_000)
            .mapToObj(i -> new PolicyError(i, 1, "</details>@octocat`\u202e" + "語".repeat(300)))
            .toList();
    assertSound(CheckReports.brokenPolicy("v1", new PolicyOrigin.OwnFile(), lines));
  }

  @Test
  void aFullSummaryHasRoomForEveryNoteBesideIt() {
    List<PolicyError> lines =
        IntStream.range(0, 5_000).mapToObj(i -> new PolicyError(1, 1, "x")).toList();
    CheckReport full = CheckReports.brokenPolicy("v1", new PolicyOrigin.OwnFile(), lines);
    PolicyOrigin owners =
        new PolicyOrigin.OwnersFile(new RepositoryName("o".repeat(39), ".github"));

    assertThat(full.summary().length()).isGreaterThan(CheckReport.MAX_SUMMARY_BYTES - 150);
    assertSound(full.configuredBy(owners));
  }

  static IntStream seeds() {
    return IntStream.range(0, 60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  @Tag("threat-21")
  void hostileTextNeverBecomesMarkup(int seed) {
    Random random = new Random(seed);
    List<SetVerdict> sets = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      sets.add(hostileSet(random));
    }
    Release release = Verdicts.release("octo-org/octo-app", "v" + hostile(random));

    CheckReport report = CheckReports.verdict(new Verdict(release, sets));

    assertSound(report);
    assertThat(report.conclusion()).isNotEqualTo(Optional.of(CheckReport.Conclusion.SUCCESS));
  }

  static void assertSound(CheckReport report) {
    assertThat(report.title().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1, 255);
    assertThat(VisibleText.isHarmless(report.title())).isTrue();
    for (Annotation annotation : report.annotations()) {
      assertThat(VisibleText.isHarmless(annotation.title())).isTrue();
      assertThat(annotation.message().lines()).allMatch(VisibleText::isHarmless);
    }
    PolicyOrigin owners =
        new PolicyOrigin.OwnersFile(new RepositoryName("o".repeat(100), ".github"));
    String before = "語".repeat(300);
    String summary =
        report
            .configuredBy(owners)
            .changed(
                CheckReport.Conclusion.ACTION_REQUIRED,
                before,
                Instant.parse("2025-09-01T10:04:10Z"))
            .besideOutdatedAnnotations(99_999)
            .summary();
    for (String markdown : List.of(summary, report.text())) {
      byte[] bytes = markdown.getBytes(StandardCharsets.UTF_8);
      assertThat(bytes.length).isLessThanOrEqualTo(CheckReport.MAX_BYTES);
      assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(markdown);
      assertThat(markdown.lines().filter("<details>"::equals).count())
          .isEqualTo(markdown.lines().filter("</details>"::equals).count());
      assertThat(markdown.lines().filter(line -> line.startsWith("|")))
          .allMatch(line -> line.endsWith("|"));

      RenderedMarkdown rendered = new RenderedMarkdown(markdown);
      assertThat(rendered.html).allMatch(OUR_HTML.asMatchPredicate());
      assertThat(rendered.links).allMatch(OUR_LINK.asMatchPredicate());
      assertThat(rendered.images).isZero();
      assertThat(rendered.texts).noneMatch(ACTIVE.asPredicate());
      assertThat(Set.copyOf(rendered.codeBlocks)).allMatch(block -> block.startsWith("sigstore "));
    }
  }

  static SetVerdict hostileSet(Random random) {
    Map<String, String> claims = new HashMap<>();
    for (int i = 1; i <= 24; i++) {
      claims.put("1.3.6.1.4.1.57264.1." + i, hostile(random));
    }
    claims.put(hostile(random), hostile(random));
    SigningFacts modern = Verdicts.modernFacts(Verdicts.V1_2_0);
    SigningFacts facts =
        new SigningFacts(
            random.nextBoolean()
                ? hostile(random)
                : Verdicts.V1_2_0.repositoryUrl() + "/" + hostile(random) + "@refs/tags/x",
            claims,
            modern.certificateSha256(),
            modern.notBefore(),
            modern.notAfter(),
            Optional.empty(),
            Optional.of(random.nextLong() & Long.MAX_VALUE),
            Optional.of(random.nextBoolean() ? hostile(random) : "https://rekor.sigstore.dev"),
            Optional.empty());
    List<Finding> findings = new ArrayList<>();
    List<ReasonCode> reasons = List.copyOf(EnumSet.complementOf(EnumSet.of(ReasonCode.VERIFIED)));
    List<Check> checks = List.of(Check.values());
    for (int i = 0; i < random.nextInt(40); i++) {
      ReasonCode reason = reasons.get(random.nextInt(reasons.size()));
      Check check = checks.get(random.nextInt(checks.size()));
      findings.add(
          random.nextBoolean()
              ? Finding.failed(check, reason, hostile(random), hostile(random))
              : Finding.warning(check, reason, hostile(random), hostile(random)));
    }
    List<EntryResult> entries = new ArrayList<>();
    for (int line = 1; line <= random.nextInt(2_000); line++) {
      ManifestEntry entry = new ManifestEntry(line, Verdicts.digest("x"), hostile(random));
      entries.add(
          switch (random.nextInt(4)) {
            case 0 -> new MatchesTag(entry);
            case 1 -> new Missing(entry, Optional.empty());
            case 2 -> new GitInternalNotCheckable(entry);
            default -> new DiffersFromTag(entry, Verdicts.digest("y"), Optional.empty());
          });
    }
    List<String> unlisted =
        IntStream.range(0, random.nextInt(500)).mapToObj(i -> hostile(random)).toList();
    return new SetVerdict(
        hostile(random), Optional.of(facts), findings, new ContentsResult(entries, unlisted));
  }

  static String hostile(Random random) {
    StringBuilder text = new StringBuilder();
    int parts = random.nextInt(100) == 0 ? 500 : random.nextInt(6);
    for (int i = 0; i < parts; i++) {
      text.append(HOSTILE.get(random.nextInt(HOSTILE.size())));
    }
    return text.toString();
  }
}
