package dev.countersign.github;

import dev.countersign.report.Annotation;
import dev.countersign.report.CheckReport;
import dev.countersign.report.CheckReport.Conclusion;
import java.net.URI;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.kohsuke.github.GHCheckRun;
import org.kohsuke.github.GHCheckRunBuilder;

/** A report in the words of GitHub's API. */
final class CheckRunContent {
  /** Most annotations that GitHub takes with one request. */
  static final int MAX_ANNOTATIONS = 50;

  /** The button of a completed check run: GitHub takes 20, 40 and 20 characters. */
  private static final GHCheckRunBuilder.Action VERIFY_AGAIN =
      new GHCheckRunBuilder.Action("Verify again", "Verify this release again now", "verify");

  private final InstantSource clock;

  CheckRunContent(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Adds all that {@code report} says, with these annotations. Those beyond the first {@link
   * #MAX_ANNOTATIONS} are sent in further requests, with the texts and nothing else.
   */
  GHCheckRunBuilder addTo(
      GHCheckRunBuilder builder, CheckReport report, List<Annotation> annotations) {
    builder.add(output(report, annotations));
    report.details().map(URI::toString).ifPresent(builder::withDetailsURL);
    if (report.conclusion().isPresent()) {
      builder
          .withStatus(GHCheckRun.Status.COMPLETED)
          .withConclusion(conclusion(report.conclusion().get()))
          .withCompletedAt(Date.from(clock.instant()))
          .add(VERIFY_AGAIN);
    } else {
      builder.withStatus(GHCheckRun.Status.IN_PROGRESS);
    }
    return builder;
  }

  static GHCheckRunBuilder.Output output(CheckReport report, List<Annotation> annotations) {
    GHCheckRunBuilder.Output output =
        new GHCheckRunBuilder.Output(report.title(), report.summary()).withText(report.text());
    for (Annotation annotation : annotations) {
      output.add(
          new GHCheckRunBuilder.Annotation(
                  annotation.path(),
                  annotation.line(),
                  level(annotation.level()),
                  annotation.message())
              .withTitle(annotation.title()));
    }
    return output;
  }

  /** Whether a check run says what {@code report} says, annotations aside. */
  static boolean says(GHCheckRun run, CheckReport report) {
    GHCheckRun.Status status =
        report.conclusion().isPresent()
            ? GHCheckRun.Status.COMPLETED
            : GHCheckRun.Status.IN_PROGRESS;
    GHCheckRun.Conclusion conclusion =
        report.conclusion().map(CheckRunContent::conclusion).orElse(null);
    GHCheckRun.Output output = run.getOutput();
    return run.getStatus() == status
        && run.getConclusion() == conclusion
        && report.details().map(page -> isAt(run, page)).orElse(true)
        && output != null
        && report.title().equals(output.getTitle())
        && report.summary().equals(Objects.requireNonNullElse(output.getSummary(), ""))
        && report.text().equals(Objects.requireNonNullElse(output.getText(), ""));
  }

  private static boolean isAt(GHCheckRun run, URI page) {
    try {
      return run.getDetailsUrl() != null && page.toString().equals(run.getDetailsUrl().toString());
    } catch (IllegalStateException e) { // github-api's word for what is no address
      return false;
    }
  }

  private static GHCheckRun.Conclusion conclusion(Conclusion conclusion) {
    return switch (conclusion) {
      case SUCCESS -> GHCheckRun.Conclusion.SUCCESS;
      case NEUTRAL -> GHCheckRun.Conclusion.NEUTRAL;
      case FAILURE -> GHCheckRun.Conclusion.FAILURE;
      case TIMED_OUT -> GHCheckRun.Conclusion.TIMED_OUT;
      case ACTION_REQUIRED -> GHCheckRun.Conclusion.ACTION_REQUIRED;
    };
  }

  private static GHCheckRun.AnnotationLevel level(Annotation.Level level) {
    return switch (level) {
      case FAILURE -> GHCheckRun.AnnotationLevel.FAILURE;
      case WARNING -> GHCheckRun.AnnotationLevel.WARNING;
      case NOTICE -> GHCheckRun.AnnotationLevel.NOTICE;
    };
  }
}
