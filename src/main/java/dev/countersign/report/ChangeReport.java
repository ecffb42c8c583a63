package dev.countersign.report;

import static dev.countersign.report.Markdown.code;

import dev.countersign.policy.PolicyFile;
import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.verification.SetVerdict;
import dev.countersign.verification.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The report about a change that somebody proposes. */
final class ChangeReport {
  private static final int MAX_NAMED = 10;

  private final ProposedChange change;

  private final List<String> unjudged;

  /** The worst first. */
  private final List<CheckReport> verdicts;

  ChangeReport(ProposedChange change) {
    this.change = change;
    this.unjudged = unjudged(change);
    this.verdicts =
        change.verdicts().stream()
            .sorted(Comparator.comparing(Verdict::verified))
            .map(CheckReports::verdict)
            .sorted(Comparator.comparing(report -> rank(report.conclusion().orElseThrow())))
            .toList();
  }

  CheckReport report() {
    if (!change.configurationErrors().isEmpty()) {
      CheckReport broken =
          BrokenPolicyReport.ofChange(
                  change.changesConfiguration(),
                  change.configurationOrigin(),
                  change.configurationErrors())
              .report();
      return with(broken, Conclusion.ACTION_REQUIRED, broken.title(), verdicts);
    }
    Optional<String> besides = besides();
    if (!verdicts.isEmpty()) {
      CheckReport worst = verdicts.get(0);
      List<CheckReport> others = verdicts.subList(1, verdicts.size());
      Conclusion conclusion = worst.conclusion().orElseThrow();
      return conclusion == Conclusion.SUCCESS && besides.isPresent()
          ? with(worst, Conclusion.ACTION_REQUIRED, besides.get(), others)
          : with(worst, conclusion, worst.title(), others);
    }
    return besides
        .map(title -> plain(Conclusion.ACTION_REQUIRED, title))
        .orElseGet(() -> plain(Conclusion.NEUTRAL, "No release materials in this change"));
  }

  /** What keeps the change from passing even if every verdict is good. */
  private Optional<String> besides() {
    if (!unjudged.isEmpty()) {
      return Optional.of("No release is known that the materials could belong to");
    }
    return change.removed().isEmpty()
        ? Optional.empty()
        : Optional.of("This change removes the signed list of a release");
  }

  /** Manifests that it brings and that no verdict is about. */
  private static List<String> unjudged(ProposedChange change) {
    Set<String> judged =
        change.verdicts().stream()
            .flatMap(verdict -> verdict.sets().stream())
            .map(SetVerdict::manifestPath)
            .collect(Collectors.toSet());
    return change.brought().stream().filter(path -> !judged.contains(path)).toList();
  }

  private static int rank(Conclusion conclusion) {
    return switch (conclusion) {
      case FAILURE -> 0;
      case ACTION_REQUIRED, TIMED_OUT -> 1;
      case SUCCESS, NEUTRAL -> 2;
    };
  }

  private CheckReport plain(Conclusion conclusion, String title) {
    String lead =
        conclusion == Conclusion.NEUTRAL
            ? "**This change brings no signed list of a release's files,** and alters none: there is"
                + " nothing to verify in it."
            : "**%s.**".formatted(title);
    return with(
        new CheckReport(Optional.of(conclusion), title, lead, ""), conclusion, title, List.of());
  }

  /** The report with what a reviewer should know of the change besides. */
  private CheckReport with(
      CheckReport report, Conclusion conclusion, String title, List<CheckReport> others) {
    BoundedMarkdown summary = new BoundedMarkdown(CheckReport.MAX_SUMMARY_BYTES);
    List<String> notes = notes();
    if (!notes.isEmpty()) {
      summary.add("**To know about this change:**\n\n- " + String.join("\n- ", notes));
    }
    BoundedMarkdown.blocks(report.summary()).forEach(summary::add);
    if (!others.isEmpty()) {
      summary.table(
          "Of other materials that this change brings:",
          others,
          other -> "- " + Markdown.sentence(other.title()));
    }
    return new CheckReport(
        Optional.of(conclusion),
        Title.of(title),
        summary.finish(),
        report.text(),
        report.annotations());
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (change.fromFork()) {
      notes.add(
          "It comes **from a fork**: whoever wrote it need not be able to write to this repository.");
    }
    if (!change.ofOlderReleases().isEmpty()) {
      int releases = new TreeSet<>(change.ofOlderReleases().values()).size();
      notes.add(
          "It brings or alters materials of **%s that %s not the newest**: %s. Materials seldom"
                  .formatted(
                      Wording.count(releases, "release"),
                      releases == 1 ? "is" : "are",
                      named(
                          change.ofOlderReleases().entrySet().stream()
                              .map(entry -> entry.getKey() + " of " + entry.getValue())
                              .sorted()
                              .toList()))
              + " change after their release; find out why these do.");
    }
    if (!change.removed().isEmpty()) {
      notes.add(
          "It **removes** %s. What is removed can no longer be verified, and the release's check"
                  .formatted(named(change.removed()))
              + " turns red when this is merged.");
    }
    if (change.changesConfiguration()) {
      notes.add(
          "It **alters the configuration** %s. Until it is merged, releases and this change are"
                  .formatted(code(PolicyFile.PATH))
              + " verified by the file on the default branch.");
    }
    if (!change.workflows().isEmpty()) {
      notes.add(
          "It **alters what signs releases**: %s. Whoever may change these files may sign in the"
                  .formatted(named(change.workflows()))
              + " repository's name.");
    }
    if (!unjudged.isEmpty()) {
      notes.add(
          "It brings %s, and this repository has no published release that this could belong to."
                  .formatted(named(unjudged))
              + " Publish the release first, then press _Verify again_ on this check's page.");
    }
    return notes;
  }

  private static String named(List<String> names) {
    String shown =
        names.stream()
            .limit(MAX_NAMED)
            .map(name -> code(name, 100))
            .collect(Collectors.joining(", "));
    int more = names.size() - MAX_NAMED;
    return more > 0 ? shown + " and %s more".formatted(Wording.number(more)) : shown;
  }
}
