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
            () -> markdown.add("The signing certificate could not be read."));
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
      markdown.add(
          "There is no command to show: the certificate names no workflow of this repository, or a"
              + " name has characters that a terminal may hide.");
      return;
    }
    markdown.add(
        "The same check of signature, log and signer by hand, in a checkout of the branch that has"
            + " the signed list:");
    markdown.add(Markdown.codeBlock("sh", command.get()));
    markdown.add(
        "Countersign also compares the tag's commit and every listed file; the command does not.");
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
