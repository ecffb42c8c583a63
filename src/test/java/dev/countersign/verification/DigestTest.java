package dev.countersign.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
  private static final String HEX =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @Test
  void isTheSameHoweverItIsMade() {
    Digest digest = new Digest(Digest.Algorithm.SHA_256, HEX);

    assertThat(digest)
        .isEqualTo(Digest.sha256(new byte[0]))
        .isEqualTo(Digest.of(Digest.Algorithm.SHA_256, digest.bytes()))
        .hasSameHashCodeAs(Digest.sha256(new byte[0]))
        .hasToString(HEX)
        .isNotEqualTo(Digest.sha256(new byte[1]));
    assertThat(digest.hex()).isEqualTo(HEX);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "e3b0",
        "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
        "g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
      })
  void rejectsWhatIsNoLowerCaseHexOfItsLength(String hex) {
    assertThatThrownBy(() -> new Digest(Digest.Algorithm.SHA_256, hex))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a SHA-256 digest: " + hex);
  }

  @Test
  void rejectsBytesOfAnotherLength() {
    assertThatThrownBy(() -> Digest.of(Digest.Algorithm.SHA_384, new byte[32]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a SHA-384 digest: " + "00".repeat(32));
  }

  @Test
  void doesNotChangeWithTheBytesThatItCameFromOrGaveAway() {
    byte[] bytes = new byte[32];
    Digest digest = Digest.of(Digest.Algorithm.SHA_256, bytes);

    bytes[0] = 1;
    digest.bytes()[0] = 1;

    assertThat(digest.hex()).isEqualTo("00".repeat(32));
  }
}
