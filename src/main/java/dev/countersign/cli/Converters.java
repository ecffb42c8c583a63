package dev.countersign.cli;

import dev.countersign.verification.RepositoryName;
import java.util.regex.Pattern;
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

  /** A numeric id of GitHub's. */
  static final class Id implements ITypeConverter<Long> {
    /** No longer than always fits into a {@code long}. */
    private static final Pattern POSITIVE = Pattern.compile("[1-9][0-9]{0,17}");

    @Override
    public Long convert(String value) {
      if (!POSITIVE.matcher(value).matches()) {
        throw new TypeConversionException(
            "expected a positive number of at most 18 digits, found '" + value + "'");
      }
      return Long.valueOf(value);
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
