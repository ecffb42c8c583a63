package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        " {\"a\": [1, -2.5e3, true, false, null, \"x\"], \"b\": {\"a\": {}}}\n",
        "{\"a\":{\"x\":1},\"b\":{\"x\":1}}",
        "{\"a\":\"0123456789\"}",
        "\"text\""
      })
  void readsJson(String json) {
    assertThat(read(json)).isInstanceOf(Outcome.Read.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":1}",
        "{\"a\":1,\"\\u0061\":2}",
        "[{\"x\":{\"a\":1,\"b\":2,\"a\":{}}}]",
      })
  void rejectsANameTwiceInOneObject(String json) {
    assertRejected(read(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{} {}", "{}x", "{}\0", "{},", "1 2", "{}//"})
  void rejectsBytesAfterTheEnd(String json) {
    assertRejected(read(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1",
        "{\"a\"",
        "{\"a\":",
        "{'a':1}",
        "{a:1}",
        "{\"a\":1,}",
        "[1,]",
        "[,]",
        "[01]",
        "[NaN]",
        "[+1]",
        "[0x1]",
        "/**/{}",
        "#\n{}",
        "{\"a\";1}",
        "{\"a\"=1}",
        "[TRUE]",
        ")]}'\n{}",
        "\"a\nb\"",
        "\"\\x\"",
        "]",
        "}"
      })
  void rejectsWhatOnlyLenientReadersAccept(String json) {
    assertRejected(read(json));
  }

  /** No UTF-8 at all, a cut sequence, a longer form than needed, half of a surrogate pair. */
  @ParameterizedTest
  @ValueSource(strings = {"ff", "e282", "c0af", "e080af", "eda080", "f4908080"})
  void rejectsBytesThatAreNotUtf8(String bytes) {
    byte[] json = HexFormat.of().parseHex("22" + bytes + "22");
    assertRejected(StrictJson.read(json, ReasonCode.BUNDLE_UNREADABLE));
  }

  @Test
  void readsTheCharacterThatStandsForWhatIsNotUtf8() {
    assertThat(StrictJson.read("\"\uFFFD\"".getBytes(UTF_8)).orElseThrow().textValue())
        .isEqualTo("\uFFFD");
  }

  @Test
  @Tag("threat-19")
  void rejectsMoreThanThirtyTwoLevels() {
    assertThat(read("[".repeat(32) + "]".repeat(32))).isInstanceOf(Outcome.Read.class);
    assertRejected(read("[".repeat(33) + "]".repeat(33)));
    assertRejected(read("{\"a\":".repeat(200_000)));
  }

  @Test
  void rejectsANumberThatTakesLongToRead() {
    assertThat(read("[" + "1".repeat(100) + "]")).isInstanceOf(Outcome.Read.class);
    assertRejected(read("[" + "1".repeat(101) + "]"));
    assertRejected(read("[-" + "1".repeat(100) + ".5E3]"));
  }

  private static Outcome<JsonNode> read(String json) {
    return StrictJson.read(json.getBytes(UTF_8), ReasonCode.BUNDLE_UNREADABLE);
  }

  private static void assertRejected(Outcome<JsonNode> outcome) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(ReasonCode.BUNDLE_UNREADABLE));
  }
}
