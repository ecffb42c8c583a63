package dev.countersign;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Tags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * The numbered rows of what must never end in a green check, each a tag of the tests that show it:
 * {@code threat-8} for row 8.
 */
class ThreatRowsTest {
  /** Rows up to this one are about checks; the rest is about pages, secrets and the work itself. */
  private static final int LAST_OF_CHECKS = 24;

  private static final String PREFIX = "threat-";

  private final TreeSet<String> tags =
      new ClassFileImporter()
              .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
              .importPackages("dev.countersign")
              .stream()
              .flatMap(type -> type.getMethods().stream())
              .filter(ThreatRowsTest::isTest)
              .flatMap(ThreatRowsTest::tagsOf)
              .collect(toCollection(TreeSet::new));

  @Test
  void eachRowOfChecksHasATest() {
    assertThat(tags)
        .containsAll(
            IntStream.rangeClosed(1, LAST_OF_CHECKS).mapToObj(row -> PREFIX + row).toList());
  }

  @Test
  void aTagOfARowIsSpelledAsItIsAskedFor() {
    assertThat(tags).allMatch(tag -> tag.matches(PREFIX + "([1-9]|1\\d|2[0-9])"));
  }

  private static boolean isTest(JavaMethod method) {
    return method.isAnnotatedWith(Test.class) || method.isAnnotatedWith(ParameterizedTest.class);
  }

  private static Stream<String> tagsOf(JavaMethod method) {
    return Stream.concat(
            method.tryGetAnnotationOfType(Tag.class).stream(),
            method.tryGetAnnotationOfType(Tags.class).map(Tags::value).stream().flatMap(Stream::of))
        .map(Tag::value);
  }
}
