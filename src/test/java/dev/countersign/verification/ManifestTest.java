package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
  private static final String MD5 = "0f".repeat(16);
  private static final String SHA_1 = "1f".repeat(20);
  private static final String SHA_224 = "2f".repeat(28);
  private static final String SHA_256 = "ab".repeat(32);
  private static final String SHA_384 = "cd".repeat(48);
  private static final String SHA_512 = "ef".repeat(64);
  private static final Digest DIGEST = new Digest(Digest.Algorithm.SHA_256, SHA_256);

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "'%s  app.py',app.py",
        "'%s *app.py',app.py",
        "'%s  ./dir/app.py',dir/app.py",
        "'%s  a file.txt',a file.txt",
        "'%s   leading space',' leading space'",
        "'%s  trailing space ','trailing space '",
        "'%s  *starred',*starred",
        "'%s  # no comment',# no comment",
        "'%s  \u00fcn\u00efcode','\u00fcn\u00efcode'",
        "'%s  \ufffd \u1e9e','\ufffd \u1e9e'",
        "'%s  ...',...",
        "' \t%s  indented',indented",
        "SHA256 (app.py) = %s,app.py",
        "SHA256 (./app.py) = %s,app.py",
        "SHA256 (a) = b) = %s,a) = b",
        "SHA256 ( spaces ) = %s,' spaces '",
        "SHA256(app.py)= %s,app.py",
        "SHA2-256(app.py)= %s,app.py",
      })
  void readsALineAsToolsWriteIt(String line, String path) {
    Manifest manifest = parse(String.format(line, SHA_256) + "\n");

    assertThat(manifest.problems()).isEmpty();
    assertThat(manifest.entries()).containsExactly(new ManifestEntry(1, DIGEST, path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\%s  %s", "\\%s *%s", "\\SHA256 (%2$s) = %1$s", " \\%s  %s"})
  @Tag("threat-17")
  void decodesAnEscapedName(String line) {
    assertThat(paths(String.format(line, SHA_256, "new\\nline\\rand\\\\slash") + "\n"))
        .containsExactly("new\nline\rand\\slash");
  }

  @Test
  void readsUpperCaseDigits() {
    assertThat(parse("AB".repeat(32) + "  a\nSHA256 (b) = " + "AB".repeat(32)).entries())
        .extracting(ManifestEntry::digest)
        .containsExactly(DIGEST, DIGEST);
  }

  @Test
  void readsALastLineWithoutLineBreak() {
    assertThat(paths(SHA_256 + "  a\n" + SHA_256 + "  b")).containsExactly("a", "b");
  }

  @Test
  void takesCarriageReturnAndLineFeedForOneLineBreak() {
    assertThat(paths(SHA_256 + "  a\r\n\r\nSHA256 (b) = " + SHA_256 + "\r\n\\" + SHA_256 + "  c\r"))
        .containsExactly("a", "b", "c");
  }

  @Test
  void takesACarriageReturnElsewhereForPartOfTheName() {
    assertThat(paths(SHA_256 + "  a\r" + SHA_256 + "  b\n" + SHA_256 + "  c\r\r\n"))
        .containsExactly("a\r" + SHA_256 + "  b", "c\r");
  }

  @Test
  void passesOverAByteOrderMarkAtTheStartOnly() {
    assertThat(parse("\ufeff" + SHA_256 + "  a\n").entries())
        .containsExactly(new ManifestEntry(1, DIGEST, "a"));
    assertThat(reasons(SHA_256 + "  a\n\ufeff" + SHA_256 + "  b\n"))
        .containsExactly(ReasonCode.MANIFEST_LINE_UNREADABLE);
  }

  @Test
  void passesOverEmptyLinesAndComments() {
    Manifest manifest = parse("# made by hand\n\n" + SHA_256 + "  a\n\r\n#" + SHA_256 + "  b\n");

    assertThat(manifest.problems()).isEmpty();
    assertThat(manifest.entries()).containsExactly(new ManifestEntry(3, DIGEST, "a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "# a comment\n", "\ufeff", "\r\n\r\n"})
  @Tag("threat-16")
  void rejectsAManifestThatListsNothing(String content) {
    assertThat(reasons(content)).containsExactly(ReasonCode.MANIFEST_EMPTY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../outside",
        "/absolute",
        "a/../b",
        "a//b",
        "dir/",
        ".",
        "..",
        "./",
        "././a",
        "a/.",
        "a\\b",
        "a\\nb",
        "nul\0byte"
      })
  @Tag("threat-17")
  void rejectsAPathThatLeavesTheRootOrMisleads(String path) {
    assertThat(reasons(SHA_256 + "  " + path + "\n"))
        .containsExactly(ReasonCode.MANIFEST_PATH_UNSAFE);
    assertThat(reasons("SHA256 (" + path + ") = " + SHA_256 + "\n"))
        .containsExactly(ReasonCode.MANIFEST_PATH_UNSAFE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bad\\", "bad\\x", "bad\\0", "..\\n/../..", "\\\\/../a", "nul\0byte", ""})
  @Tag("threat-17")
  void rejectsABadEscape(String path) {
    assertThat(reasons("\\" + SHA_256 + "  " + path + "\n"))
        .containsExactly(ReasonCode.MANIFEST_PATH_UNSAFE);
  }

  @Test
  void rejectsBytesThatAreNotUtf8() {
    byte[] line = (SHA_256 + "  a?\n").getBytes(UTF_8);
    line[line.length - 2] = (byte) 0xff;

    assertThat(Manifest.parse(line).problems())
        .extracting(Finding::reason)
        .containsExactly(ReasonCode.MANIFEST_LINE_UNREADABLE);
  }

  @Test
  @Tag("threat-17")
  void neverTakesAnotherSpellingForTheSamePath() {
    assertThat(paths(SHA_256 + "  a\n" + "00".repeat(32) + "  A\n")).containsExactly("a", "A");
    assertThat(paths(SHA_256 + "  caf\u00e9\n" + "00".repeat(32) + "  cafe\u0301\n"))
        .containsExactly("caf\u00e9", "cafe\u0301");
  }

  @Test
  void tellsTheHashFunctionByLengthOrByTag() {
    Manifest manifest =
        parse(
            "%s  a\n%s  b\n%s  c\nSHA384 (d) = %2$s\nSHA2-512(e)= %3$s\n"
                .formatted(SHA_256, SHA_384, SHA_512));

    assertThat(manifest.problems()).isEmpty();
    assertThat(manifest.entries())
        .extracting(entry -> entry.digest().algorithm())
        .containsExactly(
            Digest.Algorithm.SHA_256,
            Digest.Algorithm.SHA_384,
            Digest.Algorithm.SHA_512,
            Digest.Algorithm.SHA_384,
            Digest.Algorithm.SHA_512);
    assertThat(manifest.algorithms()).containsExactlyInAnyOrder(Digest.Algorithm.values());
  }

  @ParameterizedTest
  @CsvSource({"SHA256,cd,48", "SHA512,ab,32", "SHA384,ef,64", "SHA256,0f,16", "MD5,ab,32"})
  void rejectsATagThatDoesNotFitTheDigest(String tag, String hex, int bytes) {
    assertThat(reasons(tag + " (a) = " + hex.repeat(bytes) + "\n"))
        .containsExactly(ReasonCode.MANIFEST_LINE_UNREADABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s  a", "MD5 (a) = %s", "\\%s *a"})
  void rejectsDigestsThatAreTooWeak(String line) {
    Manifest manifest = parse(SHA_256 + "  b\n" + String.format(line, MD5) + "\n");

    assertThat(manifest.problems())
        .containsExactly(
            Finding.failed(
                    Check.MANIFEST,
                    ReasonCode.DIGEST_TOO_WEAK,
                    "a SHA-256, SHA-384 or SHA-512 checksum",
                    "line 2: MD5 " + MD5 + " a")
                .atLine(2));
    assertThat(manifest.entries()).extracting(ManifestEntry::path).containsExactly("b");
  }

  @Test
  void rejectsEachWeakHashFunction() {
    assertThat(reasons("%s  a\n%s  b\n%s  c\nSHA1(d)= %2$s".formatted(MD5, SHA_1, SHA_224)))
        .hasSize(4)
        .containsOnly(ReasonCode.DIGEST_TOO_WEAK);
  }

  @Test
  void namesEveryLineOfAFileWithWeakDigestsAlone() {
    assertThat(parse("%s  a\n%s  a\n".formatted(SHA_1, MD5)).problems())
        .extracting(Finding::actual)
        .containsExactly("line 1: SHA-1 " + SHA_1 + " a", "line 2: MD5 " + MD5 + " a");
  }

  @Test
  void countsTheStrongestDigestOfAPath() {
    Manifest manifest =
        parse(
            "%s  a\n%s  ./a\nSHA512 (a) = %s\n%s  a\n%s  b\n"
                .formatted(SHA_256, MD5, SHA_512, SHA_384, SHA_256));

    assertThat(manifest.problems()).isEmpty();
    assertThat(manifest.entries())
        .containsExactly(
            new ManifestEntry(3, new Digest(Digest.Algorithm.SHA_512, SHA_512), "a"),
            new ManifestEntry(5, DIGEST, "b"));
    assertThat(manifest.algorithms())
        .containsExactlyInAnyOrder(Digest.Algorithm.SHA_256, Digest.Algorithm.SHA_512);
  }

  @Test
  void asksOnlyForHashFunctionsThatCount() {
    assertThat(parse(SHA_256 + "  a\n" + SHA_512 + "  a\n").algorithms())
        .containsExactly(Digest.Algorithm.SHA_512);
  }

  @Test
  @Tag("threat-17")
  void keepsAnEntryThatIsListedTwiceAlike() {
    Manifest manifest = parse(SHA_256 + "  a\n" + SHA_256 + " *./a\n");

    assertThat(manifest.problems()).isEmpty();
    assertThat(manifest.entries()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Tag("threat-17")
  void findsDigestsThatContradict(boolean aStrongerOneToo) {
    String other = "00".repeat(32);

    Manifest manifest =
        parse(SHA_256 + "  a\n" + other + "  ./a\n" + (aStrongerOneToo ? SHA_512 + "  a\n" : ""));

    assertThat(manifest.problems())
        .containsExactly(
            Finding.failed(
                    Check.MANIFEST,
                    ReasonCode.MANIFEST_ENTRY_CONFLICT,
                    "line 1: " + SHA_256 + " a",
                    "line 2: " + other + " a")
                .atLine(2));
  }

  @Test
  void tellsPathsApartWhoseHashesAreTheSame() {
    assertThat("Aa").hasSameHashCodeAs("BB");

    Manifest manifest = parse("%s  Aa\n%s  BB\n".formatted(SHA_256, "00".repeat(32)));

    assertThat(manifest.problems()).isEmpty();
    assertThat(manifest.entries()).extracting(ManifestEntry::path).containsExactly("Aa", "BB");
  }

  @Test
  void namesSomeProblemsOfAKindAndCountsTheRest() {
    String unreadable =
        IntStream.range(0, 23).mapToObj(i -> "nonsense\n").collect(Collectors.joining());

    List<Finding> problems = parse(unreadable + MD5 + "  a\n").problems();

    assertThat(problems).hasSize(22);
    assertThat(problems.get(0).actual()).isEqualTo("line 1: nonsense");
    assertThat(problems.get(19).actual()).isEqualTo("line 20: nonsense");
    assertThat(problems.get(20).actual()).isEqualTo("3 more lines like these");
    assertThat(problems.get(21).reason()).isEqualTo(ReasonCode.DIGEST_TOO_WEAK);
  }

  @Test
  void namesTheFirstProblemsInTheirOrder() {
    StringBuilder content = new StringBuilder();
    IntStream.range(0, 30)
        .forEach(i -> content.append(MD5).append("  ").append(30 - i).append('\n'));

    List<Finding> problems = parse(content.toString()).problems();

    assertThat(problems).hasSize(21);
    assertThat(problems.get(0).actual()).isEqualTo("line 1: MD5 " + MD5 + " 30");
    assertThat(problems.get(19).actual()).isEqualTo("line 20: MD5 " + MD5 + " 11");
  }

  @Test
  void quotesOnlyTheBeginningOfALongLine() {
    assertThat(parse("x".repeat(5000)).problems().get(0).actual())
        .isEqualTo("line 1: " + "x".repeat(200) + "…");
    assertThat(parse("x".repeat(199) + "\ud83d\ude00".repeat(50)).problems().get(0).actual())
        .isEqualTo("line 1: " + "x".repeat(199) + "…");
  }

  @Test
  void readsNoLineThatIsLongerThanAnyPath() {
    String longest = "a/".repeat(2047) + "a";
    assertThat(paths(SHA_256 + "  " + longest)).containsExactly(longest);

    assertThat(parse(SHA_256 + "  " + "a".repeat(9000)).problems())
        .containsExactly(
            Finding.failed(
                    Check.MANIFEST,
                    ReasonCode.MANIFEST_LINE_UNREADABLE,
                    "at most 8448 bytes",
                    "line 1: 9066 bytes")
                .atLine(1));
  }

  @Test
  @Tag("threat-19")
  void decidesNothingAboutAManifestOfTooManyLines() {
    Manifest manifest = read(SHA_256 + "  a\nnonsense\n\n", 1000, 2);

    assertThat(manifest.isRead()).isFalse();
    assertThat(manifest.entries()).isEmpty();
    assertThat(manifest.problems())
        .containsExactly(
            Finding.undecided(
                Check.MANIFEST,
                ReasonCode.CONTENT_LIMIT_REACHED,
                "at most 2 lines",
                "more than 2"));
    assertThat(read(SHA_256 + "  a\n\n", 1000, 2).isRead()).isTrue();
  }

  @Test
  @Tag("threat-19")
  void decidesNothingAboutAManifestOfTooManyBytes() {
    Manifest manifest = read(SHA_256 + "  a\n", 66, 2);

    assertThat(manifest.isRead()).isFalse();
    assertThat(manifest.entries()).isEmpty();
    assertThat(manifest.problems())
        .containsExactly(
            Finding.undecided(
                Check.MANIFEST, ReasonCode.CONTENT_LIMIT_REACHED, "at most 66 bytes", "68 bytes"));
    assertThat(read(SHA_256 + "  a\n", 68, 2).isRead()).isTrue();
  }

  @Test
  void digestsTheLinesAboveEachLineOfAPath() {
    String first = "# \u00fc\n" + SHA_256 + "  a\r\n";
    String second = SHA_256 + "  self\n" + SHA_256 + "  b\n";
    Manifest manifest = parse(first + second + SHA_256 + "  ./self\n");

    assertThat(manifest.digestsAbove("self"))
        .containsOnly(
            entry(new ManifestEntry(3, DIGEST, "self"), Digest.sha256(first.getBytes(UTF_8))),
            entry(
                new ManifestEntry(5, DIGEST, "self"),
                Digest.sha256((first + second).getBytes(UTF_8))));
    assertThat(manifest.digestsAbove("other")).isEmpty();
  }

  @Test
  void digestsTheLinesAboveWithTheHashFunctionOfTheEntry() {
    String above = SHA_256 + "  a\n";
    Manifest manifest = parse(above + SHA_512 + "  self\n" + SHA_256 + "  self\n");

    assertThat(manifest.digestsAbove("self").values())
        .containsExactly(Digest.over(Digest.Algorithm.SHA_512, above.getBytes(UTF_8)));
  }

  private static List<String> paths(String content) {
    Manifest manifest = parse(content);
    assertThat(manifest.problems()).isEmpty();
    return manifest.entries().stream().map(ManifestEntry::path).toList();
  }

  private static List<ReasonCode> reasons(String content) {
    return parse(content).problems().stream().map(Finding::reason).toList();
  }

  private static Manifest parse(String content) {
    return Manifest.parse(content.getBytes(UTF_8));
  }

  private static Manifest read(String content, int maxBytes, int maxLines) {
    return new ManifestReader(content.getBytes(UTF_8)).read(maxBytes, maxLines);
  }
}
