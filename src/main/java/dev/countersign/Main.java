package dev.countersign;

import ch.qos.logback.core.joran.spi.ConsoleTarget;
import dev.countersign.cli.CheckConfigCommand;
import dev.countersign.cli.Surroundings;
import dev.countersign.cli.VerifyBundleCommand;
import dev.countersign.cli.VerifyCommand;
import dev.countersign.config.ConfigurationException;
import dev.countersign.config.ServerConfig;
import dev.countersign.rekor.RekorLog;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParseResult;

/** The command line. */
@Command(
    name = "countersign",
    description = "Re-verifies Sigstore-signed release checksums and reports them as check runs.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = Main.Serve.class)
public final class Main {
  private Main() {}

  /**
   * Runs a command; exits with 0 when it did its work, 1 when it could not, 2 when it was used
   * wrongly.
   */
  public static void main(String[] arguments) {
    CommandLine commandLine =
        commandLine(new Surroundings(System.getenv(), Clock.systemUTC(), RekorLog::new));
    System.exit(commandLine.setExecutionStrategy(Main::prepareAndRun).execute(arguments));
  }

  private static int prepareAndRun(ParseResult command) {
    if (command.subcommands().stream().anyMatch(Main::runsByItself)) {
      try {
        startLog(System.getenv());
      } catch (ConfigurationException e) {
        e.problems().forEach(System.err::println);
        return CommandLine.ExitCode.USAGE;
      }
      FastCrypto.install();
    }
    return new CommandLine.RunLast().execute(command);
  }

  /** Whether a command is about to do its work, and is not the server. */
  private static boolean runsByItself(ParseResult command) {
    return !(command.commandSpec().userObject() instanceof Serve)
        && !command.isUsageHelpRequested()
        && !command.isVersionHelpRequested();
  }

  /** A command says on standard error what there is to say; with a level it logs there too. */
  private static void startLog(Map<String, String> environment) throws ConfigurationException {
    if (environment.getOrDefault("LOG_LEVEL", "").isBlank()) {
      Logging.turnOff();
    } else {
      Logging.configure(ServerConfig.Log.read(environment), ConsoleTarget.SystemErr);
    }
  }

  /** All commands. */
  static CommandLine commandLine(Surroundings surroundings) {
    CommandLine commandLine =
        new CommandLine(new Main())
            .addSubcommand(new VerifyCommand(surroundings))
            .addSubcommand(new VerifyBundleCommand(surroundings))
            .addSubcommand(new CheckConfigCommand())
            // A file's name may begin with @.
            .setExpandAtFiles(false)
            .setExecutionExceptionHandler(Main::fault);
    commandLine
        .getSubcommands()
        .values()
        .forEach(command -> command.getCommandSpec().versionProvider(new Version()));
    return commandLine;
  }

  /** A fault of this program is told in one line, and is never a success. */
  private static int fault(Exception e, CommandLine commandLine, ParseResult command) {
    commandLine.getErr().println("countersign failed: " + e);
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** {@code serve}: the server, until it is told to stop. */
  @Command(
      name = "serve",
      description = "Receives GitHub's webhooks. Configured by environment variables.",
      mixinStandardHelpOptions = true)
  static final class Serve implements Callable<Integer> {
    @Override
    public Integer call() throws InterruptedException {
      ServerConfig config;
      try {
        config = ServerConfig.read(System.getenv());
      } catch (ConfigurationException e) {
        e.problems().forEach(System.err::println);
        return CommandLine.ExitCode.USAGE;
      }
      Logging.configure(config.log(), ConsoleTarget.SystemOut);
      Thread.setDefaultUncaughtExceptionHandler(
          new LastResort(() -> Runtime.getRuntime().halt(CommandLine.ExitCode.SOFTWARE)));
      FastCrypto.install();
      return run(config);
    }

    static int run(ServerConfig config) throws InterruptedException {
      Server server;
      try {
        server = Server.over(config, Clock.systemUTC());
      } catch (IOException | IllegalArgumentException e) {
        return cannotStart(e, CommandLine.ExitCode.USAGE);
      } catch (RuntimeException e) {
        return cannotStart(e, CommandLine.ExitCode.SOFTWARE);
      }
      try {
        server.start();
      } catch (RuntimeException e) {
        server.close();
        return cannotStart(e, CommandLine.ExitCode.SOFTWARE);
      }
      Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(server), "shutdown"));
      new CountDownLatch(1).await();
      return CommandLine.ExitCode.OK;
    }

    private static int cannotStart(Exception e, int exitCode) {
      System.err.println("countersign cannot start: " + e.getMessage());
      return exitCode;
    }

    /** Being told to stop and stopping in order is success, whatever signal told it. */
    private static void shutDown(Server server) {
      server.close();
      Runtime.getRuntime().halt(CommandLine.ExitCode.OK);
    }
  }

  /** The version that the jar was built as. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"countersign " + (version == null ? "(unpackaged)" : version)};
    }
  }
}
