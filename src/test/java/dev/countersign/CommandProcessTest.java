package dev.countersign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.fixture.RealRelease;
import dev.countersign.fixture.SharedFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command as a process of its own: what it writes where. */
class CommandProcessTest {
  @TempDir private Path folder;
  private Path manifest;

  @BeforeEach
  void checkOut() throws IOException {
    manifest = RealRelease.checkOut(folder);
  }

  @Test
  void logsNothing() throws Exception {
    assertThat(verify(Map.of())).isEqualTo(new CommandRun(0, "OK: " + manifest + "\n", ""));
  }

  @Test
  void logsOnStandardErrorWhoseCryptographyItUses() throws Exception {
    CommandRun run = verify(Map.of("LOG_LEVEL", "info"));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("OK: " + manifest + "\n");
    assertThat(run.err()).containsPattern("INFO +EC signatures by \\S+ [\\d.]+, SHA-256 by");
  }

  @Test
  void refusesALevelThatIsNone() throws Exception {
    CommandRun run = verify(Map.of("LOG_LEVEL", "chatty"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("LOG_LEVEL: expected ").contains("chatty");
  }

  @Test
  void takesADemandFromTheEnvironment() throws Exception {
    CommandRun run = verify(Map.of("SIGSTORE_VERIFY_GITHUB_WORKFLOW_TRIGGER", "push"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).startsWith("FAIL: " + manifest).contains("[TRIGGER_MISMATCH]");
  }

  private CommandRun verify(Map<String, String> environment) throws Exception {
    ProcessBuilder process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "verify",
                "--offline",
                "--trusted-root",
                SharedFixtures.path("fixtures/trusted-roots/production.json").toString(),
                "--repository",
                RealRelease.REPOSITORY.fullName(),
                manifest.toString())
            .redirectError(folder.resolve("err").toFile())
            .redirectOutput(folder.resolve("out").toFile());
    process.environment().remove("LOG_LEVEL");
    process.environment().keySet().removeIf(name -> name.startsWith("SIGSTORE_"));
    process.environment().putAll(environment);
    int exitCode = process.start().waitFor();
    return new CommandRun(
        exitCode,
        Files.readString(folder.resolve("out"), UTF_8),
        Files.readString(folder.resolve("err"), UTF_8));
  }
}
