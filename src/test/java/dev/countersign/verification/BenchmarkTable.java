package dev.countersign.verification;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/**
 * Results of a benchmark in one Markdown table: median and range of the iterations' mean times of
 * one operation, operations a second of all threads together, and bytes allocated by one operation.
 */
final class BenchmarkTable {
  private static final String ALLOCATION = "gc.alloc.rate.norm";

  private record Row(
      String benchmark, String variant, int threads, double[] micros, double allocated) {
    static Row of(RunResult result) {
      return new Row(
          result.getPrimaryResult().getLabel(),
          result.getParams().getParam("cryptography"),
          result.getParams().getThreads(),
          result.getBenchmarkResults().stream()
              .flatMap(fork -> fork.getIterationResults().stream())
              .map(IterationResult::getPrimaryResult)
              .mapToDouble(iteration -> iteration.getScore())
              .sorted()
              .toArray(),
          Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATION)).getScore());
    }

    double median() {
      return micros[micros.length / 2];
    }

    double perSecond() {
      return threads * 1e6 / median();
    }
  }

  private BenchmarkTable() {}

  static void print(Collection<RunResult> results) {
    List<Row> rows =
        results.stream()
            .map(Row::of)
            .sorted(
                Comparator.comparing(Row::benchmark)
                    .thenComparing(Row::variant)
                    .thenComparingInt(Row::threads))
            .toList();
    System.out.println(
        "| benchmark | cryptography | threads | median µs | min | max | per second | bytes |");
    System.out.println("|---|---|---:|---:|---:|---:|---:|---:|");
    for (Row row : rows) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %d | %.0f | %.0f | %.0f | %.0f | %.0f |%n",
          row.benchmark(),
          row.variant(),
          row.threads(),
          row.median(),
          row.micros()[0],
          row.micros()[row.micros().length - 1],
          row.perSecond(),
          row.allocated());
    }
  }
}
