package dev.countersign.cli;

import dev.countersign.verification.RepositoryName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Values of options, as strictly as they are meant. */
final class Converters {
  private Converters() {}

  /**
   * A text that is there. An empty one is most likely a variable that a script forgot to set; it
   * must not drop a check.
   */
  static final class Text implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      if (value.isBlank()) {
        throw new TypeConversionException("it is empty");
      }
      return value;
    }
  }

  /** {@code OWNER/REPO}. */
  static final class Repository implements ITypeConverter<RepositoryName> {
    @Override
    public RepositoryName convert(String value) {
      try {
        return RepositoryName.parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("expected OWNER/REPO, found '" + value + "'");
      }
    }
  }
}
