package dev.countersign.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.fixture.SharedFixtures;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadBytesTest {
  @ParameterizedTest
  @ValueSource(strings = {"push", "release.published"})
  void areAThirdOfWhatGitHubSends(String name) throws Exception {
    byte[] payload = SharedFixtures.webhook(name);
    byte[] kept = PayloadBytes.pack(payload);

    assertThat(kept).hasSizeLessThan(payload.length / 3);
    assertThat(PayloadBytes.unpack(kept)).isEqualTo(payload);
  }

  @Test
  void mayNotBeCompressible() {
    byte[] payload = new byte[100_000];
    new Random(1).nextBytes(payload);

    assertThat(PayloadBytes.unpack(PayloadBytes.pack(payload))).isEqualTo(payload);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 6, 20})
  void thatAreDamagedAreNoJson(int length) {
    byte[] kept =
        Arrays.copyOf(PayloadBytes.pack("{\"a\": 1, \"b\": [2]}".getBytes(UTF_8)), length);

    assertThatThrownBy(() -> Deliveries.PARSER.summarize("release", PayloadBytes.unpack(kept)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void ofEarlierVersionsAreTheJsonItself() {
    byte[] payload = "{}".getBytes(UTF_8);

    assertThat(PayloadBytes.unpack(payload)).isEqualTo(payload);
    assertThat(PayloadBytes.unpack(PayloadBytes.pack(payload))).isEqualTo(payload);
  }
}
