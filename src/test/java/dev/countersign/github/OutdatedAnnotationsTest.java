package dev.countersign.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.report.Annotation;
import dev.countersign.report.Annotation.Level;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of the annotations of an earlier verdict, which GitHub never removes. */
class OutdatedAnnotationsTest extends CheckRunScene {
  @Test
  void addsOnlyWhatAnotherVerdictHasBesidesTheFirst() {
    publish(report(numbered(1, 60)));
    publish(report(numbered(41, 130)));

    assertThat(messages()).isEqualTo(numbers(130));
    assertThat(only().output().summary())
        .startsWith(
            "> **40 annotations are out of date.** An earlier verification made them, and GitHub"
                + " never removes one. What holds now is said here.\n\nsummary");
  }

  @Test
  void saysThatTheAnnotationsOfAnEarlierVerdictNoLongerHold() {
    publish(red(1));
    publish(GREEN);
    publish(GREEN);

    assertThat(only().conclusion()).contains("success");
    assertThat(only().output().summary())
        .isEqualTo(
            "> **1 annotation is out of date.** An earlier verification made it, and GitHub never"
                + " removes one. What holds now is said here.\n\nall of it");
    assertThat(repository.checkRunHistory()).hasSize(2);
    assertThat(requests("GET", ANNOTATIONS + ".*")).isZero();
  }

  @Test
  void takesTheNoteBackWhenTheEarlierVerdictHoldsAgain() {
    publish(red(60));
    publish(GREEN);
    publish(red(60));

    assertThat(messages()).isEqualTo(numbers(60));
    assertThat(only().output().summary()).isEqualTo("summary");
  }

  static Stream<Annotation> others() {
    return Stream.of(
        new Annotation("b", 1, Level.FAILURE, "title", "message"),
        new Annotation("a", 2, Level.FAILURE, "title", "message"),
        new Annotation("a", 1, Level.WARNING, "title", "message"),
        new Annotation("a", 1, Level.FAILURE, "other", "message"),
        new Annotation("a", 1, Level.FAILURE, "title", "other"));
  }

  @ParameterizedTest
  @MethodSource("others")
  void takesNoAnnotationForAnotherThatDiffersInOnePart(Annotation other) {
    publish(report(List.of(new Annotation("a", 1, Level.FAILURE, "title", "message"))));
    publish(report(List.of(other)));

    assertThat(only().output().annotations()).hasSize(2);
    assertThat(only().output().summary()).startsWith("> **1 annotation is out of date.**");
  }

  @Test
  void ignoresHowGitHubKeepsWhiteSpace() {
    publish(report(List.of(new Annotation("a", 1, Level.NOTICE, "title", "one\n two"))));
    publish(report(List.of(new Annotation("a", 1, Level.NOTICE, "title", "one two\n"))));

    assertThat(messages()).containsExactly("one\n two");
  }
}
