package dev.countersign.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.delivery.Deliveries;
import dev.countersign.delivery.DeliveryDispatcher;
import dev.countersign.delivery.HandlingWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/**
 * How many deliveries a second are acknowledged, and how late: the real server on an SQLite file
 * below {@code target/}, each delivery on the disk before its answer, and dispatched as well.
 *
 * <p>{@code mvn -Pbench [-Dbench.arguments="CONNECTIONS SECONDS"]} runs it.
 */
public final class AcknowledgementBenchmark {
  private static final Path PAYLOAD =
      Path.of("..", "shared", "fixtures", "webhooks", "release.published.json");
  private static final Duration WARM_UP = Duration.ofSeconds(10);

  private AcknowledgementBenchmark() {}

  public static void main(String[] args) throws Exception {
    int connections = args.length > 0 ? Integer.parseInt(args[0]) : 16;
    Duration measured = Duration.ofSeconds(args.length > 1 ? Long.parseLong(args[1]) : 15);
    Path directory =
        Files.createTempDirectory(Files.createDirectories(Path.of("target")), "benchmark");
    byte[] payload = payload();
    try (WebhookServer server = new WebhookServer(directory);
        DeliveryDispatcher dispatcher =
            new DeliveryDispatcher(
                Deliveries.PARSER,
                server.store(),
                event -> {},
                InstantSource.system(),
                HandlingWatch.NONE)) {
      dispatcher.start();
      run(server, connections, payload, WARM_UP);
      long[] nanos = run(server, connections, payload, measured);
      System.out.printf(
          "%d connections, %d bytes: %.0f deliveries/s, p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
          connections,
          payload.length,
          nanos.length / (double) measured.toSeconds(),
          percentile(nanos, 0.5),
          percentile(nanos, 0.99),
          percentile(nanos, 1));
      System.out.println(
          server.count()
              + " deliveries are in the file; "
              + server
                  .row("select count(*) from deliveries where next_attempt_at is not null")
                  .get(0)
              + " of them wait to be handled");
    }
  }

  /** Sends for so long on each connection, and returns the sorted times of the answers. */
  private static long[] run(
      WebhookServer server, int connections, byte[] payload, Duration duration) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(connections);
    List<Future<long[]>> results = new ArrayList<>();
    long end = System.nanoTime() + duration.toNanos();
    for (int i = 0; i < connections; i++) {
      results.add(executor.submit(() -> send(server.port(), payload, end)));
    }
    LongStream nanos = LongStream.empty();
    for (Future<long[]> result : results) {
      nanos = LongStream.concat(nanos, Arrays.stream(result.get()));
    }
    executor.shutdown();
    return nanos.sorted().toArray();
  }

  private static long[] send(int port, byte[] payload, long end) throws IOException {
    long[] nanos = new long[1_000_000];
    int count = 0;
    try (KeptConnection connection = new KeptConnection(port, payload)) {
      for (long start = System.nanoTime(); start < end && count < nanos.length; ) {
        connection.deliver(UUID.randomUUID());
        long now = System.nanoTime();
        nanos[count++] = now - start;
        start = now;
      }
    }
    return Arrays.copyOf(nanos, count);
  }

  /** GitHub's own example, addressed to an installation. */
  private static byte[] payload() throws IOException {
    String example = Files.readString(PAYLOAD, UTF_8).strip();
    return (example.substring(0, example.length() - 1) + ",\"installation\":{\"id\":7}}")
        .getBytes(ISO_8859_1);
  }

  private static double percentile(long[] sorted, double fraction) {
    int index = (int) Math.ceil(fraction * sorted.length) - 1;
    return sorted[index] / 1e6;
  }
}
