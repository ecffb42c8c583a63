package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictUtf8Test {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "\u00e9",
        "\u2014 a",
        "a\u2014",
        "a\u2014b\ud83d\ude00c\u0000",
        "\ufeffa"
      })
  void readsUtf8(String text) throws CharacterCodingException {
    assertThat(StrictUtf8.text(text.getBytes(UTF_8))).isEqualTo(text);
    assertThat(StrictUtf8.characters(text.getBytes(UTF_8)).toString()).isEqualTo(text);
  }

  /** No UTF-8 at all, a cut sequence, a longer form than needed, half of a surrogate pair. */
  @ParameterizedTest
  @ValueSource(strings = {"ff", "e282", "e28261", "80", "c0af", "e080af", "eda080", "f4908080"})
  void rejectsWhatIsNotUtf8(String bytes) {
    for (String around : new String[] {"", "61", "e28094"}) {
      assertThatThrownBy(() -> StrictUtf8.text(HexFormat.of().parseHex(around + bytes + around)))
          .isInstanceOf(CharacterCodingException.class);
    }
  }

  @Test
  void readsAsTheJdkDoes() {
    byte[] pieces = "a\u00e9\u2014\ud83d\ude00".getBytes(UTF_8);
    Random random = new Random(1);
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(6)];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] =
            random.nextInt(20) == 0
                ? (byte) random.nextInt()
                : pieces[random.nextInt(pieces.length)];
      }
      Optional<String> expected = text(() -> UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)));
      read += expected.isPresent() ? 1 : 0;
      assertThat(text(() -> StrictUtf8.text(bytes))).isEqualTo(expected);
    }
    assertThat(read).isBetween(1_000, 19_000);
  }

  private interface Decoding {
    CharSequence text() throws CharacterCodingException;
  }

  private static Optional<String> text(Decoding decoding) {
    try {
      return Optional.of(decoding.text().toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
