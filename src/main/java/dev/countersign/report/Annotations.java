package dev.countersign.report;

import dev.countersign.report.Annotation.Level;
import dev.countersign.report.EntryText.Remark;
import dev.countersign.verification.EntryResult;
import dev.countersign.verification.Finding;
import dev.countersign.verification.ReasonCode;
import dev.countersign.verification.SetVerdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is wrong with single lines of the manifests, as annotations on these lines. */
final class Annotations {
  /** Most chars of a foreign path that a message shows. */
  private static final int MAX_PATH = 200;

  /** Most chars of any other foreign value. */
  private static final int MAX_VALUE = 400;

  private Annotations() {}

  /**
   * The first {@link CheckReport#MAX_ANNOTATIONS}: the worst level first, then set by set, then by
   * line.
   */
  static List<Annotation> of(List<SetVerdict> sets) {
    List<Annotation> annotations = new ArrayList<>();
    for (Level level : Level.values()) {
      for (SetVerdict set : sets) {
        annotations.addAll(first(CheckReport.MAX_ANNOTATIONS - annotations.size(), level, set));
      }
    }
    return annotations;
  }

  /** Entries come by line, so no more of them need words than are wanted. */
  private static List<Annotation> first(int most, Level level, SetVerdict set) {
    Stream<Annotation> ofFindings =
        set.findings().stream()
            .filter(
                finding -> finding.line().isPresent() && level(finding).equals(Optional.of(level)))
            .map(finding -> annotation(set, level, finding));
    Stream<Annotation> ofEntries =
        set.contents().entries().stream()
            .filter(result -> level(result).equals(Optional.of(level)))
            .limit(most)
            .map(result -> annotation(set, result));
    return Stream.concat(ofFindings, ofEntries)
        .sorted(Comparator.comparing(Annotation::line))
        .limit(most)
        .toList();
  }

  private static Optional<Level> level(Finding finding) {
    return switch (finding.status()) {
      case FAILED -> Optional.of(Level.FAILURE);
      case WARNING -> Optional.of(Level.WARNING);
      case UNDECIDED -> Optional.of(Level.NOTICE);
      case PASSED -> Optional.empty();
    };
  }

  private static Optional<Level> level(EntryResult result) {
    return EntryText.of(result).remark().map(Remark::level);
  }

  private static Annotation annotation(SetVerdict set, Level level, Finding finding) {
    return annotation(
        set,
        finding.line().orElseThrow(),
        level,
        finding.reason(),
        line("Expected", finding.expected()) + line("Found", finding.actual()));
  }

  private static Annotation annotation(SetVerdict set, EntryResult result) {
    Remark wrong = EntryText.of(result).remark().orElseThrow();
    return annotation(
        set,
        result.entry().line(),
        wrong.level(),
        wrong.reason(),
        "File: "
            + VisibleText.of(result.entry().path(), MAX_PATH)
            + "\n"
            + line("Expected", wrong.expected().get())
            + line("Found", wrong.found().get()));
  }

  private static Annotation annotation(
      SetVerdict set, int line, Level level, ReasonCode reason, String evidence) {
    return new Annotation(
        set.manifestPath(),
        line,
        level,
        Title.of(reason.meaning()),
        "%sWhat to do: %s\nReason code: %s".formatted(evidence, reason.remedy(), reason.name()));
  }

  private static String line(String name, String value) {
    return value.isEmpty() ? "" : name + ": " + VisibleText.of(value, MAX_VALUE) + "\n";
  }
}
