package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.countersign.config.ServerConfig.Log.Format;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of the log, in both forms. */
class LoggingTest {
  private static final Map<String, String> CONTEXT =
      Map.of(
          "delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958",
          "installation", "21",
          "repository", "octo/demo",
          "subject", "v1.0.0",
          "commit", "c".repeat(40));

  private final LoggerContext context = new LoggerContext();

  @Test
  void sayOfWhatTheySpeak() {
    String line = encode(Format.TEXT, "verified", CONTEXT, null);

    assertThat(line).matches("2026-03-01T\\S+ INFO {2}verified [^\n]*\\R");
    CONTEXT.forEach((name, value) -> assertThat(line).contains(name + "=" + value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n", "\u0085", "\u2028", "\u2029", "\u000b", "\f"})
  void cannotBeForgedByForeignText(String lineEnd) {
    String forged = "x" + lineEnd + "2026-03-01T12:00:00.000Z INFO  verified";
    String line =
        encode(
            Format.TEXT,
            forged,
            Map.of("subject", forged),
            new IllegalStateException(forged, new IllegalArgumentException(forged)));

    assertThat(line.lines().skip(1)).isNotEmpty().allMatch(next -> next.startsWith("    "));
    assertThat(line.lines().findFirst().orElseThrow()).contains("INFO  verified", "subject=x ");
    assertThat(line.split("[\\n\\r\\f\u000b\u0085\u2028\u2029]+", -1))
        .filteredOn(part -> part.startsWith("2026"))
        .hasSize(1);
  }

  @Test
  void cannotMoveTheCursorOfATerminal() {
    assertThat(
            encode(
                Format.TEXT,
                "a\u001b[2Kb",
                Map.of("subject", "c\u001b[2Kd"),
                new IllegalStateException("e\u001b[2Kf\bg")))
        .doesNotContain("\u001b", "\b");
  }

  @Test
  void haveNoMoreThanOneLineWithoutAnException() {
    assertThat(encode(Format.TEXT, "verified", Map.of(), null).lines()).hasSize(1);
  }

  @Test
  void haveTheStackTraceOfAnExceptionOnce() {
    String text =
        encode(Format.TEXT, "broken", Map.of(), new IllegalStateException("the one reason"));

    assertThat(text.split("the one reason", -1)).hasSize(2);
    assertThat(text).contains("    java.lang.IllegalStateException: the one reason", "\tat ");
  }

  @Test
  void areOneJsonObjectEachWithTheContextAndTheStackTraceInside() throws Exception {
    String line =
        encode(
            Format.JSON,
            "two\nlines \"quoted\" \u2028",
            CONTEXT,
            new IllegalStateException("outer\n", new IllegalArgumentException("inner")));

    assertThat(line.lines()).hasSize(1);
    JsonNode json = new JsonMapper().readTree(line);
    assertThat(json.at("/timestamp").asLong()).isEqualTo(NOW.toEpochMilli());
    assertThat(json.at("/level").asText()).isEqualTo("INFO");
    assertThat(json.at("/threadName").asText()).isEqualTo("job-1");
    assertThat(json.at("/loggerName").asText()).isEqualTo("dev.countersign.Some");
    assertThat(json.at("/formattedMessage").asText()).isEqualTo("two\nlines \"quoted\" \u2028");
    Map<String, String> mdc = new TreeMap<>();
    json.at("/mdc").properties().forEach(e -> mdc.put(e.getKey(), e.getValue().asText()));
    assertThat(mdc).isEqualTo(new TreeMap<>(CONTEXT));
    assertThat(json.at("/throwable/className").asText()).endsWith("IllegalStateException");
    assertThat(json.at("/throwable/message").asText()).isEqualTo("outer\n");
    assertThat(json.at("/throwable/cause/message").asText()).isEqualTo("inner");
    assertThat(json.at("/throwable/stepArray")).isNotEmpty();
  }

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

  private String encode(
      Format format, String message, Map<String, String> mdc, @Nullable Throwable thrown) {
    LoggingEvent event =
        new LoggingEvent(
            "fqcn",
            context.getLogger("dev.countersign.Some"),
            Level.INFO,
            "{}",
            thrown,
            new Object[] {message});
    event.setInstant(NOW);
    event.setThreadName("job-1");
    event.setMDCPropertyMap(mdc);
    return new String(Logging.encoder(format, context).encode(event), StandardCharsets.UTF_8);
  }
}
