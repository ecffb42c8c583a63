package dev.countersign.report;

import static dev.countersign.report.Markdown.code;

import dev.countersign.verification.Release;
import dev.countersign.verification.SetVerdict;
import java.util.Optional;

/** What the details of a report say about one material set; the longest comes last. */
final class DetailsText {
  private DetailsText() {}

  static void add(Release release, SetVerdict set, BoundedMarkdown markdown) {
    set.signing()
        .ifPresentOrElse(
            facts -> {
              markdown.within(
                  markdown.room() / 2,
                  () ->
                      markdown.fold(
                          "Signing certificate", () -> SigningText.certificate(facts, markdown)));
              markdown.fold("Transparency log", () -> SigningText.log(facts, markdown));
            },
            () -> markdown.add(SigningText.UNREADABLE));
    markdown.fold("Check it yourself", () -> command(release, set, markdown));
    if (FindingText.shortened(set)) {
      markdown.within(
          markdown.room() / 2,
          () ->
              markdown.fold(
                  "All findings (%s)".formatted(Wording.number(set.findings().size())),
                  () -> findings(set, markdown)));
    }
    EntriesText.add(set.contents(), markdown);
  }

  private static void command(Release release, SetVerdict set, BoundedMarkdown markdown) {
    Optional<String> command = ManualCommand.of(release, set);
    if (command.isEmpty()) {
      markdown.add(ManualCommand.NONE);
      return;
    }
    markdown.add(ManualCommand.INTRODUCTION);
    markdown.add(Markdown.codeBlock("sh", command.get()));
    markdown.add(ManualCommand.LIMITS);
  }

  private static void findings(SetVerdict set, BoundedMarkdown markdown) {
    markdown.table(
        Markdown.tableHead("Check", "Result", "Reason", "Expected", "Found"),
        set.findings(),
        finding ->
            Markdown.row(
                finding.check().title(),
                CheckMark.of(finding).mark(),
                code(finding.reason().name()),
                Markdown.value(finding.expected()),
                Markdown.value(finding.actual())));
  }
}
