package dev.countersign.report;

import static dev.countersign.report.Markdown.code;

import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.verification.EntryResult.MatchesTag;
import dev.countersign.verification.Release;
import dev.countersign.verification.SetVerdict;
import dev.countersign.verification.SigningFacts;
import dev.countersign.verification.Status;
import dev.countersign.verification.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The report about one verdict, the worst material set first. */
final class VerdictReport {
  /** Fewer bytes than this do not hold what has to be said about one set. */
  private static final int MIN_SECTION = 5_000;

  /** Room for what follows the sections. */
  private static final int CLOSING = 1_500;

  private final Release release;
  private final List<SetVerdict> sets;
  private final List<WorkflowChange> changes;
  private final boolean verified;

  VerdictReport(Verdict verdict, List<WorkflowChange> changes) {
    this.changes = List.copyOf(changes);
    release = verdict.release();
    verified = verdict.verified();
    sets =
        verdict.sets().stream()
            .sorted(Comparator.comparing(SetVerdict::verified).thenComparing(VerdictReport::unmade))
            .toList();
  }

  CheckReport report() {
    return new CheckReport(
        Optional.of(conclusion()), title(), summary(), text(), Annotations.of(sets));
  }

  /** The sets, the worst first. */
  List<SetVerdict> sets() {
    return sets;
  }

  Conclusion conclusion() {
    if (verified) {
      return Conclusion.SUCCESS;
    }
    return unmade(sets.get(0)) ? Conclusion.ACTION_REQUIRED : Conclusion.FAILURE;
  }

  String title() {
    String tag = Title.name(release.tag());
    if (!verified) {
      return Title.of(
          tag
              + (unmade(sets.get(0)) ? " could not be verified: " : " not verified: ")
              + Problem.plain(sets.get(0), sets.size() > 1));
    }
    long warnings = countWarnings();
    return Title.of(
        "%s verified: %s, signed by %s%s"
            .formatted(
                tag,
                Wording.count(matchingFiles(), "file"),
                sets.get(0).signing().map(this::signer).orElse("nobody"),
                warnings == 0 ? "" : " (" + Wording.count(warnings, "warning") + ")"));
  }

  private String signer(SigningFacts facts) {
    return Title.name(
        SigningWorkflow.of(facts.subjectAlternativeName(), release)
            .map(SigningWorkflow::fileName)
            .orElse(facts.subjectAlternativeName()));
  }

  private long matchingFiles() {
    return sets.stream()
        .flatMap(set -> set.contents().ofKind(MatchesTag.class).stream())
        .map(match -> match.entry().path())
        .distinct()
        .count();
  }

  private String summary() {
    BoundedMarkdown markdown = new BoundedMarkdown(CheckReport.MAX_SUMMARY_BYTES);
    markdown.add(lead(Markup.MARKDOWN));
    if (sets.size() == 1) {
      markdown.add(SetText.line(sets.get(0)));
    } else {
      markdown.within(
          markdown.room() / 4,
          () ->
              markdown.table(
                  "This release has %d signed lists:".formatted(sets.size()),
                  sets,
                  set -> "- " + SetText.line(set)));
    }
    notes(Markup.MARKDOWN).forEach(note -> markdown.add("> " + note));
    sections(markdown, SetText::summary);
    markdown.fold("What is checked here?", () -> markdown.add(CheckGuide.INTRODUCTION));
    return markdown.finish();
  }

  /** The verdict in one sentence, and what follows from it. */
  String lead(Markup markup) {
    String tag = markup.code(release.tag(), Title.MAX_NAME);
    return verified
        ? markup.strong(tag + " is verified.") + " " + goodNews() + lookBelow()
        : "%s %s. %s"
            .formatted(
                markup.strong(
                    "%s %s verified:"
                        .formatted(tag, unmade(sets.get(0)) ? "could not be" : "is not")),
                Problem.of(sets.get(0), sets.size() > 1, markup),
                consequence(markup));
  }

  /** What else a reader of the release should know. */
  List<String> notes(Markup markup) {
    return changes.stream().map(change -> change.note(release, markup)).toList();
  }

  private String goodNews() {
    return "The release workflow signed %s for exactly this tag and commit, and every listed file of"
            .formatted(sets.size() == 1 ? "this list of files" : "these lists of files")
        + " the release is the same at the tag.";
  }

  private String lookBelow() {
    long warnings = countWarnings();
    return warnings == 0
        ? ""
        : " %s worth a look: see below."
            .formatted(warnings == 1 ? "1 point is" : Wording.number(warnings) + " points are");
  }

  private String consequence(Markup markup) {
    return unmade(sets.get(0))
        ? "Nothing was found to be wrong, but what was not checked does not count as verified. "
            + markup.again()
            + "; if this stays, tell whoever runs Countersign."
        : "Do not rely on this release until this is settled: see below what was found and what to"
            + " do.";
  }

  private long countWarnings() {
    return sets.stream().mapToLong(set -> set.withStatus(Status.WARNING).size()).sum();
  }

  private String text() {
    BoundedMarkdown markdown = new BoundedMarkdown(CheckReport.MAX_TEXT_BYTES);
    sections(markdown, DetailsText::add);
    markdown.fold("What each check asks", () -> CheckGuide.add(markdown));
    return markdown.finish();
  }

  /** One section for each set, of equal shares of the room, as long as a share says anything. */
  private void sections(BoundedMarkdown markdown, Section section) {
    int most = Math.max(1, (markdown.room() - CLOSING) / MIN_SECTION);
    int shown = Math.min(most, sets.size());
    for (int i = 0; i < shown; i++) {
      SetVerdict set = sets.get(i);
      markdown.within(
          (markdown.room() - CLOSING) / (shown - i),
          () -> {
            if (sets.size() > 1) {
              markdown.add(
                  "## %s: %s"
                      .formatted(
                          code(set.manifestPath(), 200),
                          set.verified() ? "verified" : "not verified"));
            }
            section.add(release, set, markdown);
          });
    }
    if (shown < sets.size()) {
      markdown.add(
          "_%s not shown here: a check run has no room for more._"
              .formatted(Wording.count(sets.size() - shown, "other signed list")));
    }
  }

  private static boolean unmade(SetVerdict set) {
    return !set.verified() && set.withStatus(Status.FAILED).isEmpty();
  }

  /** Writes what there is to say about one set. */
  @FunctionalInterface
  private interface Section {
    void add(Release release, SetVerdict set, BoundedMarkdown markdown);
  }
}
