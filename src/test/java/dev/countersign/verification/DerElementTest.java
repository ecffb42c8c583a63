package dev.countersign.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.DEROctetString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerElementTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 255, 256, 65_535, 65_536, 200_000})
  void readsAndWritesContentOfEveryLength(int length) throws IOException {
    byte[] content = new byte[length];
    byte[] der = new DEROctetString(content).getEncoded();
    DerElement element = DerElement.of(der);

    assertThat(element.hasTag(4)).isTrue();
    assertThat(element.hasTag(5)).isFalse();
    assertThat(element.end() - element.content()).isEqualTo(length);
    assertThat(element.encoded()).isEqualTo(der);
    assertThat(element.withContent(content)).isEqualTo(der);
  }

  @Test
  void readsItsParts() {
    List<DerElement> parts = DerElement.of(bytes("30050500020107")).parts();

    assertThat(parts)
        .extracting(part -> HexFormat.of().formatHex(part.encoded()))
        .containsExactly("0500", "020107");
    assertThat(DerElement.of(bytes("3000")).parts()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "30",
        "3001",
        "300000",
        "3080",
        "30800000",
        "3081",
        "308201",
        "30840000000000"
      })
  void rejectsWhatIsNoElementOfDefiniteLengthWithinItsBytes(String hex) {
    assertThatIllegalArgumentException().isThrownBy(() -> DerElement.of(bytes(hex)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"300105", "30020501", "30030500ff", "3004050002ff"})
  void rejectsPartsThatDoNotFillTheirWhole(String hex) {
    assertThatIllegalArgumentException().isThrownBy(() -> DerElement.of(bytes(hex)).parts());
  }

  @Test
  void readsTheOneElementOfItsContent() {
    assertThat(DerElement.of(bytes("30020500")).only().encoded()).isEqualTo(bytes("0500"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3000", "300405000500", "30030500ff", "30020501"})
  void rejectsNoneOrSeveral(String hex) {
    assertThatIllegalArgumentException().isThrownBy(() -> DerElement.of(bytes(hex)).only());
  }

  @Test
  void readsTheContentOfTheRightTagOnly() {
    DerElement text = DerElement.of(bytes("0c0161"));

    assertThat(text.value(12)).containsExactly('a');
    assertThatIllegalArgumentException().isThrownBy(() -> text.value(4));
  }

  @Test
  void readsOctetStrings() {
    assertThat(DerElement.onlyValue(4, bytes("0403010203"))).containsExactly(1, 2, 3);
    assertThat(DerElement.onlyValue(4, bytes("0400"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"24050403010203", "0303010203", "048103010203", "040301020304", "2400"})
  void rejectsOctetStringsInAnyOtherEncoding(String hex) {
    assertThatIllegalArgumentException().isThrownBy(() -> DerElement.onlyValue(4, bytes(hex)));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
