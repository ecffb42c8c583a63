package dev.countersign.report;

import static dev.countersign.report.Verdicts.digest;
import static dev.countersign.report.Verdicts.entry;
import static dev.countersign.report.Verdicts.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.management.ThreadMXBean;
import dev.countersign.report.Annotation.Level;
import dev.countersign.verification.Check;
import dev.countersign.verification.ContentsResult;
import dev.countersign.verification.EntryResult;
import dev.countersign.verification.EntryResult.DiffersFromAsset;
import dev.countersign.verification.EntryResult.DiffersFromTag;
import dev.countersign.verification.EntryResult.GitInternal;
import dev.countersign.verification.EntryResult.GitInternalConfirmed;
import dev.countersign.verification.EntryResult.GitInternalNotCheckable;
import dev.countersign.verification.EntryResult.ManifestItself;
import dev.countersign.verification.EntryResult.ManifestItselfDiffers;
import dev.countersign.verification.EntryResult.MatchesAsset;
import dev.countersign.verification.EntryResult.MatchesTag;
import dev.countersign.verification.EntryResult.Missing;
import dev.countersign.verification.EntryResult.NotAFile;
import dev.countersign.verification.EntryResult.NotRead;
import dev.countersign.verification.Finding;
import dev.countersign.verification.ManifestEntry;
import dev.countersign.verification.ReasonCode;
import dev.countersign.verification.Resemblance;
import dev.countersign.verification.SetVerdict;
import dev.countersign.verification.TreeEntry;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Annotations on the manifest's lines; their words are in the golden {@code red-contents}. */
class AnnotationsTest {
  static Stream<EntryResult> everyKind() {
    return Stream.of(
        new MatchesTag(entry(1, "a")),
        new DiffersFromTag(entry(1, "a"), digest("b"), Optional.of(Resemblance.LFS_POINTER)),
        new MatchesAsset(entry(1, "a")),
        new DiffersFromAsset(entry(1, "a"), digest("b")),
        new NotRead(entry(1, "a")),
        new Missing(entry(1, "a"), Optional.of("A")),
        new NotAFile(entry(1, "a"), TreeEntry.Kind.SUBMODULE),
        new ManifestItself(entry(1, "a")),
        new ManifestItselfDiffers(entry(1, "a"), digest("b")),
        new GitInternalConfirmed(entry(1, ".git/HEAD"), GitInternal.DETERMINED_BY_TAG),
        new GitInternalNotCheckable(entry(1, ".git/index")));
  }

  @Test
  void knowsEveryKindOfEntry() {
    assertThat(everyKind().map(Object::getClass))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.<Class<?>>asList(EntryResult.class.getPermittedSubclasses()));
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void hasWordsForEachKindAndCountsIt(EntryResult result) {
    EntryText text = EntryText.of(result);
    assertThat(text.mark()).isIn("✅", "➖", "⚠️", "❌", "❔");
    assertThat(text.outcome().apply(Markup.MARKDOWN)).isNotBlank();

    ContentsResult one = new ContentsResult(List.of(result), List.of());
    ContentsResult none = new ContentsResult(List.of(), List.of("a"));
    assertThat(ContentsCount.of(one))
        .isNotEqualTo(ContentsCount.of(none).replace("1 file of the tag is", "nothing"));
  }

  @Test
  void putsFailuresBeforeWarningsAndEachByLine() {
    ContentsResult contents =
        new ContentsResult(
            List.of(
                new ManifestItselfDiffers(entry(1, "checksums-1.txt"), digest("x")),
                new MatchesTag(entry(2, "a.py")),
                new Missing(entry(4, "b.py"), Optional.empty()),
                new DiffersFromTag(entry(9, "c.py"), digest("x"), Optional.empty()),
                new NotRead(entry(10, "d.py"))),
            List.of("unlisted.py"));

    assertThat(
            Annotations.of(
                List.of(
                    set("checksums-1.txt", contents, unreadable(10), unreadable(3)),
                    set("checksums-2.txt", contents))))
        .extracting(Annotation::level, Annotation::path, Annotation::line)
        .containsExactly(
            tuple(Level.FAILURE, "checksums-1.txt", 3),
            tuple(Level.FAILURE, "checksums-1.txt", 4),
            tuple(Level.FAILURE, "checksums-1.txt", 9),
            tuple(Level.FAILURE, "checksums-1.txt", 10),
            tuple(Level.FAILURE, "checksums-2.txt", 4),
            tuple(Level.FAILURE, "checksums-2.txt", 9),
            tuple(Level.WARNING, "checksums-1.txt", 1),
            tuple(Level.WARNING, "checksums-2.txt", 1),
            tuple(Level.NOTICE, "checksums-1.txt", 10),
            tuple(Level.NOTICE, "checksums-2.txt", 10));
  }

  @Test
  void saysNothingWhereNothingIsWrong() {
    Finding passed = Finding.passed(Check.MANIFEST, "readable").atLine(1);
    Finding withoutLine =
        Finding.failed(Check.TAG, ReasonCode.TAG_MISMATCH, "refs/tags/v1", "refs/tags/v2");
    SetVerdict set = set("checksums-1.txt", Verdicts.contents("a.py"), passed, withoutLine);

    assertThat(Annotations.of(List.of(set))).isEmpty();
  }

