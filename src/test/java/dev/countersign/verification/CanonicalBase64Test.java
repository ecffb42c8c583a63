package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalBase64Test {
  @Test
  void readsTheCanonicalForm() {
    assertThat(CanonicalBase64.decode("")).isEmpty();
    assertThat(CanonicalBase64.decode("/w==")).containsExactly(0xff);
    assertThat(CanonicalBase64.decode("+/8=")).containsExactly(0xfb, 0xff);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/x==",
        "/w",
        "/w=",
        "_w==",
        "/w==\n",
        " /w==",
        "+/9=",
        "+/8",
        "A",
        "%",
        "AAAA/x==",
        "AAAA+/8",
        "AAAA====",
        "=",
        "===="
      })
  void rejectsEveryOtherSpellingOfTheSameBytes(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> CanonicalBase64.decode(text));
  }

  @Test
  void joinsLines() {
    assertThat(joined(" /w\r\n\t=\u000b=\f\n")).isEqualTo("/w==");
    assertThat(joined("/\bw\u000e-\u0085=")).isEqualTo("/\bw\u000e-\u0085=");
    assertThat(joined("")).isEmpty();
  }

  private static String joined(String lines) {
    return new String(CanonicalBase64.joined(lines.getBytes(ISO_8859_1)), ISO_8859_1);
  }
}
