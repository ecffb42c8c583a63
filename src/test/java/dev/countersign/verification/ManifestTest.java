package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
  private static final String HEX = "ab".repeat(32);
  private static final Digest DIGEST = new Digest(Digest.Algorithm.SHA_256, HEX);

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "'%s  app.py',app.py",
        "'%s *app.py',app.py",
        "'%s  ./dir/app.py',dir/app.py",
        "'%s  a file.txt',a file.txt",
        "'%s   leading space',' leading space'",
        "'%s  \u00fcn\u00efcode','\u00fcn\u00efcode'",
        "'%s  ...',...",
      })
  void readsALineAsSha256sumWritesIt(String line, String path) {
    Manifest manifest = parse(String.format(line, HEX) + "\n");

    assertThat(manifest.problems()).isEmpty();
    assertThat(manifest.lines())
        .extracting(Manifest.Line::entry)
        .containsExactly(new ManifestEntry(1, DIGEST, path));
  }

  @Test
  void decodesAnEscapedName() {
    assertThat(parse("\\" + HEX + "  new\\nline\n").lines().get(0).entry().path())
        .isEqualTo("new\nline");
  }

  @Test
  void readsUpperCaseDigits() {
    assertThat(parse("AB".repeat(32) + "  a\n").lines().get(0).entry().digest()).isEqualTo(DIGEST);
  }

  @Test
  void readsALastLineWithoutLineBreak() {
    assertThat(parse(HEX + "  a\n" + HEX + "  b").lines()).hasSize(2);
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
        "a\\b",
        "nul\0byte"
      })
  void rejectsAPathThatLeavesTheRootOrMisleads(String path) {
    assertThat(reasons(HEX + "  " + path + "\n")).containsExactly(ReasonCode.MANIFEST_PATH_UNSAFE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bad\\", "bad\\x", "..\\n/../.."})
  void rejectsABadEscape(String path) {
    assertThat(reasons("\\" + HEX + "  " + path + "\n"))
        .containsExactly(ReasonCode.MANIFEST_PATH_UNSAFE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# a comment",
        "app.py",
        "abcd  app.py",
        "gg00000000000000000000000000000000000000000000000000000000000000  app.py"
      })
  void rejectsALineThatIsNoEntry(String line) {
    assertThat(reasons(line + "\n")).containsExactly(ReasonCode.MANIFEST_LINE_UNREADABLE);
  }

  @Test
  void rejectsBytesThatAreNotUtf8() {
    byte[] line = (HEX + "  a?\n").getBytes(UTF_8);
    line[line.length - 2] = (byte) 0xff;

    assertThat(Manifest.parse(line).problems())
        .extracting(Finding::reason)
        .containsExactly(ReasonCode.MANIFEST_LINE_UNREADABLE);
  }

  @Test
  void namesTheLineOfAProblem() {
    assertThat(parse(HEX + "  a\nnonsense\n").problems().get(0).actual())
        .isEqualTo("line 2: nonsense");
  }

  @Test
  void digestsTheLinesAboveEachLineOfAPath() {
    String first = HEX + "  a\n";
    Manifest manifest = parse(first + HEX + "  self\n");

    assertThat(manifest.digestsAbove("self"))
        .containsExactly(
            entry(manifest.lines().get(1).offset(), Digest.sha256(first.getBytes(UTF_8))));
  }

  private static List<ReasonCode> reasons(String content) {
    return parse(content).problems().stream().map(Finding::reason).toList();
  }

  private static Manifest parse(String content) {
    return Manifest.parse(content.getBytes(UTF_8));
  }
}
