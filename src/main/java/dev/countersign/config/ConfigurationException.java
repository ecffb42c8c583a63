package dev.countersign.config;

import java.util.List;

/** The environment is not what the server needs. It names everything that is wrong. */
public final class ConfigurationException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  ConfigurationException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence for each variable: its name, what was expected, what was found. No secrets. */
  public List<String> problems() {
    return problems;
  }
}
