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
    PayloadSummary summary = Deliveries.PARSER.summarize("push", SharedFixtures.webhook("push"));

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
             "installation": {},
             "repository": {"full_name": "octo\\ndemo"}}
            """);

    assertThat(summary.action()).isEmpty();
    assertThat(summary.installationId()).isEmpty();
    assertThat(summary.repository()).isEmpty();
  }

  @Test
  void leavesOutWhatIsOfAnotherType() throws IOException {
    assertThat(read("{\"action\": {}}")).isEqualTo(PayloadSummary.NOTHING);
    assertThat(read("{\"installation\": {\"id\": 99999999999999999999}}"))
        .isEqualTo(PayloadSummary.NOTHING);
  }

  @Test
  void saysWhatItCanOfAPayloadThatIsNotWhatItsEventPromises() throws IOException {
    PayloadSummary summary = read("{\"action\": \"published\", \"installation\": {\"id\": 7}}");

    assertThat(summary.action()).contains("published");
    assertThat(summary.installationId()).contains(7L);
    assertThat(summary.meaning()).isEmpty();
  }

  /** Reading it fails in a way that nobody foresaw; that is no reason to refuse it. */
  @Test
  void saysWhatItCanWhateverReadingTheRestThrows() throws Exception {
    byte[] payload =
        Deliveries.releasePayload("v1")
            .replace(
                "{\"action\"", "{\"ref\": \"refs/heads/main\", \"commits\": [null], \"action\"")
            .getBytes(StandardCharsets.UTF_8);

    assertThat(Deliveries.PARSER.summarize("push", payload).installationId()).contains(7L);
    assertThat(Deliveries.PARSER.summarize("push", payload).meaning()).isEmpty();
    assertThatThrownBy(() -> Deliveries.PARSER.parse("push", payload))
        .isInstanceOf(UnreadablePayloadException.class)
        .hasCauseInstanceOf(NullPointerException.class);
  }

  @Test
  void saysWhyNothingIsToBeDone() throws IOException {
    assertThat(read("{\"installation\": {\"id\": 7}}").ignoredBecause())
        .contains("the release was null");
    assertThat(read(Deliveries.releasePayload("v1")).ignoredBecause()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "7",
        "null",
        "{",
        "{\"a\":}",
        "{} {}",
        "{}x",
        "{\"a\": \"\u0001\"}",
        "{'a': 1}"
      })
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
    return Deliveries.PARSER.summarize("release", json.getBytes(StandardCharsets.UTF_8));
  }
}
