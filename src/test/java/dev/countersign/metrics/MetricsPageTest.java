package dev.countersign.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documentation names exactly the meters that there are. */
class MetricsPageTest {
  private static final Path PAGE = Path.of("src/site/markdown/metrics.md");

  @Test
  void theTableIsWhatTheCodeSays() throws Exception {
    List<String> rows =
        Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `")).toList();

    assertThat(rows)
        .containsExactlyElementsOf(
            Arrays.stream(Measure.values()).map(MetricsPageTest::row).toList());
  }

  @Test
  void examplesAndAlertsNameNothingElse() throws Exception {
    List<String> names = Arrays.stream(Measure.values()).map(MetricsPageTest::name).toList();

    assertThat(Pattern.compile("countersign_[a-z_]+").matcher(Files.readString(PAGE)).results())
        .extracting(MatchResult::group)
        .isNotEmpty()
        .allMatch(found -> names.stream().anyMatch(name -> isSeriesOf(name, found)), "known");
  }

  private static boolean isSeriesOf(String name, String found) {
    return Stream.of("", "_count", "_sum", "_max", "_bucket")
        .anyMatch(suffix -> found.equals(name + suffix));
  }

  private static String row(Measure measure) {
    String type =
        switch (measure.type()) {
          case COUNTER -> "counter";
          case GAUGE -> "gauge";
          case TIMER, DISTRIBUTION_SUMMARY -> "summary";
          case LONG_TASK_TIMER, OTHER -> throw new AssertionError(measure);
        };
    String tags =
        measure.tags().stream().map(tag -> "`" + tag + "`").collect(Collectors.joining(", "));
    return "| `%s` | %s | %s | %s |".formatted(name(measure), type, tags, measure.meaning());
  }

  /** As Prometheus names it: with its unit, and a counter as a total. */
  private static String name(Measure measure) {
    String unit = measure.unit() == null ? "" : "_" + measure.unit();
    String total = measure.type() == Meter.Type.COUNTER ? "_total" : "";
    return measure.meterName().replace('.', '_') + unit + total;
  }
}
