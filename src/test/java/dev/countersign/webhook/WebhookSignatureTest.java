package dev.countersign.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {
  /** The example of GitHub's documentation. */
  private static final WebhookSignature SIGNATURE =
      new WebhookSignature("It's a Secret to Everybody");

  private static final byte[] BODY = "Hello, World!".getBytes(UTF_8);
  private static final String HEX =
      "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

  @Test
  void isThatOfGitHubsExample() {
    assertThat(SIGNATURE.sign(BODY)).isEqualTo("sha256=" + HEX);
    assertThat(SIGNATURE.verify("sha256=" + HEX, BODY)).isTrue();
  }

  @Test
  @Tag("threat-22")
  void isNotThatOfAnotherBody() {
    assertThat(SIGNATURE.verify("sha256=" + HEX, "Hello, World?".getBytes(UTF_8))).isFalse();
  }

  @Test
  @Tag("threat-22")
  void isNotThatOfAnotherSecret() {
    WebhookSignature other = new WebhookSignature("It's a secret to Everybody");

    assertThat(other.verify("sha256=" + HEX, BODY)).isFalse();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "sha256=",
        HEX,
        "sha1=" + HEX,
        "SHA256=" + HEX,
        "sha256=" + HEX + "00",
        "sha256=" + HEX + "\n",
        " sha256=" + HEX,
        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1",
        "sha256=757107EA0EB2509FC211221CCE984B8A37570B6D7586C22C46F4379C8B043E17",
        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e18",
        "sha256=g57107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
      })
  @Tag("threat-22")
  void refusesEveryOtherHeader(String header) {
    assertThat(SIGNATURE.verify(header, BODY)).isFalse();
  }
}
