package dev.countersign.report;

import dev.countersign.policy.PolicyFile;
import dev.countersign.policy.PolicyOrigin;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The content of a check run, ready to be posted.
 *
 * @param conclusion how it ended; empty while it is in progress
 * @param title one line
 * @param summary Markdown, at most {@link #MAX_BYTES} bytes of UTF-8
 * @param text Markdown, at most {@link #MAX_BYTES} bytes of UTF-8
 * @param details page that says more
 * @param annotations remarks on single lines, at most {@link #MAX_ANNOTATIONS}, the worst first
 * @see <a href="https://docs.github.com/en/rest/checks/runs">REST API: check runs</a>
 */
public record CheckReport(
    Optional<Conclusion> conclusion,
    String title,
    String summary,
    String text,
    Optional<URI> details,
    List<Annotation> annotations) {
  /** Name of the check run, as a branch protection rule refers to it. */
  public static final String NAME = "Countersign";

  /** Largest summary and text that GitHub stores, in bytes of UTF-8. */
  public static final int MAX_BYTES = 65_535;

  /** Most annotations of one report. */
  public static final int MAX_ANNOTATIONS = 200;

  /** Largest summary beside which the notes about annotations, changes and configuration fit. */
  static final int MAX_SUMMARY_BYTES = MAX_BYTES - 1_500;

  /** Largest text beside which the link to the page fits. */
  static final int MAX_TEXT_BYTES = MAX_BYTES - 2_000;

  private static final int MAX_TITLE_BEFORE = 200;

  public CheckReport {
    Objects.requireNonNull(conclusion, "conclusion");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(summary, "summary");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(details, "details");
    annotations = List.copyOf(annotations);
    if (annotations.size() > MAX_ANNOTATIONS) {
      throw new IllegalArgumentException(
          "expected at most %d annotations, found %d"
              .formatted(MAX_ANNOTATIONS, annotations.size()));
    }
  }

  /** One without annotations. */
  public CheckReport(Optional<Conclusion> conclusion, String title, String summary, String text) {
    this(conclusion, title, summary, text, List.of());
  }

  /** One without a page of its own. */
  public CheckReport(
      Optional<Conclusion> conclusion,
      String title,
      String summary,
      String text,
      List<Annotation> annotations) {
    this(conclusion, title, summary, text, Optional.empty(), annotations);
  }

  /** The same, with a page that says more: its text ends with a link to it. */
  public CheckReport withDetails(URI page) {
    String link = "\n\n[The whole verdict, with every entry](%s)".formatted(page);
    boolean linked =
        !text.isEmpty()
            && Markdown.isPlainAddress(page)
            && link.length() <= MAX_BYTES - MAX_TEXT_BYTES;
    return new CheckReport(
        conclusion, title, summary, linked ? text + link : text, Optional.of(page), annotations);
  }

  /**
   * The same where something else was concluded before: the summary begins with what changed.
   *
   * @param before how it was concluded
   * @param titleBefore title of that report
   * @param until when this one was first concluded
   */
  public CheckReport changed(Conclusion before, String titleBefore, Instant until) {
    String note =
        "> **Changed** from %s to %s. Until %s this check said: %s"
            .formatted(
                state(before),
                conclusion.map(CheckReport::state).orElse("⏳ in progress"),
                Wording.time(until),
                Markdown.code(titleBefore, MAX_TITLE_BEFORE));
    return withSummary(note + "\n\n" + summary);
  }

  private static String state(Conclusion conclusion) {
    return switch (conclusion) {
      case SUCCESS -> "✅ verified";
      case NEUTRAL -> "➖ nothing to verify";
      case FAILURE -> "❌ not verified";
      case TIMED_OUT -> "❔ timed out";
      case ACTION_REQUIRED -> "❔ action required";
    };
  }

  private CheckReport withSummary(String other) {
    return new CheckReport(conclusion, title, other, text, details, annotations);
  }

  /**
   * The same for a check run that has annotations which do not belong to this report: GitHub keeps
   * what an earlier verification said, so the summary starts by saying that it no longer holds.
   *
   * @param outdated how many there are
   */
  public CheckReport besideOutdatedAnnotations(int outdated) {
    if (outdated == 0) {
      return this;
    }
    String note =
        "> **%s out of date.** An earlier verification made %s, and GitHub never removes one."
                .formatted(
                    Wording.count(outdated, "annotation") + (outdated == 1 ? " is" : " are"),
                    outdated == 1 ? "it" : "them")
            + " What holds now is said here.";
    return withSummary(note + "\n\n" + summary);
  }

  /**
   * The same where the policy is not the repository's own: readers look for it there, so the
   * summary ends by saying where it is.
   */
  public CheckReport configuredBy(PolicyOrigin origin) {
    if (!(origin instanceof PolicyOrigin.OwnersFile owners)) {
      return this;
    }
    String note =
        "Configured by %s of %s, since this repository has no such file."
            .formatted(
                Markdown.code(PolicyFile.PATH), Markdown.code(owners.repository().fullName()));
    return withSummary(summary + "\n\n" + note);
  }

  /** How a check run ends. {@code skipped} passes a required check and is never used. */
  public enum Conclusion {
    SUCCESS,
    /** Passes a required check: only for a change that has nothing to do with any release. */
    NEUTRAL,
    FAILURE,
    TIMED_OUT,
    ACTION_REQUIRED
  }
}
