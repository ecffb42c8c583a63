package dev.countersign.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.fixture.SharedFixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
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
  void leavesOutOnlyWhatIsOfAnotherType() throws IOException {
    PayloadSummary summary =
        read(
            """
            {"forced": {}, "action": "published", "release": {"action": "a", "id": [{"id": 1}]},
             "installation": {"account": {"id": 8}, "id": 7},
             "repository": {"owner": {"full_name": "a/b"}, "full_name": "octo/demo"}}
            """);

    assertThat(summary)
        .isEqualTo(
            new PayloadSummary(
                Optional.of("published"),
                Optional.of(7L),
                Optional.of("octo/demo"),
                Optional.empty()));
    assertThat(
            read(
                """
                {"action": {}, "installation": {"id": 99999999999999999999},
                 "repository": {"full_name": 1}}
                """))
        .isEqualTo(
            new PayloadSummary(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @Test
  void leavesTheMeaningOfALargePayloadToWhoHandlesIt() throws IOException {
    String payload = Deliveries.releasePayload("v1");
    String full = payload + " ".repeat(EventParser.MOST_READ_ON_ARRIVAL - payload.length());

    assertThat(read(full).meaning()).isPresent();
    assertThat(read(full + " ").meaning()).isEmpty();
    assertThat(read(full + " ").installationId()).contains(7L);
    assertThat(read(full + " ").repository()).contains("octo/demo");
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
