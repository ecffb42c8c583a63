package dev.countersign.report;

import dev.countersign.policy.PolicyFile;
import dev.countersign.policy.PolicyOrigin;
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
 * @param annotations remarks on single lines, at most {@link #MAX_ANNOTATIONS}, the worst first
 * @see <a href="https://docs.github.com/en/rest/checks/runs">REST API: check runs</a>
 */
public record CheckReport(
    Optional<Conclusion> conclusion,
    String title,
    String summary,
    String text,
    List<Annotation> annotations) {
  /** Name of the check run, as a branch protection rule refers to it. */
  public static final String NAME = "Countersign";

  /** Largest summary and text that GitHub stores, in bytes of UTF-8. */
  public static final int MAX_BYTES = 65_535;

  /** Most annotations of one report. */
  public static final int MAX_ANNOTATIONS = 200;

  /** Largest summary beside which the notes about annotations and configuration fit. */
  static final int MAX_SUMMARY_BYTES = MAX_BYTES - 600;

  public CheckReport {
    Objects.requireNonNull(conclusion, "conclusion");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(summary, "summary");
    Objects.requireNonNull(text, "text");
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
    return new CheckReport(conclusion, title, note + "\n\n" + summary, text, annotations);
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
    return new CheckReport(conclusion, title, summary + "\n\n" + note, text, annotations);
  }

  /**
   * How a check run ends. {@code neutral} and {@code skipped} pass a required check: never used.
   */
  public enum Conclusion {
    SUCCESS,
    FAILURE,
    TIMED_OUT,
    ACTION_REQUIRED
  }
}
