package dev.countersign.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Go's net/url, which Fulcio uses, makes of tags: by JoinPath, and by Parse. */
class CertifiedRefTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '\u0000',
      value = {
        "v1.0.0+build.7 v1.0.0+build.7 v1.0.0+build.7",
        "@scope/pkg@1.2.0 @scope/pkg@1.2.0 @scope/pkg@1.2.0",
        "release#1 release%231 release#1",
        "v1#a\"b(c)' v1%23a%22b%28c%29%27 v1#a%22b(c)%27",
        "v1,(0)!'0'&x=y;z v1,(0)!'0'&x=y;z v1,(0)!'0'&x=y;z",
        "v1.0-\u00e9\u4e2d v1.0-%C3%A9%E4%B8%AD v1.0-%C3%A9%E4%B8%AD",
        "v1\"<b>|`{}$ v1%22%3Cb%3E%7C%60%7B%7D$ v1%22%3Cb%3E%7C%60%7B%7D$",
        "\u00e9(1)!'*' %C3%A9%281%29%21%27%2A%27 %C3%A9%281%29%21%27%2A%27",
        "v1%20a v1%20a v1%20a",
        "v1%20\u00e9 v1%20%C3%A9 v1%20%C3%A9",
        "v1%41\u00e9 v1A%C3%A9 v1A%C3%A9",
        "v1]\u00e9 v1%5D%C3%A9 v1%5D%C3%A9",
        "v1] v1] v1]",
        "a%2Fb a%2Fb a%2Fb",
        "\u00e9#\u00e9'(?! %C3%A9%23%C3%A9%27%28%3F%21 %C3%A9#%C3%A9%27(?!",
        "v1#%41\u00e9 v1%23A%C3%A9 v1#A%C3%A9",
        "azAZ09\u00e9 azAZ09%C3%A9 azAZ09%C3%A9",
        "`{@[/:\u00e9 %60%7B@%5B/:%C3%A9 %60%7B@%5B/:%C3%A9",
        "v1%0a\u00e9%F0 v1%0A%C3%A9%F0 v1%0A%C3%A9%F0",
      })
  void isSpelledAsFulcioSpellsIt(String tag, String joined, String parsed) {
    assertThat(CertifiedRef.spellings("refs/tags/" + tag))
        .containsExactlyElementsOf(
            Stream.of(tag, joined, parsed).distinct().map("refs/tags/"::concat).toList());
  }

  @Test
  void hasNoOtherSpellingWhereItIsPlain() {
    assertThat(CertifiedRef.spellings("refs/tags/v1.0.0")).containsExactly("refs/tags/v1.0.0");
  }

  /** Fulcio makes no URL of it at all. */
  @Test
  void isOnlyItselfWithAPercentSignThatBeginsNoByte() {
    assertThat(CertifiedRef.spellings("refs/tags/v1%3\u00e9"))
        .containsExactly("refs/tags/v1%3\u00e9");
    assertThat(CertifiedRef.spellings("refs/tags/100%")).containsExactly("refs/tags/100%");
    assertThat(CertifiedRef.spellings("refs/tags/100%4")).containsExactly("refs/tags/100%4");
    assertThat(CertifiedRef.spellings("refs/tags/1%G0\u00e9"))
        .containsExactly("refs/tags/1%G0\u00e9");
  }
}
