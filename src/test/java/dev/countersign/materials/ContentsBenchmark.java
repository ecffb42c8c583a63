package dev.countersign.materials;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What it takes to read the contents of a tag with very many files: requests, memory and time,
 * beside the time of merely unpacking and hashing the same bytes in one thread.
 *
 * <p>{@code mvn -Pbench -Dbench=dev.countersign.materials.ContentsBenchmark} runs it in some
 * minutes; {@code -Dbench.arguments="FILES MEBIBYTES REPETITIONS"} says how much there is. The
 * archive is made once, below {@code target/}. One process serves it, another reads it.
 */
public final class ContentsBenchmark {
  private static final int FILES = 100_000;
  private static final int MEBIBYTES = 1_024;
  private static final int REPETITIONS = 7;

  private ContentsBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int files = argument(arguments, 0, FILES);
    int mebibytes = argument(arguments, 1, MEBIBYTES);
    int repetitions = argument(arguments, 2, REPETITIONS);
    Path folder = Path.of("target", "contents-benchmark", files + "-" + mebibytes).toAbsolutePath();
    GeneratedCommit.make(folder, files, (long) mebibytes << 20);
    Process server = start("ContentsBenchmarkServer", folder.toString());
    try (BufferedReader said = server.inputReader()) {
      String url = said.readLine();
      for (String truncated : List.of("listed", "truncated")) {
        Process reader =
            start(
                "ContentsBenchmarkReader",
                folder.toString(),
                url,
                truncated,
                Integer.toString(repetitions));
        reader.getInputStream().transferTo(System.out);
        if (reader.waitFor() != 0) {
          throw new IllegalStateException("the reader failed");
        }
      }
    } finally {
      server.destroy();
    }
  }

  private static int argument(String[] arguments, int index, int otherwise) {
    return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
  }

  private static Process start(String main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Small, so that it takes no more than it says, and a collector that tells what is live.
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC"));
    command.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    command.add(ContentsBenchmark.class.getPackageName() + "." + main);
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
  }
}
