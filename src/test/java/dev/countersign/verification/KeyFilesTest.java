package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFilesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-----BEGIN CERTIFICATE-----",
        "-----BEGIN CERTIFICATE-----END CERTIFICATE-----",
        "-----BEGIN CERTIFICATE----------END CERTIFICATE-----",
        "-----BEGIN PUBLIC KEY-----END PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY----------END PUBLIC KEY-----",
        "-----BEGIN CERTIFICATE----------END PUBLIC KEY-----"
      })
  void rejectsWhatOnlyLooksLikePem(String text) {
    byte[] file = text.getBytes(US_ASCII);

    assertThat(KeyFiles.read(file))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(ReasonCode.CERTIFICATE_UNREADABLE));
    assertThatThrownBy(() -> KeyFiles.publicKey(file)).isInstanceOf(IllegalArgumentException.class);
  }
}
