package dev.countersign.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleTextTest {
  @ParameterizedTest
  @CsvSource({
    "202E, right-to-left override",
    "2066, left-to-right isolate",
    "200B, zero width space",
    "200D, zero width joiner",
    "FEFF, byte order mark",
    "00AD, soft hyphen",
    "00A0, no-break space",
    "3000, ideographic space",
    "2028, line separator",
    "000A, line feed",
    "000D, carriage return",
    "0009, tab",
    "0000, NUL",
    "001B, escape",
    "0085, next line",
    "E000, private use",
    "FFFF, no character",
    "D800, lone surrogate",
    "3164, Hangul filler",
    "2800, Braille blank",
    "FE0F, variation selector",
    "E0041, tag letter",
    "E0100, variation selector supplement"
  })
  @Tag("threat-21")
  void showsWhatCannotBeSeen(String hex, String name) {
    String character = Character.toString(Integer.parseInt(hex, 16));
    assertThat(VisibleText.of("a" + character + "b", 100)).isEqualTo("a‹U+" + hex + "›b");
    assertThat(VisibleText.isHarmless("a" + character + "b")).as(name).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "plain.txt",
    "naïve café",
    "日本語.txt",
    "हिन्दी",
    "tiếng Việt",
    "release 🚀",
    "e\u0301"
  })
  void leavesReadableTextAlone(String text) {
    assertThat(VisibleText.of(text, 100)).isEqualTo(text);
    assertThat(VisibleText.isHarmless(text)).isTrue();
  }

  @Test
  void showsAMarkThatHasNoLetterOrThatIsOneOfTooMany() {
    assertThat(VisibleText.of("\u0301a", 100)).isEqualTo("‹U+0301›a");
    assertThat(VisibleText.of("a\u0301\u0302\u0303\u0304", 100))
        .isEqualTo("a\u0301\u0302\u0303‹U+0304›");
    assertThat(VisibleText.of("\u202E\u0301", 100)).isEqualTo("‹U+202E›‹U+0301›");
  }

  @Test
  void keepsTextThatJustFits() {
    assertThat(VisibleText.of("abcd", 4)).isEqualTo("abcd");
    assertThat(VisibleText.of("abcde", 4)).isEqualTo("abc…");
  }

  @Test
  void neverCutsACharacterItsMarksOrItsNumber() {
    assertThat(VisibleText.of("ab🚀🚀", 4)).isEqualTo("ab…");
    assertThat(VisibleText.of("abe\u0301xx", 4)).isEqualTo("ab…");
    assertThat(VisibleText.of("ab\u202Exx", 9)).isEqualTo("ab…");
    assertThat(VisibleText.of("ab\u202Ex", 11)).isEqualTo("ab‹U+202E›x");
  }
}
