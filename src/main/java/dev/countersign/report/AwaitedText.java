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
        did it succeed, and did it push these files to this branch? Then press _Re-run_ on this \
        page. Where the workflow needs longer, set `wait` in `.github/countersign.yml`, for \
        example `wait: 2h`.\
        """
            .formatted(awaited.release().repositoryUrl()));
  }

  private static CheckReport report(
      Optional<Conclusion> conclusion, String title, Awaited awaited, String lead, String advice) {
    BoundedMarkdown summary = new BoundedMarkdown(CheckReport.MAX_SUMMARY_BYTES);
    summary.add(lead.formatted(code(awaited.release().tag(), Title.MAX_NAME)));
    summary.add(Markdown.facts(facts(awaited, conclusion.isPresent())));
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

  private static List<String> facts(Awaited awaited, boolean over) {
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
    rows.add(row(over ? "Waited until" : "Waiting until", Wording.time(awaited.deadline())));
    return rows;
  }
}
