package dev.countersign.cli;

import dev.countersign.policy.PolicyFile;
import dev.countersign.policy.PolicyResult;
import dev.countersign.report.VisibleText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code check-config}: a repository's configuration file, read as the server reads it, before it
 * is pushed.
 */
@Command(
    name = "check-config",
    description = {
      "Checks a configuration file, .github/countersign.yml.",
      "Exit code 0: it is right; 1: it has errors or cannot be read; 2: wrong usage."
    },
    mixinStandardHelpOptions = true)
public final class CheckConfigCommand implements Callable<Integer> {
  /** Longer than any error, which cuts what it quotes. */
  private static final int MAX_LINE = 4_000;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Parameters(paramLabel = "FILE", description = "The file to check.")
  private Path file;

  @Override
  public Integer call() {
    byte[] content;
    try (InputStream in = Files.newInputStream(file)) {
      content = in.readNBytes(PolicyFile.MAX_BYTES + 1);
    } catch (IOException e) {
      spec.commandLine().getErr().println(CannotVerifyException.unreadable(file, e).why());
      return ExitCode.SOFTWARE;
    }
    if (PolicyFile.parse(content) instanceof PolicyResult.Rejected rejected) {
      rejected.errors().forEach(error -> print(error.in(file.toString())));
      return ExitCode.SOFTWARE;
    }
    print("OK: " + file);
    return ExitCode.OK;
  }

  private void print(String line) {
    spec.commandLine().getOut().println(VisibleText.of(line, MAX_LINE));
  }
}
