package dev.countersign.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/**
 * Environment variables that stand in for options that are not given, as in sigstore-python.
 *
 * <p>They are not picocli's default values: there {@code --offline} would turn off what {@code
 * SIGSTORE_OFFLINE} turned on, and texts such as {@code _NULL_} and <code>${name}</code> would not
 * be taken as they are.
 */
final class EnvironmentDefaults {
  /** Of these options, one that is given beats the variables of both. */
  private static final Set<String> TRUST = Set.of("--trusted-root", "--staging");

  private static final Variable TRUSTED_ROOT =
      new Variable("SIGSTORE_TRUSTED_ROOT", "--trusted-root");

  static final List<Variable> OF_VERIFY =
      List.of(
          new Variable("SIGSTORE_CERT_IDENTITY", "--cert-identity"),
          new Variable("SIGSTORE_VERIFY_GITHUB_WORKFLOW_TRIGGER", "--trigger"),
          new Variable("SIGSTORE_VERIFY_GITHUB_WORKFLOW_REPOSITORY", "--repository"),
          new Variable("SIGSTORE_VERIFY_GITHUB_WORKFLOW_REF", "--ref"),
          new Variable("SIGSTORE_VERIFY_GITHUB_WORKFLOW_SHA", "--sha"),
          new Variable("SIGSTORE_VERIFY_GITHUB_WORKFLOW_NAME", "--name"),
          new Variable("SIGSTORE_BUNDLE", "--bundle"),
          new Variable("SIGSTORE_SIGNATURE", "--signature"),
          new Variable("SIGSTORE_CERTIFICATE", "--certificate"),
          TRUSTED_ROOT,
          new Variable("SIGSTORE_STAGING", "--staging"),
          new Variable("SIGSTORE_OFFLINE", "--offline"));

  static final List<Variable> OF_VERIFY_BUNDLE = List.of(TRUSTED_ROOT);

  private static final Set<String> YES = Set.of("y", "yes", "true", "t", "on", "1");
  private static final Set<String> NO = Set.of("n", "no", "false", "f", "off", "0");

  private EnvironmentDefaults() {}

  /** A variable and the option that it stands in for. */
  record Variable(String name, String option) {}

  /**
   * Sets the options of a parsed command that are not given. An empty variable is one that is not
   * set.
   *
   * @return the variables that counted
   * @throws ParameterException if the value of one is none that its option takes
   */
  static List<String> set(
      CommandSpec command, List<Variable> variables, Map<String, String> environment) {
    ParseResult given = command.commandLine().getParseResult();
    List<String> counted = new ArrayList<>();
    for (Variable variable : variables) {
      String value = environment.getOrDefault(variable.name(), "");
      if (!value.isEmpty() && !isGiven(given, variable.option())) {
        set(command, variable, value);
        counted.add(variable.name());
      }
    }
    return counted;
  }

  private static boolean isGiven(ParseResult given, String option) {
    return TRUST.contains(option)
        ? TRUST.stream().anyMatch(given::hasMatchedOption)
        : given.hasMatchedOption(option);
  }

  private static void set(CommandSpec command, Variable variable, String value) {
    OptionSpec option = command.findOption(variable.option());
    try {
      option.setValue(convert(option, value));
    } catch (Exception e) { // whatever a converter throws is a refusal, as it is to picocli
      throw new ParameterException(
          command.commandLine(),
          "Invalid value for %s, in place of option '%s': %s"
              .formatted(variable.name(), variable.option(), e.getMessage()),
          e);
    }
  }

  private static Object convert(OptionSpec option, String value) throws Exception {
    if (option.type() == boolean.class) {
      return flag(value);
    }
    return option.type() == Path.class ? Path.of(value) : option.converters()[0].convert(value);
  }

  private static boolean flag(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    if (!YES.contains(lower) && !NO.contains(lower)) {
      throw new TypeConversionException("expected yes or no, found '" + value + "'");
    }
    return YES.contains(lower);
  }
}
