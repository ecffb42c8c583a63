package dev.countersign.report;

import static dev.countersign.report.Markdown.code;
import static dev.countersign.report.Markdown.row;

import dev.countersign.report.CheckReport.Conclusion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reports about a release whose materials are not there. */
final class AwaitedText {
  private static final int MAX_GLOBS = 10;
  private static final int MAX_RUNS = 5;

  private AwaitedText() {}

  static CheckReport waiting(Awaited awaited) {
    return report(
        Optional.empty(),
        "%s: waiting for the signed checksums until %s"
            .formatted(Title.name(awaited.release().tag()), Wording.soon(awaited.deadline())),
        awaited,
        "**Waiting for the release workflow of %s.** It has not committed its signed list of"
            + " checksums yet; when it does, Countersign verifies it at once.",
        "Nothing has to be done now. If the files do not come in time, this check ends as timed"
            + " out and says so.");
  }

  static CheckReport timedOut(Awaited awaited) {
    String waited = Wording.duration(awaited.patience());
    return report(
        Optional.of(Conclusion.TIMED_OUT),
        "%s not verified: no signed checksums within %s"
            .formatted(Title.name(awaited.release().tag()), waited),
        awaited,
        "**%s is not verified:** the release workflow committed no signed list of checksums within "
            + waited
            + " of the release.",
        """
        - **Why it matters:** without the signed list nobody can tell whether the release is what \
        its workflow built.
        - **What to do:** look at [the workflow runs](%s/actions): did the release workflow run, \
        did it succeed, and did it push these files to this branch? Then press _Verify again_ on this check's \
        page. Where the workflow needs longer, set `wait` in `.github/countersign.yml`, for \
        example `wait: 2h`.\
        """
            .formatted(awaited.release().repositoryUrl()));
  }

  static CheckReport workflowFailed(Awaited awaited) {
    return report(
        Optional.of(Conclusion.FAILURE),
        "%s not verified: the release workflow failed"
            .formatted(Title.name(awaited.release().tag())),
        awaited,
        "**%s is not verified:** its release workflow ended without success before it committed a"
            + " signed list of checksums.",
        """
        - **Expected:** the workflow signs the list of the release's files and commits it
        - **Found:** %s
        - **Why it matters:** without the signed list nobody can tell whether the release is what \
        its workflow built.
        - **What to do:** look at the run, mend what failed, and run it again. Countersign starts \
        anew when the run does, and verifies the list as soon as it is committed.\
        """
            .formatted(
                awaited.runs().stream()
                    .filter(Awaited.Run::failed)
                    .map(AwaitedText::run)
                    .limit(MAX_RUNS)
                    .collect(Collectors.joining("; "))));
  }

  /** A run with its conclusion, as a link to it. */
  private static String run(Awaited.Run run) {
    String shown = code(run.name(), Title.MAX_NAME);
    String link =
        Markdown.isPlainAddress(run.page()) ? "[%s](%s)".formatted(shown, run.page()) : shown;
    return link
        + run.conclusion()
            .map(conclusion -> " ended with " + code(conclusion))
            .orElse(" is running");
  }

  private static CheckReport report(
      Optional<Conclusion> conclusion, String title, Awaited awaited, String lead, String advice) {
    BoundedMarkdown summary = new BoundedMarkdown(CheckReport.MAX_SUMMARY_BYTES);
    summary.add(lead.formatted(code(awaited.release().tag(), Title.MAX_NAME)));
    summary.add(Markdown.facts(facts(awaited, conclusion)));
    summary.add(advice);
    return new CheckReport(conclusion, Title.of(title), summary.finish(), "");
  }

  private static String ofOtherReleases(Awaited awaited) {
    return awaited.ofOtherReleases().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .limit(MAX_GLOBS)
        .map(
            other ->
                "%s is signed for %s, not for %s"
                    .formatted(
                        code(other.getKey()),
                        code(other.getValue(), Title.MAX_NAME),
                        code(awaited.release().tag(), Title.MAX_NAME)))
        .collect(Collectors.joining("; "));
  }

  private static List<String> facts(Awaited awaited, Optional<Conclusion> conclusion) {
    List<String> rows = new ArrayList<>();
    String globs =
        awaited.materials().stream()
            .limit(MAX_GLOBS)
            .map(Markdown::code)
            .collect(Collectors.joining(" or "));
    rows.add(row("Awaited", globs + " with the signature files beside it"));
    rows.add(row("On branch", code(awaited.branch())));
    rows.add(
        row(
            "Release",
            "%s, commit %s"
                .formatted(code(awaited.release().tag()), code(awaited.release().commit()))));
    rows.add(row("Published", Wording.time(awaited.publishedAt())));
    if (!awaited.ofOtherReleases().isEmpty()) {
      rows.add(row("Found, but of other releases", ofOtherReleases(awaited)));
    }
    if (!awaited.runs().isEmpty()) {
      rows.add(
          row(
              "Release workflow",
              awaited.runs().stream()
                  .limit(MAX_RUNS)
                  .map(AwaitedText::run)
                  .collect(Collectors.joining("; "))));
    }
    if (conclusion.filter(Conclusion.FAILURE::equals).isEmpty()) {
      String until = conclusion.isPresent() ? "Waited until" : "Waiting until";
      rows.add(row(until, Wording.time(awaited.deadline())));
    }
    return rows;
  }
}
