package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The real tools, run in a folder. */
record Coreutils(Path folder) {
  /** The first whose programs escape a carriage return, too. */
  private static final int FIRST = 9;

  void assumePresent() throws Exception {
    Pattern version = Pattern.compile("sha256sum \\(GNU coreutils\\) (\\d+)\\.");
    String said;
    try {
      said = new String(run(List.of(), "sha256sum", "--version"), UTF_8);
    } catch (IOException e) {
      said = "no such program";
    }
    Matcher found = version.matcher(said);
    assumeTrue(
        found.find() && Integer.parseInt(found.group(1)) >= FIRST,
        "needs sha256sum of coreutils " + FIRST + ", found: " + said);
  }

  /**
   * What a command writes.
   *
   * @param input what it reads, each followed by a NUL: names are UTF-8 there whatever the locale,
   *     on which arguments depend
   */
  byte[] run(List<String> input, String... command) throws Exception {
    Path errors = folder.resolveSibling(folder.getFileName() + ".err");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(errors.toFile())
            .start();
    try (OutputStream in = process.getOutputStream()) {
      for (String each : input) {
        in.write(each.getBytes(UTF_8));
        in.write(0);
      }
    }
    byte[] out = process.getInputStream().readAllBytes();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
    Files.delete(errors);
    return out;
  }
}
