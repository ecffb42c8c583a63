package dev.countersign.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.report.CheckReport.Conclusion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Files with the expected text, which a person reviews. {@code mvn test -Dgolden=update} writes
 * them anew; look at what changed before committing it.
 */
final class Golden {
  private static final boolean UPDATE = "update".equals(System.getProperty("golden"));

  private static final Path REPORTS = Path.of("src/test/resources/golden");

  private Golden() {}

  /** Compares {@code report} with {@code src/test/resources/golden/NAME.md}. */
  static void assertReport(String name, CheckReport report) {
    String conclusion =
        report.conclusion().map(Conclusion::name).orElse("IN_PROGRESS").toLowerCase(Locale.ROOT);
    assertMatches(
        REPORTS.resolve(name + ".md"),
        """
        > Check run: %s
        >
        > Title: %s

        %s

        ---

        %s
        """
                .formatted(conclusion, report.title(), report.summary(), report.text())
            + report.annotations().stream().map(Golden::annotation).collect(Collectors.joining()));
  }

  private static String annotation(Annotation annotation) {
    return """

        ---

        > Annotation: %s at line %d of %s
        >
        > Title: %s

            %s
        """
        .formatted(
            annotation.level().name().toLowerCase(Locale.ROOT),
            annotation.line(),
            annotation.path(),
            annotation.title(),
            annotation.message().replace("\n", "\n    "));
  }

  /** Compares {@code actual} with the file, to the byte. */
  static void assertMatches(Path file, String actual) {
    try {
      if (UPDATE) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, actual);
      }
      assertThat(file).as("run with -Dgolden=update to write it").exists();
      assertThat(actual)
          .as("%s; run with -Dgolden=update if the new text is meant", file)
          .isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
