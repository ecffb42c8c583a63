package dev.countersign.report;

import static dev.countersign.report.Markdown.code;
import static dev.countersign.report.Markdown.sentence;

import dev.countersign.policy.PolicyError;
import dev.countersign.policy.PolicyOrigin;
import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.verification.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Every check run that Countersign writes. Pure: the same arguments give the same report. Arguments
 * may be hostile; nothing of them becomes markup.
 */
public final class CheckReports {
  private static final String RERUN = "Press _Verify again_ on this check's page.";

  private CheckReports() {}

  /**
   * The end of a verification: success when everything was verified, failure when something is
   * known to be wrong, and action required when a check was not made.
   */
  public static CheckReport verdict(Verdict verdict) {
    return verdict(verdict, List.of());
  }

  /** The same, with what became of the workflow files that signed. */
  public static CheckReport verdict(Verdict verdict, List<WorkflowChange> changes) {
    return new VerdictReport(verdict, changes).report();
  }

  /** In progress: the materials are not there yet. */
  public static CheckReport waiting(Awaited awaited) {
    return AwaitedText.waiting(awaited);
  }

  /** Timed out: the materials did not come before the deadline. */
  public static CheckReport timedOut(Awaited awaited) {
    return AwaitedText.timedOut(awaited);
  }

  /**
   * In progress: the materials are there, yet something that is needed to judge them could not be
   * had, and is asked for again until {@code until}.
   *
   * @param reason what could not be had, in one sentence
   */
  public static CheckReport retrying(String tag, String reason, Instant until) {
    return report(
        Optional.empty(),
        Title.name(tag) + " not verified yet: trying again until " + Wording.soon(until),
        "**%s is not verified yet.** %s".formatted(code(tag, Title.MAX_NAME), sentence(reason)),
        "This says nothing about the release. Countersign tries again by itself until %s."
            .formatted(Wording.time(until)));
  }

  /**
   * Action required: the configuration file cannot be understood, so nobody knows what to verify.
   * Where it is the repository's own, its lines are annotated.
   */
  public static CheckReport brokenPolicy(
      String tag, PolicyOrigin origin, List<PolicyError> errors) {
    return BrokenPolicyReport.ofRelease(tag, origin, errors).report();
  }

  /**
   * The release could be neither verified nor rejected.
   *
   * @param conclusion {@link Conclusion#TIMED_OUT} when trying again later may help, {@link
   *     Conclusion#ACTION_REQUIRED} when somebody has to change something first
   * @param reason why, in one sentence
   * @param nextStep what the reader can do, in one sentence
   */
  public static CheckReport couldNotVerify(
      String tag, Conclusion conclusion, String reason, String nextStep) {
    if (conclusion != Conclusion.TIMED_OUT && conclusion != Conclusion.ACTION_REQUIRED) {
      throw new IllegalArgumentException("undecided does not go with " + conclusion);
    }
    return report(
        Optional.of(conclusion),
        Title.name(tag) + " could not be verified: " + Wording.clause(reason),
        "**%s could not be verified.** %s".formatted(code(tag, Title.MAX_NAME), sentence(reason)),
        "This does not say that the release is bad: it was not possible to find out.",
        "**What to do:** %s %s".formatted(sentence(nextStep), RERUN));
  }

  /**
   * Action required: Countersign itself is at fault.
   *
   * @param reference what its operator finds the fault by in the log
   */
  public static CheckReport internalError(String tag, String reference) {
    return report(
        Optional.of(Conclusion.ACTION_REQUIRED),
        Title.name(tag) + " could not be verified: Countersign made a mistake",
        "**%s could not be verified:** Countersign stopped because of a fault of its own."
            .formatted(code(tag, Title.MAX_NAME)),
        "This does not say that the release is bad, and nothing in your repository needs to change.",
        "**What to do:** %s If it stops again, tell whoever runs Countersign this reference: %s."
            .formatted(RERUN, code(reference)));
  }

  /** Failure: the release workflow ended without having committed any materials. */
  public static CheckReport workflowFailed(Awaited awaited) {
    return AwaitedText.workflowFailed(awaited);
  }

  /**
   * Failure, on a commit that a tag pointed at: what was said of it there no longer holds.
   *
   * @param nowAt object id of the commit that the tag points at now
   */
  public static CheckReport tagMoved(String tag, String nowAt) {
    return report(
        Optional.of(Conclusion.FAILURE),
        Title.name(tag) + " does not point to this commit any more",
        "**%s does not point to this commit any more.** What this check said before no longer holds."
            .formatted(code(tag, Title.MAX_NAME)),
        """
        - **Expected:** the tag stays at the commit that was released
        - **Found:** it points to commit %s now
        - **Why it matters:** who downloads this tag may get other files than the signed ones.
        - **What to do:** look at the check of that commit. Find out who moved the tag and why; move \
        it back, or make a new release.\
        """
            .formatted(code(nowAt)));
  }

  /** Action required, where a release was verified or awaited: it is not there any more. */
  public static CheckReport withdrawn(String tag) {
    return report(
        Optional.of(Conclusion.ACTION_REQUIRED),
        Title.name(tag) + " is not verified: there is no such release any more",
        "**There is no published release of the tag %s any more.** What this check said before no"
                .formatted(code(tag, Title.MAX_NAME))
            + " longer holds.",
        "**What to do:** nothing, if the release was withdrawn on purpose. Otherwise publish it"
            + " again: it is then verified by itself.");
  }

  /** What a change would do to the releases, on its head commit. */
  public static CheckReport change(ProposedChange change) {
    return new ChangeReport(change).report();
  }

  private static CheckReport report(
      Optional<Conclusion> conclusion, String title, String... paragraphs) {
    BoundedMarkdown summary = new BoundedMarkdown(CheckReport.MAX_SUMMARY_BYTES);
    for (String paragraph : paragraphs) {
      summary.add(paragraph);
    }
    return new CheckReport(conclusion, Title.of(title), summary.finish(), "");
  }
}
