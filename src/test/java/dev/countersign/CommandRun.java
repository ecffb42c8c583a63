package dev.countersign;

import dev.countersign.cli.Surroundings;
import dev.countersign.port.TransparencyLog;
import dev.countersign.rekor.RekorLog;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What one use of the command line came to.
 *
 * @param exitCode what scripts see
 * @param out standard output
 * @param err standard error
 */
record CommandRun(int exitCode, String out, String err) {
  /** Runs a command that may ask nobody. */
  static CommandRun of(String... arguments) {
    return with(Map.of(), CommandRun::forbidden, arguments);
  }

  /** The same with a list of arguments. */
  static CommandRun of(List<String> arguments) {
    return of(arguments.toArray(String[]::new));
  }

  /** Runs a command that may ask the log at {@code url}. */
  static CommandRun askingLog(URI url, String... arguments) {
    return with(Map.of("REKOR_URL", url.toString()), RekorLog::new, arguments);
  }

  /** Runs a command in this environment that may ask nobody. */
  static CommandRun in(Map<String, String> environment, String... arguments) {
    return with(environment, CommandRun::forbidden, arguments);
  }

  private static CommandRun with(
      Map<String, String> environment, Function<URI, TransparencyLog> logs, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Main.commandLine(new Surroundings(environment, Clock.systemUTC(), logs))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  private static TransparencyLog forbidden(URI url) {
    throw new AssertionError("asked the log at " + url);
  }
}
