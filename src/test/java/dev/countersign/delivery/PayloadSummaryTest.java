package dev.countersign.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.fixture.SharedFixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadSummaryTest {
  @Test
  void readsTheTopLevelOfARealPayload() throws IOException {
    PayloadSummary summary = PayloadSummary.read(SharedFixtures.webhook("push"));

    assertThat(summary.action()).isEmpty();
    assertThat(summary.installationId()).contains(1L);
    assertThat(summary.repository()).contains("Codertocat/Hello-World");
  }

  @Test
  void doesNotTakeNestedFieldsForThoseOfTheTopLevel() throws IOException {
    PayloadSummary summary =
        read(
            """
            {"release": {"action": "deleted", "installation": {"id": 6}},
             "action": "published",
             "installation": {"account": {"id": 8}, "id": 7},
             "repository": {"owner": {"full_name": "a/b"}, "full_name": "octo/demo"}}
            """);

    assertThat(summary.action()).contains("published");
    assertThat(summary.installationId()).contains(7L);
    assertThat(summary.repository()).contains("octo/demo");
  }

  @Test
  void leavesOutWhatCouldNotBeTrue() throws IOException {
    PayloadSummary summary =
        read(
            """
            {"action": "pub\\u0000lished",
             "installation": {"id": 99999999999999999999},
             "repository": {"full_name": "octo\\ndemo"}}
            """);

    assertThat(summary.action()).isEmpty();
    assertThat(summary.installationId()).isEmpty();
    assertThat(summary.repository()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "7", "{", "{\"a\":}", "{} {}", "{}x", "{\"a\": \"\u0001\"}", "{'a': 1}"})
  void refusesWhatIsNotOneJsonObject(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
  }

  @Test
  void refusesAThousandNestedArrays() {
    String nested = "[".repeat(1_001) + "]".repeat(1_001);

    assertThatThrownBy(() -> read("{\"a\": " + nested + "}"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nesting depth");
  }

  private static PayloadSummary read(String json) throws IOException {
    return PayloadSummary.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
