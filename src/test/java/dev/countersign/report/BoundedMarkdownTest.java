package dev.countersign.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BoundedMarkdownTest {
  @Test
  void joinsBlocksWithABlankLine() {
    BoundedMarkdown markdown = new BoundedMarkdown(1_000);
    markdown.add("a");
    markdown.fold("More", () -> markdown.add("b"));
    markdown.table("| x |\n|---|", List.of("| 1 |", "| 2 |"), Function.identity());
    assertThat(markdown.finish())
        .isEqualTo(
            """
            a

            <details>
            <summary>More</summary>

            b

            </details>

            | x |
            |---|
            | 1 |
            | 2 |\
            """);
  }

  @Test
  void leavesOutTheWholeBlockThatDoesNotFitAndSaysSo() {
    BoundedMarkdown markdown = new BoundedMarkdown(100);
    assertThat(markdown.add("kept")).isTrue();
    assertThat(markdown.add("ä".repeat(60))).isFalse();
    assertThat(markdown.finish())
        .isEqualTo(
            "kept\n\n_More was found than a check run has room for: parts were left out above._");
  }

  @Test
  void countsBytesNotChars() {
    String block = "€".repeat(100);
    assertThat(new BoundedMarkdown(300 + 76).add(block)).isTrue();
    assertThat(new BoundedMarkdown(300 + 75).add(block)).isFalse();
  }

  @Test
  void saysHowManyRowsWereLeftOut() {
    List<String> rows = IntStream.range(0, 2_000).mapToObj("| %04d |"::formatted).toList();
    BoundedMarkdown markdown = new BoundedMarkdown(1_000);
    markdown.table("| x |\n|---|", rows, Function.identity());

    List<String> lines = markdown.finish().lines().toList();
    long shown = lines.stream().filter(rows::contains).count();
    assertThat(shown).isGreaterThan(50);
    assertThat(lines.get(lines.size() - 1))
        .isEqualTo(
            "_%,d rows left out: a check run has no room for more._".formatted(2_000 - shown));
  }

  @Test
  void writesNoMoreRowsThanFitAndOne() {
    AtomicInteger written = new AtomicInteger();
    BoundedMarkdown markdown = new BoundedMarkdown(1_000);
    markdown.table(
        "| x |\n|---|",
        1_000_000,
        Stream.generate(() -> "| row |").iterator(),
        row -> {
          written.incrementAndGet();
          return row;
        });

    long shown = markdown.finish().lines().filter("| row |"::equals).count();
    assertThat(shown).isGreaterThan(50);
    assertThat(written).hasValue((int) shown + 1);
  }

  @Test
  void dropsAFoldWithNothingInIt() {
    BoundedMarkdown markdown = new BoundedMarkdown(1_000);
    markdown.fold("Empty", () -> {});
    assertThat(markdown.finish()).isEmpty();
  }

  @Test
  void closesWhatItOpenedAndKeepsTheLimitWhateverTheSize() {
    List<String> rows = IntStream.range(0, 500).mapToObj("| 🚀 %d |"::formatted).toList();
    String long5 =
        IntStream.range(0, 5).mapToObj(i -> "ü".repeat(70)).collect(Collectors.joining());
    for (int limit = 80; limit < 3_000; limit++) {
      BoundedMarkdown markdown = new BoundedMarkdown(limit);
      markdown.add("start");
      markdown.within(
          limit / 2,
          () -> markdown.fold("One", () -> markdown.table("| x |\n|---|", rows, r -> r)));
      markdown.fold(
          "Two",
          () -> {
            markdown.add(long5);
            markdown.table("| x |\n|---|", rows, r -> r);
          });
      markdown.add("end");
      String result = markdown.finish();
      assertThat(result.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(limit);
      assertThat(count(result, "<details>")).isEqualTo(count(result, "</details>"));
      assertThat(result.lines().filter(line -> line.contains("🚀"))).allMatch(rows::contains);
    }
  }

  private static long count(String text, String wanted) {
    return text.lines().filter(wanted::equals).count();
  }
}
