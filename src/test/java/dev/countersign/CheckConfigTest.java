package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code check-config}: errors on standard output, in the form that compilers use. */
class CheckConfigTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "contents:\n  unlisted: fail\n"})
  void acceptsAFileThatIsRight(String text) throws IOException {
    Path file = write(text.getBytes(StandardCharsets.UTF_8));

    CommandRun run = CommandRun.of("check-config", file.toString());

    assertThat(run).isEqualTo(new CommandRun(0, "OK: " + file + System.lineSeparator(), ""));
  }

  @Test
  void printsEachErrorWithItsPosition() throws IOException {
    Path file =
        write("sginer: {}\ncontents:\n    unlisted: warning\n".getBytes(StandardCharsets.UTF_8));

    CommandRun run = CommandRun.of("check-config", file.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out().lines())
        .containsExactly(
            file + ":1:1: sginer: unknown key, did you mean signer?",
            file + ":3:15: contents.unlisted: \"warning\" is not one of fail, warn, ignore");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void readsNoMoreThanTheServerDoes() throws IOException {
    Path file = write("#".repeat(65_537).getBytes(StandardCharsets.UTF_8));

    CommandRun run = CommandRun.of("check-config", file.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out().lines())
        .containsExactly(file + ":1:1: the file has more than 65536 bytes");
  }

  @Test
  void showsWhatATerminalWouldHideOrObey() throws IOException {
    Path file = write("wait: \"\\e[2J\\u202e\"\n".getBytes(StandardCharsets.UTF_8));

    CommandRun run = CommandRun.of("check-config", file.toString());

    assertThat(run.out()).contains("‹U+001B›[2J‹U+202E›").doesNotContain("\u001b", "\u202e");
  }

  @Test
  void failsForAFileThatCannotBeRead() {
    Path file = folder.resolve("none.yml");

    CommandRun run = CommandRun.of("check-config", file.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().strip()).isEqualTo(file + " cannot be read: there is no such file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.yml b.yml", "--fix a.yml"})
  void endsWithTheUsageWhenItIsUsedWrongly(String arguments) {
    CommandRun run = CommandRun.of(("check-config " + arguments).strip().split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("Usage: countersign check-config [-hV] FILE");
  }

  private Path write(byte[] content) throws IOException {
    return Files.write(folder.resolve("countersign.yml"), content);
  }
}
