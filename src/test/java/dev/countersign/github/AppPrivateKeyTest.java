package dev.countersign.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AppPrivateKeyTest {
  @Test
  void readsPkcs1AsGitHubHandsItOut() throws Exception {
    assertThat(AppPrivateKey.parse(TestKeys.pkcs1(TestKeys.APP)).key())
        .isEqualTo(TestKeys.APP.getPrivate());
  }

  @Test
  void readsPkcs8() {
    assertThat(AppPrivateKey.parse(TestKeys.pkcs8(TestKeys.APP)).key())
        .isEqualTo(TestKeys.APP.getPrivate());
  }

  @Test
  void readsWindowsLineEndsAndSurroundingText() throws Exception {
    String pem = "key:\r\n" + TestKeys.pkcs1(TestKeys.APP).replace("\n", "\r\n") + "\r\n";
    assertThat(AppPrivateKey.parse(pem).key()).isEqualTo(TestKeys.APP.getPrivate());
  }

  @Test
  void refusesWhatIsNoPemWithoutQuotingIt() {
    assertThatThrownBy(() -> AppPrivateKey.parse("MIIEsecret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found no complete PEM block")
        .hasMessageNotContaining("secret");
  }

  @Test
  void refusesAKeyThatIsCutOffWithoutQuotingIt() throws Exception {
    String pem = TestKeys.pkcs1(TestKeys.APP);
    String body = pem.lines().skip(1).findFirst().orElseThrow();
    String cut = "-----BEGIN RSA PRIVATE KEY-----\n" + body + "\n-----END RSA PRIVATE KEY-----";
    assertThatThrownBy(() -> AppPrivateKey.parse(cut))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the PEM block holds no RSA private key")
        .satisfies(
            e -> assertThat(String.valueOf(e.getCause())).doesNotContain(body.substring(0, 16)));
  }

  @Test
  void refusesCharactersOutsideBase64WithoutQuotingThem() {
    assertThatThrownBy(
            () ->
                AppPrivateKey.parse(
                    "-----BEGIN RSA PRIVATE KEY-----\nMII§secret\n-----END RSA PRIVATE KEY-----"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not plain base64")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @Test
  void refusesAPublicKey() {
    String pem = TestKeys.pem("PUBLIC KEY", TestKeys.APP.getPublic().getEncoded());
    assertThatThrownBy(() -> AppPrivateKey.parse(pem))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected PEM of RSA PRIVATE KEY or PRIVATE KEY, found PUBLIC KEY");
  }

  @Test
  void refusesAnEllipticCurveKey() {
    KeyPair pair = TestKeys.generate("EC", 256);
    assertThatThrownBy(() -> AppPrivateKey.parse(TestKeys.pkcs8(pair)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the PEM block holds no RSA private key");
  }

  @Test
  void refusesAKeyTooShortToSignWith() {
    KeyPair pair = TestKeys.generate("RSA", 1024);
    assertThatThrownBy(() -> AppPrivateKey.parse(TestKeys.pkcs8(pair)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected an RSA key of at least 2048 bits, found 1024");
  }

  @Test
  @Tag("threat-27")
  void showsNothingOfTheKeyAsText() {
    assertThat(AppPrivateKey.parse(TestKeys.pkcs8(TestKeys.APP))).hasToString("[REDACTED]");
  }
}