  @Test
  void saysWhatWasExpectedAndFoundAndWhatToDo() {
    EntryResult differing =
        new DiffersFromTag(entry(7, "src/b.py"), digest("at the tag"), Optional.empty());

    assertThat(annotations(differing))
        .containsExactly(
            new Annotation(
                "checksums-1.txt",
                7,
                Level.FAILURE,
                "A listed file differs from the file at the tag.",
                """
                File: src/b.py
                Expected: SHA-256 %s, as this line says
                Found: SHA-256 %s at the tag
                What to do: %s
                Reason code: CONTENTS_DIFFER"""
                    .formatted(
                        digest("src/b.py"),
                        digest("at the tag"),
                        ReasonCode.CONTENTS_DIFFER.remedy())));
  }

  @Test
  @Tag("threat-21")
  void showsWhatCannotBeSeenAndCapsLongTexts() {
    String path = "a\nFound: nothing\u202Egnp" + "x".repeat(1_000_000);
    Finding finding =
        Finding.failed(
                Check.MANIFEST, ReasonCode.MANIFEST_LINE_UNREADABLE, "", "\r" + "y".repeat(100_000))
            .atLine(2);
    ContentsResult contents =
        new ContentsResult(List.of(new Missing(entry(1, path), Optional.empty())), List.of());

    List<Annotation> annotations =
        Annotations.of(List.of(set("checksums-1.txt", contents, finding)));

    assertThat(annotations.get(0).message())
        .startsWith("File: a‹U+000A›Found: nothing‹U+202E›gnpxxx")
        .contains("…\nExpected: a file at the tag, or");
    assertThat(annotations.get(1).message()).startsWith("Found: ‹U+000D›yyy").contains("…\nWhat");
    assertThat(annotations).allMatch(annotation -> annotation.message().length() < 1_000);
  }

  @Test
  void makesNoMoreTextThanIsShownOfAHundredThousandWrongEntries() {
    String folder = "a long path/".repeat(10);
    List<EntryResult> entries =
        IntStream.rangeClosed(1, 100_000)
            .mapToObj(line -> new ManifestEntry(line, digest("x"), folder + line))
            .<EntryResult>map(entry -> new DiffersFromTag(entry, digest("y"), Optional.empty()))
            .toList();
    SetVerdict set = set("checksums-1.txt", new ContentsResult(entries, List.of()));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    CheckReports.verdict(Verdicts.verdict(set));
    long before = threads.getCurrentThreadAllocatedBytes();
    CheckReport report = CheckReports.verdict(Verdicts.verdict(set));
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(report.annotations()).hasSize(200).last().matches(last -> last.line() == 200);
    assertThat(allocated).as("bytes").isLessThan(100_000L * 500);
  }

  @Test
  void makesTwoHundredAtMostOfProblemsAndEntriesTogether() {
    EntryResult[] even =
        IntStream.rangeClosed(1, 150)
            .mapToObj(i -> new Missing(entry(2 * i, "a" + i), Optional.empty()))
            .toArray(EntryResult[]::new);
    Finding[] odd =
        IntStream.rangeClosed(1, 150).mapToObj(i -> unreadable(2 * i - 1)).toArray(Finding[]::new);

    assertThat(
            Annotations.of(
                List.of(set("checksums-1.txt", new ContentsResult(List.of(even), List.of()), odd))))
        .extracting(Annotation::line)
        .isEqualTo(IntStream.rangeClosed(1, 200).boxed().toList());
  }

  @Test
  void keepsTheLimitsOfGitHub() {
    assertThat(annotation("t".repeat(255), "é".repeat(32_768))).isNotNull();
    assertThatThrownBy(() -> annotation("t".repeat(256), "m"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a title of at most 255 chars, found 256");
    assertThatThrownBy(() -> annotation("t", "é".repeat(32_768) + "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a message of 1 to 65536 bytes, found 65537");
    assertThatThrownBy(() -> annotation("t", "")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Annotation("a", 0, Level.NOTICE, "t", "m"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lines count from 1, found: 0");
    List<Annotation> many = Collections.nCopies(201, annotation("t", "m"));
    CheckReport report = CheckReports.retrying("v1", "Why.", Instant.EPOCH);
    assertThatThrownBy(
            () ->
                new CheckReport(
                    report.conclusion(), report.title(), report.summary(), report.text(), many))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected at most 200 annotations, found 201");
  }

  private static List<Annotation> annotations(EntryResult... entries) {
    return Annotations.of(
        List.of(set("checksums-1.txt", new ContentsResult(List.of(entries), List.of()))));
  }

  private static Annotation annotation(String title, String message) {
    return new Annotation("a", 1, Level.NOTICE, title, message);
  }

  private static Finding unreadable(int line) {
    return Finding.failed(
            Check.MANIFEST, ReasonCode.MANIFEST_LINE_UNREADABLE, "a checksum", "line " + line)
        .atLine(line);
  }
}
