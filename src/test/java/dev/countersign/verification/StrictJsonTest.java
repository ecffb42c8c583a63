package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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

  @Test
  void rejectsBytesThatAreNotUtf8() {
    assertRejected(
        StrictJson.read(new byte[] {'"', (byte) 0xff, '"'}, ReasonCode.BUNDLE_UNREADABLE));
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
