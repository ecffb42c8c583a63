package dev.countersign.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "checksums-*.txt, checksums-1676301410.txt, true",
    "checksums-*.txt, checksums-.txt, true",
    "checksums-*.txt, checksums-1.txt.sig, false",
    "checksums-*.txt, old/checksums-1.txt, false",
    "checksums-*.txt, checksums-a/b.txt, false",
    "*, a, true",
    "*, a/b, false",
    "a?c, abc, true",
    "a?c, a/c, false",
    "a?c, ac, false",
    "a?c, a\uD83D\uDE00c, true",
    "**, a/b/c, true",
    "**/x.txt, x.txt, true",
    "**/x.txt, a/b/x.txt, true",
    "**/x.txt, ax.txt, false",
    "**/x.txt, a/bx.txt, false",
    "docs/**, docs/a/b, true",
    "docs/**, docs, false",
    "docs/**/x, docs/x, true",
    "docs/**/x, docs/a/b/x, true",
    "docs/**/x, docsx, false",
    "docs/**/x, docs/ax, false",
    "a**/x, abc/d/x, true",
    "a.c, abc, false",
    "a+(b)|c^$, a+(b)|c^$, true",
    "a+, aa, false",
  })
  void matchesWholePaths(String pattern, String path, boolean expected) {
    assertThat(Glob.ofPath(pattern).matches(path)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "*, v1.2.0, true",
    "*, pkg/v1.2.0, true",
    "**, pkg/v1.2.0, true",
    "v*, v1.2.0, true",
    "v*, pkg/v1.2.0, false",
    "*/v*, pkg/v1.2.0, true",
    "v?, v/, true",
    "v1, v1.0, false",
  })
  void matchesWholeNamesWhereASlashIsNothingSpecial(String pattern, String tag, boolean expected) {
    assertThat(Glob.ofName(pattern).matches(tag)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "[ab]", "a]", "{a,b}", "a\\b", "!a", "/a", "a//b", "a/", "./a", "../a", "a\nb"
      })
  void rejectsWhatItWouldNotDoAsMeant(String pattern) {
    assertThatThrownBy(() -> Glob.ofPath(pattern)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rejectsAPatternLongerThanItsLimit() {
    assertThat(Glob.ofPath("a".repeat(255)).matches("a".repeat(255))).isTrue();
    assertThatThrownBy(() -> Glob.ofPath("a".repeat(256)))
        .hasMessage("has not 1 to 255 characters");
  }

  @Test
  void matchesAHostilePatternInTimeProportionalToTheText() {
    Glob glob = Glob.ofPath("*a".repeat(127));
    String text = "a".repeat(20_000) + "b";
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(glob.matches(text)).isFalse());
  }

  @Test
  void isEqualToTheSamePatternOverTheSameKindOfText() {
    assertThat(Glob.ofPath("*")).isEqualTo(Glob.ofPath("*")).isNotEqualTo(Glob.ofName("*"));
  }

  @ParameterizedTest
  @CsvSource({
    "checksums-*.txt, lib, false",
    "lib/*.txt, lib, true",
    "lib/*.txt, li, false",
    "lib/*.txt, lib/sub, false",
    "*/x, lib, true",
    "*/x, lib/sub, false",
    "**/x, lib/sub, true",
    "lib/**, lib/sub/deep, true",
    "lib/**, other, false",
    "a?/b, ab, true",
    "lib, lib, false"
  })
  void knowsWhetherAFolderMayHoldWhatItDescribes(String pattern, String folder, boolean may) {
    assertThat(Glob.ofPath(pattern).mayMatchBelow(folder)).isEqualTo(may);
  }
}
