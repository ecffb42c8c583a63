package dev.countersign.endurance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a server holds.
 *
 * @param heap bytes in use after a full collection
 * @param resident bytes of memory that the process has, that outside the heap included
 * @param files open file handles, sockets included
 * @param folder bytes of its files: the database if it is embedded, and the log
 */
record ProcessState(long heap, long resident, long files, long threads, long folder) {
  static final String HEADER = "minute\theap MB\tresident MB\thandles\tthreads\tfolder MB";

  private static final long MEGABYTE = 1_000_000;
  private static final long KIBIBYTE = 1024;

  /**
   * Has the server collect its garbage, then asks it.
   *
   * @param folder where its files are
   */
  static ProcessState of(ServerProcess server, Path folder)
      throws IOException, InterruptedException {
    run("jcmd", Long.toString(server.pid()), "GC.run");
    String metrics =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(server.url() + "/metrics")).build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    return new ProcessState(
        sum(metrics, "jvm_memory_used_bytes{area=\"heap\""),
        resident(server.pid()),
        sum(metrics, "process_files_open_files"),
        sum(metrics, "jvm_threads_live_threads"),
        bytesIn(folder));
  }

  private static long sum(String metrics, String start) {
    return (long)
        metrics
            .lines()
            .filter(line -> line.startsWith(start))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum();
  }

  /** As Linux tells it, {@code proc_pid_status(5)}. */
  private static long resident(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIBIBYTE)
        .sum();
  }

  private static long bytesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .mapToLong(
              file -> {
                try {
                  return Files.size(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .sum();
    }
  }

  private static void run(String tool, String... arguments)
      throws IOException, InterruptedException {
    Path path = Path.of(System.getProperty("java.home"), "bin", tool);
    Process process =
        new ProcessBuilder(Stream.concat(Stream.of(path.toString()), Stream.of(arguments)).toList())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(tool + " failed");
    }
  }

  @Override
  public String toString() {
    return "%.1f\t%.0f\t%d\t%d\t%.1f"
        .formatted(
            (double) heap / MEGABYTE,
            (double) resident / MEGABYTE,
            files,
            threads,
            (double) folder / MEGABYTE);
  }
}
