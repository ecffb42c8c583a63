package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The readers of foreign bytes, fuzzed by Jazzer from good and bad materials: no exception escapes,
 * no input takes long. They share some seconds; {@code mvn test -Dtest=FuzzingTest
 * -Dfuzz.seconds=600} gives each as many for itself. What is found is kept below {@code
 * target/fuzz}.
 */
class FuzzingTest {
  private static final int SHARED_SECONDS = 20;
  private static final @Nullable Integer SECONDS_FOR_EACH = Integer.getInteger("fuzz.seconds");

  /** Far more than any input takes, since the machine may have other things to do. */
  private static final int SECONDS_FOR_ONE_INPUT = 20;

  private static final String INSTRUMENTED =
      "dev.countersign.verification.**:com.google.gson.stream.**:com.google.protobuf.util.**";

  @TempDir private Path seeds;

  @ParameterizedTest
  @MethodSource
  void noInputMakesAReaderThrowOrHang(FuzzTargets.Target target) throws Exception {
    List<byte[]> inputs = new FuzzSeeds().of(target);
    for (int i = 0; i < inputs.size(); i++) {
      Files.write(seeds.resolve("seed-" + i), inputs.get(i));
    }
    Path output = Files.createDirectories(Path.of("target", "fuzz", target.name()));

    Process jazzer = start(target, output);
    String log = new String(jazzer.getInputStream().readAllBytes(), UTF_8);

    assertThat(jazzer.waitFor()).as(log).isZero();
    assertThat(log).contains("Done ");
  }

  static Set<FuzzTargets.Target> noInputMakesAReaderThrowOrHang() {
    return SECONDS_FOR_EACH == null
        ? Set.of(FuzzTargets.Target.EVERY_READER)
        : FuzzTargets.Target.SINGLE;
  }

  private Process start(FuzzTargets.Target target, Path output) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            // Starting costs more than the fuzzing of some seconds.
            "-XX:TieredStopAtLevel=1",
            "-XX:+EnableDynamicAgentLoading",
            "-classpath",
            System.getProperty("java.class.path"),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + FuzzTargets.class.getName(),
            "--target_args=" + target.name() + " " + seeds,
            "--instrumentation_includes=" + INSTRUMENTED,
            "--custom_hook_includes=" + INSTRUMENTED,
            "--reproducer_path=" + output,
            "-artifact_prefix=" + output + "/",
            "-max_total_time=" + (SECONDS_FOR_EACH == null ? SHARED_SECONDS : SECONDS_FOR_EACH),
            "-timeout=" + SECONDS_FOR_ONE_INPUT,
            Files.createDirectories(output.resolve("corpus")).toString(),
            seeds.toString())
        .redirectErrorStream(true)
        .start();
  }
}
